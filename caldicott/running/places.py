"""Where things are: in the project, and of this machine."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"


def home() -> Path:
    """Where this machine's own data and secrets are kept: CALDICOTT_HOME, else `var`. Made where it is not there."""
    folder = Path(os.environ.get("CALDICOTT_HOME") or PROJECT / "var").absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"Nothing can be kept in {folder}: {error.strerror}. Set CALDICOTT_HOME.") from error
    return folder
