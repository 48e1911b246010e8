"""Every check, then every test; says at the end what could not be run here, and why."""

import subprocess
import sys

from caldicott.running import check
from caldicott.running.install import say
from caldicott.running.places import PROJECT

# Each runs its tests in a database of its own, on one server; with more of them a small machine only waits.
WORKERS = ("--numprocesses=auto", "--maxprocesses=4")


def main() -> int:
    failed = check.failures()
    tests = subprocess.run([sys.executable, "-m", "pytest", *WORKERS], cwd=PROJECT, check=False).returncode
    if failed:
        say(f"Failed, besides what the tests say: {', '.join(failed)}.")
    return 1 if failed or tests else 0


if __name__ == "__main__":
    sys.exit(main())
