"""How pages say that they are to be cited: by an address that stays with what they tell, and with who published it."""

import datetime
import re

import pytest
from django.test import Client

from caldicott.govuk.words import date_in_words
from recommendations.changes import record_changes
from recommendations.models import Edition, Period
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ProgressReportFactory,
    ToolkitTableFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db

FIRST_YEAR = (
    "from what the Independent Information Governance Oversight Panel published in “The First Year”, December 2014"
)
THEN = datetime.date(2014, 9, 30)

# Pages that tell a position: the title by which each is cited, and the address that stays with that of 2014.
AT_A_POSITION = [
    ("/", "Overview", "/periods/2014-09-30/"),
    ("/recommendations/7/", "Recommendation 7: ", "/recommendations/7/?period=2014-09-30"),
    ("/commitments/56/", "Commitment 56", "/commitments/56/?period=2014-09-30"),
    ("/organisations/nhs-england/", "NHS England", "/organisations/nhs-england/?period=2014-09-30"),
    ("/gap-analysis/", "Gap analysis", "/gap-analysis/?period=2014-09-30"),
]
# Pages that tell one thing for good.
FOR_GOOD = [
    ("/periods/2014-09-30/", "Position at 30 September 2014, edition 1"),
    ("/toolkit/general-practices/", "General Practices: toolkit scores"),
    ("/toolkit/figures/", "Printed figures, checked"),
]


def name_of(period: Period) -> str:
    return f"position at {date_in_words(period.position_date)}"


def citation(client: Client, address: str) -> str:
    return read(client, address).section("cite").removeprefix("How to cite this page ")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("address", "title", "stays"), AT_A_POSITION)
def test_a_page_at_a_position_is_cited_by_the_address_that_stays_with_it(
    client: Client, address: str, title: str, stays: str
) -> None:
    told = citation(client, address)
    assert told.startswith(f"Caldicott2 progress tracker, “{title}")
    assert (
        f"position at 30 September 2014, edition 1, {FIRST_YEAR}, http://testserver{stays} That address stays" in told
    )
    read(client, stays)
    latest = re.findall(r"The latest position is always at http://testserver(\S+)", told)[0]
    assert client.get(latest, follow=True).redirect_chain[-1:] in ([], [(address, 301)])


@pytest.mark.parametrize(
    "address", ["/recommendations/7/", "/commitments/56/", "/organisations/body/", "/gap-analysis/"]
)
def test_the_address_that_stays_is_the_one_by_which_its_page_is_kept_and_shared(client: Client, address: str) -> None:
    mapping = MappingFactory(recommendation__number=7, commitment__number=56)
    earlier, latest = PeriodFactory(), PeriodFactory()
    for period in (earlier, latest):
        AssessmentFactory(recommendation=mapping.recommendation, period=period)
        ProgressReportFactory(commitment=mapping.commitment, period=period)
    OrganisationFactory(slug="body")
    for period in (earlier, latest):
        stays = f"{address}?period={period.slug}"
        assert f"http://testserver{stays} That address stays" in citation(client, stays)
        assert named_in_the_head(client, f"{stays}&utm_source=newsletter") == {f"http://testserver{stays}"}
    assert named_in_the_head(client, f"{address}?utm_source=newsletter") == {f"http://testserver{address}"}


def test_a_page_of_a_list_is_shared_as_that_page(client: Client) -> None:
    CommitmentFactory.create_batch(51)
    assert named_in_the_head(client, "/commitments/?page=2") == {"http://testserver/commitments/?page=2"}
    assert named_in_the_head(client, "/commitments/?kind=commitment") == {"http://testserver/commitments/"}


def named_in_the_head(client: Client, address: str) -> set[str]:
    """The addresses that the page names as its own."""
    head = read(client, address).root.find(".//head")
    return {head.find("link[@rel='canonical']").get("href"), head.find("meta[@property='og:url']").get("content")}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("address", "title"), FOR_GOOD)
