"""The Atom feeds: valid, with ids and links that hold, and cheap to ask again."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from recommendations.changes import record_changes
from recommendations.models import Change, Period, ProgressReport, Recommendation
from tests.factories import (
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ["/changes/feed/", "/recommendations/7/feed/", "/organisations/nhs-england/feed/"]


@pytest.fixture
def told() -> Period:
    """A publication of which each feed has something to tell."""
    period = PeriodFactory()
    seven = RecommendationFactory(number=7, title="Explaining")
    AssessmentFactory(period=period, recommendation=seven, rating="amber_green", conclusion="Good <& “quick”>")
    ProgressReportFactory(period=period, recommendation=seven, organisation=OrganisationFactory(slug="nhs-england"))
    ProgressReportFactory(period=period)
    record_changes(period.editions.get(), None)
    return period


def feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 (it is the site's own)


def one(element: ElementTree.Element, name: str) -> str:
    """The text of the one element of this name, which must be there, once, and not be empty."""
    (found,) = element.findall(f"a:{name}", ATOM)
    assert found.text
    return found.text


def titles(client: Client, address: str) -> list[str]:
    return [one(entry, "title") for entry in feed(client, address).findall("a:entry", ATOM)]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_the_standard_asks_for(client: Client, address: str) -> None:
    root = feed(client, address)

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert one(root, "title")
    assert one(root, "id") == f"tag:testserver,2026:{address.strip('/')}"
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"] == f"http://testserver{address}"
    assert links["alternate"] == f"http://testserver{address.removesuffix('feed/')}"
    entries = root.findall("a:entry", ATOM)
    assert entries
    for entry in entries:
        assert datetime.datetime.fromisoformat(one(entry, "updated")).tzinfo
        (link,) = entry.findall("a:link", ATOM)
        assert (link.get("href") or "").startswith("http://testserver/")
        assert link.get("rel") == "alternate"
        (summary,) = entry.findall("a:summary", ATOM)
        assert summary.get("type") == "html"
    ids = [one(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert one(root, "updated") == max(one(entry, "updated") for entry in entries)


@pytest.mark.usefixtures("told")
def test_an_entry_tells_what_changed_with_the_conclusion_quoted(client: Client) -> None:
    change = Change.objects.get(kind=Change.Kind.ASSESSMENT)
    entry = feed(client, "/recommendations/7/feed/").findall("a:entry", ATOM)[0]

    assert one(entry, "title") == "Recommendation 7: Explaining: a new assessment, amber-green"
    assert one(entry, "id") == f"tag:testserver,2026:changes/{change.pk}"
    assert datetime.datetime.fromisoformat(one(entry, "updated")) == change.at
    assert one(entry, "summary") == (f"<p>{change.period}.</p><p>The panel says <q>Good &lt;&amp; “quick”&gt;</q></p>")
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/recommendations/7/"  # type: ignore[union-attr]


@pytest.mark.usefixtures("told")
def test_each_feed_tells_what_it_is_about_and_nothing_else(client: Client) -> None:
    assert len(titles(client, "/changes/feed/")) == 4
    about_seven, by_nhs_england = titles(client, FEEDS[1]), titles(client, FEEDS[2])
    assert about_seven[0].startswith("Recommendation 7: ")
    assert len(about_seven) == 2
    assert by_nhs_england == about_seven[1:]


def test_the_newest_publication_comes_first(client: Client) -> None:
    first, second = PeriodFactory(), PeriodFactory()
    for period in (first, second):
        record_changes(period.editions.get(), None)
    assert titles(client, "/changes/feed/") == [f"{second}: published", f"{first}: published"]


@pytest.fixture
def long() -> Period:
    """A publication of 104 changes, of which a feed shows 50 on a page."""
    period = PeriodFactory()
    ProgressReportFactory.create_batch(102, period=period)
    AssessmentFactory(period=period)
    record_changes(period.editions.get(), None)
    return period


def links(root: ElementTree.Element) -> dict[str, str]:
    """The addresses that the feed itself names, by their relation."""
    return {link.get("rel", ""): link.get("href", "") for link in root.findall("a:link", ATOM)}


def test_a_feed_begins_with_the_period_and_its_conclusions(client: Client, long: Period) -> None:
    found = titles(client, "/changes/feed/")
    assert len(found) == 50
    assert found[0] == f"{long}: published"
    assert "a new assessment" in found[1]


@pytest.mark.usefixtures("long")
def test_a_feed_leads_through_all_of_its_pages_which_are_one_feed(client: Client) -> None:
    address, found, ids = "http://testserver/changes/feed/", [], []
    for number in (1, 2, 3):
        root = feed(client, address)
        told = links(root)
        assert told["self"] == address
        assert told["first"] == "http://testserver/changes/feed/"
        assert told["last"] == "http://testserver/changes/feed/?page=3"
        ids.append(one(root, "id"))
        found += [one(entry, "id") for entry in root.findall("a:entry", ATOM)]
        if number > 1:
            assert feed(client, told["previous"]).findall("a:entry", ATOM)
        address = told.get("next", "")
    assert address == ""
    assert len(set(ids)) == 1
    assert len(found) == len(set(found)) == Change.objects.count()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_of_one_page_is_its_own_first_and_last(client: Client, address: str) -> None:
    told = links(feed(client, address))
    assert told["first"] == told["last"] == told["self"]
    assert not {"next", "previous"} & set(told)
    for asked in ("2", "0", "some", "9" * 30):
        assert client.get(f"{address}?page={asked}").status_code == 404


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("since=2014-01-01", "since: Unknown parameter. This address takes: page.\n"),
        ("page=1&page=1", "page: Give this parameter once.\n"),
        ("page=", "page: Give a value, or leave the parameter out.\n"),
    ],
)
def test_what_a_feed_does_not_understand_is_refused_by_its_name(
    client: Client, address: str, query: str, told: str
) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == told


def summaries(client: Client, address: str = "/changes/feed/") -> list[str]:
    return [one(entry, "summary") for entry in feed(client, address).findall("a:entry", ATOM)]


def test_an_entry_has_the_words_of_its_report_and_says_whose_they_are(client: Client) -> None:
    period = PeriodFactory()
    row = {"period": period, "recommendation": RecommendationFactory(), "commitment": CommitmentFactory()}
    for organisation, words in (
        (None, {"summary": "Nobody\n<named>."}),
        (OrganisationFactory(), {"summary": "In short.", "official_wording": "“As printed.”"}),
        (OrganisationFactory(), {"self_rating": "not_reported"}),
    ):
        ProgressReportFactory(**row, organisation=organisation, **words)
    ProgressReportFactory(period=PeriodFactory(open_=True), summary="Not for anybody yet.")
    record_changes(period.editions.get(), None)
    assert summaries(client)[1:] == [
        f"<p>{period}.</p><p>Reported, in this site’s words: Nobody &lt;named&gt;.</p>",
        f"<p>{period}.</p><p>Reported:</p><blockquote>“As printed.”</blockquote>",
        f"<p>{period}.</p>",
    ]


def row_of(report: ProgressReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("period", "recommendation", "commitment", "organisation")}


def test_a_corrected_report_has_its_words_in_the_newest_entry_and_the_reason_beside_them(client: Client) -> None:
    report = ProgressReportFactory(summary="Ended.", self_rating="stopped", recommendation=None)
    told = {"kind": Change.Kind.SELF_RATING, **row_of(report)}
    complete, stopped = {"self_rating": "complete"}, {"self_rating": "stopped"}
    ChangeFactory(**told, after=complete)
    ChangeFactory(**told, before=complete, after=stopped, reason="A slip & a half.\x01")
    ChangeFactory(**{**told, "organisation": None}, after=complete)
    assert summaries(client) == [
        f"<p>{report.period}.</p>",
        f"<p>{report.period}.</p><p>Reported, in this site’s words: Ended.</p><p>Why: A slip &amp; a half.</p>",
        f"<p>{report.period}.</p>",
    ]


def test_a_newer_entry_on_another_page_has_the_words_too(client: Client) -> None:
    report = ProgressReportFactory(summary="Ended.")
    told = {"kind": Change.Kind.SELF_RATING, **row_of(report), "after": {"self_rating": "complete"}}
    first, between, last = (datetime.datetime(2101, 1, day, tzinfo=datetime.UTC) for day in (1, 2, 3))
    ChangeFactory(**told, at=first)
    ChangeFactory.create_batch(50, at=between)
    ChangeFactory(**told, at=last)
    assert "Ended." in summaries(client)[0]
    assert not [each for each in summaries(client, "/changes/feed/?page=2") if "Ended." in each]


def test_a_long_report_is_cut_between_two_words(client: Client) -> None:
    report = ProgressReportFactory(summary="word " * 200)
    record_changes(report.period.editions.get(), None)
    summary = summaries(client)[1]
    assert "word word …</p>" in summary
    assert len(summary) < 500


def test_what_was_published_elsewhere_first_says_when_and_names_no_day(client: Client) -> None:
    for day in (datetime.date(2014, 9, 30), datetime.date(2101, 9, 30)):
        record_changes(PeriodFactory(position_date=day).editions.get(), None)
    here, elsewhere = feed(client, "/changes/feed/").findall("a:entry", ATOM)
    assert one(elsewhere, "summary") == "<p>Position at 30 September 2014, first published in December 2014.</p>"
    assert elsewhere.find("a:published", ATOM) is None
    assert one(elsewhere, "updated")
    assert one(here, "published") == one(here, "updated")


def test_what_xml_cannot_hold_is_left_out(client: Client) -> None:
    ChangeFactory(
        kind=Change.Kind.ASSESSMENT,
        recommendation=RecommendationFactory(number=7, title="One\x01\ufffetwo"),
        after={"rating": "amber", "conclusion": "Three\x0b\ufffffour"},
    )
    root = feed(client, "/recommendations/7/feed/")
    assert "Onetwo" in one(root, "title")
    assert titles(client, "/recommendations/7/feed/") == ["Recommendation 7: Onetwo: a new assessment, amber"]
    assert "Threefour" in one(root.findall("a:entry", ATOM)[0], "summary")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(("known", "tells"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, address: str, known: str, tells: str) -> None:
    first = client.get(address)
    assert client.get(address, headers={tells: first[known]}).status_code == 304


def test_a_feed_that_has_changed_is_sent_again(client: Client) -> None:
    tag = client.get("/changes/feed/")["ETag"]
    assert client.get("/changes/feed/", headers={"If-None-Match": tag}).status_code == 304
    ChangeFactory()
    assert client.get("/changes/feed/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/recommendations/99/feed/", "/organisations/nobody/feed/"])
def test_there_is_no_feed_of_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_feed_can_only_be_read(client: Client) -> None:
    assert client.post("/changes/feed/").status_code == 405


@pytest.mark.parametrize("state", [Period.State.PLANNED, Period.State.OPEN, Period.State.CLOSED])
def test_nothing_of_a_period_that_is_not_published_is_told(client: Client, state: str) -> None:
    ChangeFactory(period=PeriodFactory(open_=True, state=state))
    assert titles(client, "/changes/feed/") == []


# Many are one query more: a feed of one page needs not be counted.
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("rows", "counting"), [(1, 0), (60, 1)])
@pytest.mark.parametrize(("address", "queries"), [*zip(FEEDS, (3, 4, 4), strict=True)])
def test_a_feed_costs_the_same_for_few_and_many(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    counting: int,
    address: str,
    queries: int,
) -> None:
    here = {
        "recommendation": Recommendation.objects.get(number=7),
        "organisation": Organisation.objects.get(slug="nhs-england"),
    }
    period = PeriodFactory()
    ProgressReportFactory.create_batch(rows, period=period, **here)
    record_changes(period.editions.get(), None)
    with django_assert_num_queries(queries + counting):
        feed(client, address)
