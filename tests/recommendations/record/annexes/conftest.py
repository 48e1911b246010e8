"""The published annexes, read once for all tests here."""

from pathlib import Path

import pytest

from recommendations.record.annexes import Annexes, read_annexes


@pytest.fixture(scope="session")
def published(annexes_text: Path) -> str:
    """The text of the published annexes."""
    return annexes_text.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def annexes(published: str) -> Annexes:
    """What the reader makes of it."""
    return read_annexes(published)
