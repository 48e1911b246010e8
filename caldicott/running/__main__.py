"""`python -m caldicott.running run|test|check`: installs what that needs, then becomes it."""

import os
import signal
import sys

from caldicott.processes import die_with_parent
from caldicott.running.address import refuse_if_taken
from caldicott.running.install import install
from caldicott.running.places import PROJECT, PYTHON

NEEDS = {"run": "requirements-local.txt", "test": "requirements-dev.txt", "check": "requirements-dev.txt"}


def main(command: str) -> None:
    os.chdir(PROJECT)
    if "MAKELEVEL" in os.environ:
        die_with_parent(signal.SIGTERM)  # make, when it is killed, tells nobody
    if command == "run":
        refuse_if_taken()
    install(NEEDS[command])
    became = [str(PYTHON), "-m", f"caldicott.running.{command}"]
    os.execv(PYTHON, became)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