def test_a_page_that_tells_one_thing_for_good_is_cited_by_its_own_address(
    client: Client, address: str, title: str
) -> None:
    expected = f"Caldicott2 progress tracker, “{title}”, {FIRST_YEAR}, http://testserver{address}"
    assert citation(client, address) == expected


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("address", ["", "editions/1/"])
def test_a_report_is_cited_with_its_edition_and_by_the_address_of_that(client: Client, address: str) -> None:
    here = "http://testserver/periods/2014-09-30"
    edition = Edition.objects.get()
    assert citation(client, f"/periods/2014-09-30/{address}report/") == (
        "Caldicott2 progress tracker, “Report on the position at 30 September 2014”, edition 1, published here on "
        f"{date_in_words(edition.published_on)}, {FIRST_YEAR}, {here}/editions/1/report/ "
        f"That address stays with edition 1. The current edition is always at {here}/report/"
    )


@pytest.mark.usefixtures("record")
def test_an_edition_is_cited_by_its_own_address(client: Client) -> None:
    told = citation(client, "/periods/2014-09-30/editions/1/")
    assert f", {FIRST_YEAR}, http://testserver/periods/2014-09-30/editions/1/ That address stays" in told


def test_what_was_published_nowhere_before_names_no_other_publication(client: Client) -> None:
    period = AssessmentFactory(recommendation__number=7).period
    OrganisationTypeFactory(slug="one")
    ToolkitTableFactory(organisation_type__slug="two", source="A letter")
    FigureCheckFactory(source="A letter", agrees=False, printed="9")
    record_changes(period.editions.get(), None)
    for address in (
        "/",
        "/recommendations/7/",
        period.get_absolute_url(),
        "/toolkit/one/",
        "/toolkit/two/",
        "/toolkit/figures/",
    ):
        assert "First Year" not in citation(client, address), address
    assert "First Year" not in read(client, "/changes/").text


def test_a_narrowed_list_is_cited_with_what_narrows_it_and_nothing_that_links_get_appended(client: Client) -> None:
    ToolkitTableFactory(version="V10")
    FigureCheckFactory(version="V10", measure="total", source="Annex 3", agrees=False)
    expected = f"{FIRST_YEAR}, http://testserver/toolkit/figures/"
    appended = "utm_source=newsletter&page=1"
    assert citation(client, f"/toolkit/figures/?{appended}").endswith(expected)
    for narrowed in ("agrees=&version=V10", "q=total"):
        assert citation(client, f"/toolkit/figures/?{narrowed}&{appended}").endswith(f"{expected}?{narrowed}")


def test_a_list_with_rows_from_elsewhere_is_not_said_to_be_from_one_publication(client: Client) -> None:
    FigureCheckFactory(source="Annex 3, first point", agrees=False)
    FigureCheckFactory(source="A letter", agrees=False)
    assert "First Year" not in citation(client, "/toolkit/figures/")


def test_the_changes_say_when_the_panel_published_first_and_when_this_site_did(client: Client) -> None:
    for day in (THEN, datetime.date(2101, 9, 30)):
        record_changes(PeriodFactory(position_date=day).editions.get(), None)
    text = read(client, "/changes/").text
    assert text.count("published here on ") == 2
    assert text.count("; first published by the panel in December 2014, in “The First Year”") == 1


def test_the_gap_analysis_tells_the_position_that_is_asked_for(client: Client) -> None:
    earlier, later = PeriodFactory(), PeriodFactory()
    for period, rating in ((earlier, "red"), (later, "green")):
        AssessmentFactory(period=period, recommendation__sufficiency="delivers", rating=rating)
    page = read(client, f"/gap-analysis/?period={earlier.slug}")
    assert page.links[f"/recommendations/?period={earlier.slug}&sufficiency=delivers&rating=red"].startswith("1")
    assert f"This page shows the {name_of(earlier)}. There is a later one: {name_of(later)}" in page.text
    assert f"Gap analysis, {name_of(earlier)}" in page.title
    assert f"/api/v1/recommendations/?period={earlier.slug}" in page.links
    latest = read(client, "/gap-analysis/")
    assert "There is a later one" not in latest.text
    assert latest.title.startswith("Gap analysis –")
    assert read(client, "/gap-analysis/").links["/recommendations/?sufficiency=delivers&rating=green"].startswith("1")
    read(client, f"/gap-analysis/?period={PeriodFactory(open_=True).slug}", status=404)
