"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.kept import Kept

ROOT = Path(__file__).resolve().parent.parent
ANNEXES = ROOT.parent / "shared" / "source" / "000_842e507e02184981.txt"
OWN = ("organisations", "recommendations")


@pytest.fixture(scope="session")
def annexes_text() -> Path:
    """The file with the published annexes' text, which is not part of the project."""
    if not ANNEXES.exists():
        pytest.skip("the text of the published annexes is not beside the project")
    return ANNEXES


@pytest.fixture(autouse=True)
def no_jobs_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test commits is emptied after it by Django, all but the worker's tables."""
    mark = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or bool(mark and mark.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_periodic_defers")
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(scope="session")
def kept_record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept:
    """The record of 2014 as it ships, loaded once for all tests."""
    from recommendations.record.load import load_record

    with django_db_blocker.unblock(), transaction.atomic():
        load_record()
        kept = Kept.of(model for app in OWN for model in apps.get_app_config(app).get_models(include_auto_created=True))
        transaction.set_rollback(True)
    return kept


@pytest.fixture
def record(kept_record: Kept, db: None) -> None:
    """The record of 2014, as it ships; a test may change it, the next one finds it whole."""
    kept_record.put_back()
