"""Every check, then every test; says at the end what could not be run here, and why."""

import subprocess
import sys

from caldicott.running import check
from caldicott.running.install import say
from caldicott.running.places import PROJECT


def main() -> int:
    failed = check.failures()
    tests = subprocess.run([sys.executable, "-m", "pytest"], cwd=PROJECT, check=False).returncode
    if failed:
        say(f"Failed, besides what the tests say: {', '.join(failed)}.")
    return 1 if failed or tests else 0


if __name__ == "__main__":
    sys.exit(main())
