"""Target dates: the first never changes, every move is a row with its reason."""

import datetime
from typing import Any

import pytest

from recommendations.models import ProgressReport, Receipt, Slippage, TargetDate
from recommendations.reporting.obligations import Return
from recommendations.reporting.submitting import Unready
from tests import factories as f
from tests.returning import NOTHING, PROGRESS, Desk, open_period

pytestmark = pytest.mark.django_db

FIRST = datetime.date(2091, 3, 31)
MONTHS = datetime.timedelta(days=91)


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


def expected_on(date: datetime.date, reason: str = "") -> dict[str, str]:
    parts = {f"expected_on_{part}": str(getattr(date, part)) for part in ("day", "month", "year")}
    return {**PROGRESS, **parts, **({"moved_because": reason} if reason else {})}


def report(desk: Desk, typed: dict[str, str], *, accepted: bool = True) -> None:
    desk.save(typed)
    desk.submit()
    if accepted:
        desk.accept()


def next_period(desk: Desk) -> None:
    desk.period = open_period(position_date=desk.period.position_date + MONTHS)


def dates() -> list[Any]:
    fields = ("number", "expected_on", "previously_on", "reason", "period__position_date")
    return list(TargetDate.objects.order_by("number").values_list(*fields))


def test_nothing_is_written_before_the_report_is_accepted(desk: Desk) -> None:
    report(desk, expected_on(FIRST), accepted=False)
    assert dates() == []
    desk.give_back()
    assert dates() == []


def test_the_first_date_stays_and_each_move_has_its_reason_and_period(desk: Desk) -> None:
    begun = desk.period.position_date
    report(desk, expected_on(FIRST))
    next_period(desk)
    report(desk, expected_on(FIRST + datetime.timedelta(days=30), "Samples were late."))
    next_period(desk)
    report(desk, expected_on(FIRST - datetime.timedelta(days=10), "Samples came at once."))
    later, earlier = FIRST + datetime.timedelta(days=30), FIRST - datetime.timedelta(days=10)
    assert dates() == [
        (0, FIRST, None, "", begun),
        (1, later, FIRST, "Samples were late.", begun + MONTHS),
        (2, earlier, later, "Samples came at once.", begun + 2 * MONTHS),
    ]
    slippage = Slippage(list(TargetDate.objects.order_by("number")))
    assert (slippage.first, slippage.latest, slippage.times_moved, slippage.days) == (FIRST, earlier, 2, -10)


def test_who_gave_it_is_whoever_submitted_the_report_for_the_period(desk: Desk) -> None:
    report(desk, expected_on(FIRST))
    date = TargetDate.objects.get()
    receipts = Receipt.objects.filter(submissions__report__commitment=date.commitment, period=date.period)
    assert [receipt.by for receipt in receipts] == [desk.officer]


def test_the_same_date_again_is_no_move(desk: Desk) -> None:
    report(desk, expected_on(FIRST))
    next_period(desk)
    report(desk, expected_on(FIRST))
    assert len(dates()) == 1


@pytest.mark.parametrize("typed", [NOTHING, {"kind": "as_last_period", "still": "Nothing new."}])
def test_what_gives_no_date_of_its_own_moves_none(desk: Desk, typed: dict[str, str]) -> None:
    report(desk, expected_on(FIRST))
    next_period(desk)
    report(desk, typed)
    assert len(dates()) == 1


def test_a_moved_date_needs_its_reason(desk: Desk) -> None:
    report(desk, expected_on(FIRST))
    next_period(desk)
    desk.save(expected_on(FIRST + MONTHS))
    [obligation] = Return(desk.organisation, desk.period).obligations
    assert [finding.field for finding in obligation.readiness.blocks] == ["moved_because"]  # type: ignore[union-attr]


def test_a_date_given_while_the_one_before_waited_to_be_accepted_is_taken_all_the_same(desk: Desk) -> None:
    report(desk, expected_on(FIRST), accepted=False)
    waiting = desk.period
    next_period(desk)
    report(desk, expected_on(FIRST + MONTHS), accepted=False)
    now, desk.period = desk.period, waiting
    desk.accept()
    desk.period = now
    desk.accept()
    assert [(number, date) for number, date, *_ in dates()] == [(0, FIRST), (1, FIRST + MONTHS)]
    assert dates()[1][3].startswith("No reason was asked for")


def test_a_report_that_is_accepted_after_a_later_one_moves_nothing(desk: Desk) -> None:
    report(desk, expected_on(FIRST), accepted=False)
    waiting = desk.period
    next_period(desk)
    report(desk, expected_on(FIRST + MONTHS))
    desk.period = waiting
    desk.accept()
    assert [(number, date) for number, date, *_ in dates()] == [(0, FIRST + MONTHS)]
    assert set(ProgressReport.objects.values_list("state", flat=True)) == {"accepted"}


def test_what_an_organisation_sees_of_it_is_as_of_the_period(desk: Desk) -> None:
    before = desk.period
    report(desk, expected_on(FIRST))
    next_period(desk)
    report(desk, expected_on(FIRST + MONTHS, "Samples were late."))
    [then] = Return(desk.organisation, before).obligations
    [now] = Return(desk.organisation, desk.period).obligations
    assert (then.slippage.times_moved, then.slippage.days) == (0, 0)
    assert (now.slippage.times_moved, now.slippage.days) == (1, 91)


def test_whoever_takes_over_takes_over_the_first_date(desk: Desk) -> None:
    report(desk, expected_on(FIRST))
    earlier, next_day = desk.organisation, desk.period.position_date + datetime.timedelta(days=1)
    heir = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=earlier, successor=heir, since=next_day)
    for someone in (desk.reporter, desk.officer):
        f.MembershipFactory(person=someone, organisation=heir, role=someone.memberships.get().role)
    desk.organisation = heir
    next_period(desk)
    later = FIRST + datetime.timedelta(days=30)
    with pytest.raises(Unready):
        report(desk, expected_on(later))
    report(desk, expected_on(later, "The heir counts anew."))

    slippage = Return(heir, desk.period, only=desk.commitment.number).obligations[0].slippage
    assert (slippage.first, slippage.latest, slippage.times_moved, slippage.days) == (FIRST, later, 1, 30)
    assert [(date.organisation, date.number) for date in slippage.dates] == [(earlier, 0), (heir, 1)]
