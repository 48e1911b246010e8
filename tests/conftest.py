"""What every test may ask for."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANNEXES = ROOT.parent / "shared" / "source" / "000_842e507e02184981.txt"


@pytest.fixture(scope="session")
def annexes_text() -> Path:
    """The file with the published annexes' text, which is not part of the project."""
    if not ANNEXES.exists():
        pytest.skip("the text of the published annexes is not beside the project")
    return ANNEXES
