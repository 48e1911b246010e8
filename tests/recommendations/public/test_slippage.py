"""By when it is expected to be done: the first date, the latest, and each move, as at one position."""

import datetime

import pytest
from django.test import Client

from organisations.models import Organisation
from recommendations.models import Commitment, Period, TargetDate
from recommendations.public.presenters.slippage import MOST_BODIES, expected_on
from tests.correcting import first_edition
from tests.factories import (
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    TargetDateFactory,
)
from tests.pages import read
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

MARCH = datetime.date(2027, 3, 31)
JUNE = datetime.date(2027, 6, 30)
MAY = datetime.date(2027, 5, 1)


def periods(number: int) -> list[Period]:
    return [PeriodFactory(position_date=datetime.date(2026, month, 1)) for month in range(1, number + 1)]


def given(
    commitment: Commitment, organisation: Organisation, *dates: datetime.date, by: list[Period]
) -> list[TargetDate]:
    """The first date and its moves, one a period, with the reports that name them."""
    made: list[TargetDate] = []
    for number, (date, period) in enumerate(zip(dates, by, strict=False)):
        ProgressReportFactory(commitment=commitment, organisation=organisation, period=period, expected_on=date)
        moved = {"previously_on": made[-1].expected_on, "reason": f"Reason {number}."} if made else {}
        about = {"commitment": commitment, "organisation": organisation, "period": period}
        made.append(TargetDateFactory(number=number, expected_on=date, **about, **moved))
    return made


@pytest.fixture
def moved_twice() -> list[Period]:
    found = periods(3)
    given(CommitmentFactory(number=9), OrganisationFactory(name="The Body", slug="body"), MARCH, JUNE, MAY, by=found)
    return found


TOLD = (
    "First expected by 31 March 2027; now by 1 May 2027, 31 days later than at first. The date has moved 2 times: "
    "From 31 March 2027 to 30 June 2027 position at 1 February 2026 Reason 1. Why it moved, in the words of The Body "
    "From 30 June 2027 to 1 May 2027 position at 1 March 2026 Reason 2. Why it moved, in the words of The Body"
)


@pytest.mark.usefixtures("moved_twice")
def test_a_commitments_page_tells_the_first_date_the_latest_and_each_move(client: Client) -> None:
    assert f"The Body {TOLD}" in read(client, "/commitments/9/").section("expected")


@pytest.mark.usefixtures("moved_twice")
def test_an_organisations_page_tells_them_commitment_by_commitment(client: Client) -> None:
    page = read(client, "/organisations/body/")
    assert f"Commitment 9 {TOLD}" in page.section("expected")
    assert page.links["#expected"] == "When it expects to be done"
    assert page.links["/commitments/9/#expected"] == "Commitment 9"


@pytest.mark.usefixtures("moved_twice")
@pytest.mark.parametrize("address", ["/commitments/9/", "/organisations/body/"])
def test_an_earlier_position_knows_no_later_move(client: Client, address: str) -> None:
    section = read(client, f"{address}?period=2026-02-01").section("expected")
    assert "now by 30 June 2027, 91 days later than at first. The date has moved once:" in section
    assert "1 May 2027" not in section
    assert "Expected by 31 March 2027" in read(client, f"{address}?period=2026-01-01").section("expected")


@pytest.mark.parametrize(
    ("latest", "told"),
    [(datetime.date(2027, 3, 30), "1 day earlier than at first"), (MARCH, "back to the first date")],
)
def test_a_date_that_comes_nearer_or_back_says_so(client: Client, latest: datetime.date, told: str) -> None:
    commitment = CommitmentFactory()
    given(commitment, OrganisationFactory(), MARCH, JUNE, latest, by=periods(3))
    assert told in read(client, commitment.get_absolute_url()).section("expected")


def test_without_a_date_nothing_is_told_of_one(client: Client) -> None:
    report = ProgressReportFactory()
    for thing in (report.commitment, report.organisation):
        assert "expected to be done" not in read(client, thing.get_absolute_url()).text


def test_of_very_many_organisations_those_that_moved_most_often_are_named() -> None:
    commitment, (first, second) = CommitmentFactory(), periods(2)
    for name in range(MOST_BODIES + 2):
        given(commitment, OrganisationFactory(name=f"A {name:02}"), MARCH, by=[first])
    given(commitment, OrganisationFactory(name="Z"), MARCH, JUNE, by=[first, second])

    told = expected_on(commitment, second)

    named = [slippage.dates[0].organisation.name for slippage in told.slippages]
    assert named == ["Z", *(f"A {name:02}" for name in range(MOST_BODIES - 1))]
    assert (told.number, told.more) == (MOST_BODIES + 3, 3)


def test_a_move_from_a_date_that_is_not_published_waits_for_it(client: Client) -> None:
    """Two periods may be collected at once: the later may be published before the one that its date moved from."""
    commitment, open_, (later,) = CommitmentFactory(), PeriodFactory(open_=True), periods(1)
    given(commitment, OrganisationFactory(), MARCH, JUNE, by=[open_, later])
    assert "31 March 2027" not in read(client, commitment.get_absolute_url()).text
    assert not TargetDate.objects.published().exists()
    first_edition(open_)
    sealed(later)
    assert TargetDate.objects.published().count() == 2
