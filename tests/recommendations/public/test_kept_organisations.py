"""What everybody reads of organisations that were renamed, merged, separated or succeeded."""

import datetime

import pytest
from django.test import Client

from tests.factories import (
    AliasFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 4, 1)
NAMES = {"predecessor__slug": "old", "predecessor__name": "Old Sample", "successor__slug": "new"}


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).text.split())


def test_the_address_of_a_merged_record_leads_on_for_good(client: Client) -> None:
    SuccessionFactory(**NAMES, kind="merger", since=DAY)
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    answer = client.get("/organisations/old/?period=2014-09-30")
    assert (answer.status_code, answer["Location"]) == (301, "/organisations/new/?period=2014-09-30")
    answer = client.get("/api/v1/organisations/old/")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/organisations/new/")


def test_a_merged_record_is_listed_nowhere_for_itself_and_found_by_its_name(client: Client) -> None:
    row = SuccessionFactory(**NAMES, successor__name="New Sample", kind="merger", since=DAY)
    AliasFactory(organisation=row.successor, name="Old Sample")
    assert 'href="/organisations/old/"' not in text(client, "/organisations/")
    assert [each["slug"] for each in client.get("/api/v1/organisations/").json()["results"]] == ["new"]
    assert "/organisations/old/" not in client.get("/sitemap.xml").text
    found = text(client, "/search/?q=old+sample")
    assert "/organisations/new/" in found
    assert "/organisations/old/" not in found


def test_what_was_published_of_a_merged_record_stays_and_is_found_from_the_kept_one(client: Client) -> None:
    row = SuccessionFactory(**NAMES, kind="merger", since=DAY)
    ProgressReportFactory(organisation=row.predecessor, summary="Said before.")
    assert 'href="/reports/?organisation=old"' in text(client, "/organisations/new/")
    assert "Old Sample" in text(client, "/reports/?organisation=old")


def test_both_pages_say_that_a_merger_was_a_mistake_and_why(client: Client) -> None:
    SuccessionFactory(**NAMES, successor__name="New Sample", kind="separated", note="They are two bodies.")
    for page, other in [("/organisations/old/", "New Sample"), ("/organisations/new/", "Old Sample")]:
        told = text(client, page)
        assert f"{other}</a>" in told
        assert "by mistake, and is separate again" in told
        assert "They are two bodies." in told
    told = client.get("/api/v1/organisations/old/").json()
    assert (told["successors"], told["successions"][0]["kind"]) == ([], "separated")


def test_an_earlier_name_is_shown_with_its_last_day(client: Client) -> None:
    body = OrganisationFactory(slug="body")
    AliasFactory(organisation=body, name="Earlier Sample", until=DAY)
    assert "Named Earlier Sample until 1 April 2014" in text(client, "/organisations/body/")


def test_a_commitment_says_who_took_over_and_since_when(client: Client) -> None:
    first = SuccessionFactory(**NAMES, successor__name="New Sample", since=DAY)
    SuccessionFactory(predecessor=first.successor, successor__name="Newest", since=datetime.date(2015, 4, 1))
    commitment = CommitmentFactory()
    MappingFactory(commitment=commitment)
    commitment.lead_organisations.set([first.predecessor])
    told = text(client, commitment.get_absolute_url())
    assert "Old Sample led it until then; since 1 April 2014 it is held by" in told
    assert "New Sample led it until then; since 1 April 2015 it is held by" in told
