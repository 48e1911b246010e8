from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus
from xml.etree import ElementTree

import pytest
from django.test import Client

from caldicott.govuk.words import date_in_words
from caldicott.rooms import ROOMS
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    AssessmentFactory,
    CommitmentFactory,
    FigureCheckFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db


def looked_for(client: Client, words: str, more: str = "") -> Page:
    return read(client, f"/search/?q={quote_plus(words)}{more}")


def boxes(page: Page) -> list[Any]:
    return [box for box in page.root.iter("input") if box.get("name") == "q" and box.get("type") == "search"]


def marks(page: Page) -> list[str]:
    return [words_of(mark) for mark in page.root.iterfind(".//main//mark")]


def one_of_each(words: str) -> None:
    """Something of every kind that has the words."""
    RecommendationFactory(title=words)
    CommitmentFactory(summary=words).lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
    AliasFactory(organisation=OrganisationFactory(note=words), name=f"{words} {OrganisationFactory().pk}")
    ProgressReportFactory(summary=words)
    ProgressReportFactory(summary=words, recommendation=None, organisation=None)
    ProgressReportFactory(summary=words, commitment=None)
    AdditionalInformationFactory(summary=words)
    AdditionalInformationFactory(summary=words, recommendation=None, organisation=None)
    AssessmentFactory(conclusion=words)
    AssessmentFactory(summary=words, recommendation=None)
    FigureCheckFactory(measure=words)
    FigureCheckFactory(
        explanation=words, organisation_type=OrganisationTypeFactory(name=f"{words} {PeriodFactory().pk}")
    )
    PeriodFactory(note=words)


def test_without_words_the_page_says_how_to_search_and_where_to_begin(client: Client) -> None:
    page = read(client, "/search/")
    assert page.title.startswith("Search –")
    assert len(page.links) == len(ROOMS)


def test_the_words_stay_in_the_one_box_and_stand_in_the_title(client: Client) -> None:
    page = looked_for(client, "data & breach")
    assert [box.get("value") for box in boxes(page)] == ["data & breach"]
    assert page.title.startswith("“data & breach” – search")


def test_every_other_page_has_a_box_with_a_label(client: Client) -> None:
    page = read(client, "/about/")
    (box,) = boxes(page)
    assert [words_of(label) for label in page.root.iter("label") if label.get("for") == box.get("id")] == [
        "Search everything published"
    ]


def test_search_engines_are_asked_to_leave_results_out(client: Client) -> None:
    page = looked_for(client, "data")
    assert [meta.get("content") for meta in page.root.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_a_result_says_what_it_is_where_it_stands_and_shows_the_words_marked(client: Client) -> None:
    report = ProgressReportFactory(
        summary="The guardian looked at training & courses.",
        organisation__name="Board of Health",
        commitment__number=56,
        recommendation__number=4,
        recommendation__title="Sharing",
        self_rating="complete",
    )
    page = looked_for(client, "guardians")
    assert page.links[report.get_absolute_url()] == "Commitment 56: Board of Health"
    position = f"position at {date_in_words(report.period.position_date)}"
    assert f"Progress report · under Recommendation 4: Sharing · {position} Complete" in page.text
    assert "guardian looked at training & courses" in page.text
    assert marks(page) == ["guardian"]


def test_how_many_fit_is_announced(client: Client) -> None:
    RecommendationFactory.create_batch(2, title="Training")
    page = looked_for(client, "training")
    assert [words_of(each) for each in page.root.iterfind(".//*[@role='status']")] == ["2 results for “training”"]


def test_a_kind_is_chosen_with_its_count_and_the_pages_keep_it(client: Client) -> None:
    RecommendationFactory(title="Training")
    CommitmentFactory.create_batch(26, summary="Training")
    page = looked_for(client, "training")
    assert "Everything (27) Recommendations (1) Commitments (26)" in page.text
    chosen = looked_for(client, "training", "&kind=commitment")
    assert "26 results for “training”, page 1 of 2" in chosen.text
    assert "?q=training&kind=commitment&page=2" in chosen.links
    assert "/commitments/?q=training" in chosen.links
    assert "Commitment" in looked_for(client, "training", "&kind=commitment&page=2").text


def test_a_list_without_a_hit_leads_to_the_search_of_everything(client: Client) -> None:
    assert "/search/?q=training%20day" in read(client, "/recommendations/?q=training+day").links


def test_a_list_marks_the_words_in_its_titles_too(client: Client) -> None:
    RecommendationFactory(title="Training for all")
    page = read(client, "/recommendations/?q=train")
    (title,) = (link for link in page.root.iterfind(".//tbody//a") if "for all" in words_of(link))
    assert [words_of(mark) for mark in title.iter("mark")] == ["Training"]


def test_a_page_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/search/?q=training&page=2", status=404)


def test_the_sites_own_pages_are_found_by_their_titles(client: Client) -> None:
    page = looked_for(client, "gap analysis")
    assert "/gap-analysis/" in page.links
    assert "1 result for “gap analysis”" in page.text


def test_a_slip_of_the_pen_shows_what_was_meant(client: Client) -> None:
    recommendation = RecommendationFactory(title="Patients")
    page = looked_for(client, "pateints")
    assert "Nothing fits “pateints”. These fit “patients” instead" in page.text
    assert recommendation.get_absolute_url() in page.links
    assert "/search/?q=patients" in page.links


def test_where_nothing_fits_the_page_leads_on(client: Client) -> None:
    organisation = OrganisationFactory(name="Commissioning Board")
    RecommendationFactory(title="Patients")
    page = looked_for(client, "Comissionign Bord patients")
    assert (
        "Nothing fits “Comissionign Bord patients”. These fit “Commissioning or Board or patients” instead" in page.text
    )
    assert page.text.count("Commissioning Board") == 2
    assert {organisation.get_absolute_url(), "/recommendations/"} <= page.links.keys()


def test_where_little_fits_fewer_words_are_offered(client: Client) -> None:
    RecommendationFactory(title="Patients and guardians")
    assert {"/search/?q=patients", "/search/?q=guardians"} <= looked_for(client, "patients guardians").links.keys()


def test_every_kind_of_result_leads_to_a_page(client: Client) -> None:
    one_of_each("Training")
    page = looked_for(client, "training")
    results = [link.get("href") for link in page.root.iterfind(".//main//h3/a")]
    assert len(results) == 14
    for address in results:
        assert client.get(address).status_code == 200, address


def test_a_browser_can_search_from_its_own_box(client: Client) -> None:
    page = read(client, "/about/")
    (link,) = (link for link in page.root.iter("link") if link.get("rel") == "search")
    response = client.get(link.get("href"))
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    urls = ElementTree.fromstring(response.content).iterfind("{*}Url")  # noqa: S314 (our own)
    assert "http://testserver/search/?q={searchTerms}" in [url.get("template") for url in urls]


@pytest.mark.parametrize("times", [1, 9])
@pytest.mark.parametrize(
    ("words", "queries"),
    [
        ("training", 3),
        ("7", 3),
        ("trainign", 5),
        ("trainign qqqq", 6),
        ("qqqq", 3),
        ("qqqq xxxx", 4),
        ("", 0),
    ],
)
def test_a_search_costs_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], words: str, queries: int, times: int
) -> None:
    RecommendationFactory(number=7)
    for _ in range(times):
        one_of_each("Training")
    with django_assert_num_queries(queries):
        looked_for(client, words)
