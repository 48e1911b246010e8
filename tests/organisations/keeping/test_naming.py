"""An organisation gets another name: what it was called before stays with it and finds it."""

import datetime

import pytest

from caldicott.refusals import Refused
from organisations.keeping.naming import rename_organisation
from organisations.models import Alias, AuditRow, Organisation, Role, User
from organisations.search import EVERY_NAME
from tests import factories as f
from tests.returning import POSITION, person

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 4, 1)


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARIAT)


@pytest.fixture
def body() -> Organisation:
    made: Organisation = f.OrganisationFactory(name="Sample Board", abbreviation="SB", slug="sample-board")
    return made


def rename(
    body: Organisation, by: User, name: str = "Sample Agency", abbreviation: str = "SA", since: datetime.date = DAY
) -> Organisation:
    return rename_organisation(
        organisation=body, name=name, abbreviation=abbreviation, since=since, reason="By order.", by=by
    )


def test_the_old_name_stays_with_its_last_day_and_finds_it(body: Organisation, secretary: User) -> None:
    rename(body, secretary)
    body.refresh_from_db()
    assert (body.name, body.abbreviation, body.slug) == ("Sample Agency", "SA", "sample-board")
    last = DAY - datetime.timedelta(days=1)
    assert {(alias.name, alias.until) for alias in body.aliases.all()} == {("Sample Board", last), ("SB", last)}
    assert list(EVERY_NAME.matching(Organisation.objects.all(), "sample board")) == [body]
    deed = AuditRow.objects.get(verb="rename_organisation")
    assert (deed.reason, deed.facts["before"]["name"]) == ("By order.", "Sample Board")


def test_a_name_that_comes_back_keeps_every_earlier_one(body: Organisation, secretary: User) -> None:
    rename(body, secretary)
    rename(body, secretary, name="Sample Board", abbreviation="SB")
    assert set(body.aliases.values_list("name", flat=True)) == {"Sample Board", "SB", "Sample Agency", "SA"}


@pytest.mark.parametrize(
    ("name", "since", "says"),
    [
        ("Sample Board", DAY, "called that already"),
        ("taken NAME", DAY, "taken already"),
        ("Taken alias", DAY, "is another name of"),
        (" \n", DAY, "cannot be blank"),
        ("Sample Agency", POSITION, "lies ahead"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(
    body: Organisation, secretary: User, name: str, since: datetime.date, says: str
) -> None:
    f.OrganisationFactory(name="Taken name")
    f.AliasFactory(name="Taken alias")
    with pytest.raises(Refused, match=says):
        rename(body, secretary, name=name, abbreviation="SB", since=since)
    assert Alias.objects.count() == 1
