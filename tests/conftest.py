"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
ANNEXES = ROOT.parent / "shared" / "source" / "000_842e507e02184981.txt"


@pytest.fixture(scope="session")
def annexes_text() -> Path:
    """The file with the published annexes' text, which is not part of the project."""
    if not ANNEXES.exists():
        pytest.skip("the text of the published annexes is not beside the project")
    return ANNEXES


@pytest.fixture(scope="module")
def _loaded_record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loads the record once for a module, in a transaction around all its tests."""
    from recommendations.record.load import load_record

    with django_db_blocker.unblock(), transaction.atomic():
        load_record()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(_loaded_record: None, db: None) -> None:
    """The record of 2014, as it ships; a test may change it, the next one finds it whole."""
