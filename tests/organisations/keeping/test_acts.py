"""Keeping organisations at the desk: each act says what will happen before it does."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation, Role, Succession
from tests import factories as f
from tests.desk import address, browser_of
from tests.returning import commitment_of, person

pytestmark = pytest.mark.django_db

MANY = 20_000


@pytest.fixture
def secretariat() -> Client:
    return browser_of(person(Role.SECRETARIAT, is_staff=True))


def act(row: Organisation, name: str) -> str:
    return address(Organisation, "act", row.pk, name)


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def told(other: Organisation, **values: Any) -> dict[str, Any]:
    return {"other": other.pk, "since": "1/4/2014", "reason": "Sample reason.", **values}


@pytest.mark.parametrize(("name", "kind"), [("merge", "merger"), ("succeed", "succession")])
def test_what_will_happen_is_told_first_and_done_when_it_is_confirmed(
    name: str, kind: str, secretariat: Client
) -> None:
    row, other = f.OrganisationFactory(name="Old Sample"), f.OrganisationFactory(name="New Sample")
    commitment_of(row)
    page = secretariat.post(act(row, name), told(other)).text
    assert "1 commitment" in page
    assert "Nothing is done yet" in page
    assert not Succession.objects.exists()
    done = secretariat.post(act(row, name), told(other, seen=seen_in(page)), follow=True)
    assert done.status_code == 200
    assert Succession.objects.get().kind == kind


def test_what_has_changed_since_is_told_anew(secretariat: Client) -> None:
    row, other = f.OrganisationFactory(), f.OrganisationFactory()
    before = secretariat.post(act(row, "merge"), told(other)).text
    commitment_of(row)
    refused = secretariat.post(act(row, "merge"), told(other, seen=seen_in(before)))
    assert refused.status_code == 409
    assert "since you looked" in refused.text
    assert seen_in(refused.text) != seen_in(before)
    assert not Succession.objects.exists()


def test_what_is_confirmed_is_what_was_shown_and_no_other(secretariat: Client) -> None:
    row, other = f.OrganisationFactory(), f.OrganisationFactory()
    shown = seen_in(secretariat.post(act(row, "merge"), told(other)).text)
    assert secretariat.post(act(row, "merge"), told(f.OrganisationFactory(), seen=shown)).status_code == 409
    assert not Succession.objects.exists()


def test_it_is_renamed_and_separated_at_the_desk(secretariat: Client) -> None:
    row, other = f.OrganisationFactory(name="Old Sample"), f.OrganisationFactory()
    name = {"name": "New Sample", "abbreviation": "", "since": "2014-04-01", "reason": "By order."}
    assert 'value="Old Sample"' in secretariat.get(act(row, "rename")).text
    page = secretariat.post(act(row, "rename"), name).text
    secretariat.post(act(row, "rename"), {**name, "seen": seen_in(page)})
    row.refresh_from_db()
    assert row.name == "New Sample"
    page = secretariat.post(act(row, "merge"), told(other)).text
    secretariat.post(act(row, "merge"), told(other, seen=seen_in(page)))
    assert secretariat.get(act(row, "merge")).status_code == 403
    secretariat.post(act(row, "separate"), {"reason": "Two bodies."})
    assert Succession.objects.get().kind == "separated"


def test_a_day_that_cannot_be_read_and_an_organisation_that_is_not_there_are_told(secretariat: Client) -> None:
    row = f.OrganisationFactory()
    page = secretariat.post(act(row, "merge"), {"other": "0", "since": "4/13/2014", "reason": "Kept words"}).text
    assert "Choose again" in page
    assert "with the day first" in page
    assert "Kept words" in page


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OBSERVER, Role.PANEL_MEMBER])
def test_others_on_the_panel_may_not(role: Role) -> None:
    row = f.OrganisationFactory()
    browser = browser_of(person(role, is_staff=True))
    assert "/act/" not in browser.get(address(Organisation, "change", row.pk)).text
    assert browser.get(act(row, "merge")).status_code == 403
    other = f.OrganisationFactory()
    page = browser.post(act(row, "merge"), told(other))
    assert page.status_code == 403
    assert not Succession.objects.exists()


def test_no_page_loads_all_of_twenty_thousand(secretariat: Client) -> None:
    row = f.OrganisationFactory()
    Organisation.objects.bulk_create(
        Organisation(slug=f"many-{number}", name=f"Many {number}", kind="other") for number in range(MANY)
    )
    for page, queries in [
        (act(row, "merge"), 11),
        (address(Organisation, "change", row.pk), 29),  # it asks every relation whether a row names it
        (address(Organisation, "changelist"), 10),
        (f"{address(Organisation, 'changelist')}?q=many+1999", 10),
        ("/admin/autocomplete/?term=many&app_label=organisations&model_name=succession&field_name=successor", 10),
    ]:
        with CaptureQueriesContext(connection) as captured:
            answer = secretariat.get(page)
        assert answer.status_code == 200
        assert len(answer.content) < 120_000
        assert len(captured) <= queries, page
