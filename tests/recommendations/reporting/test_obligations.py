"""What an organisation owes in a period, for the day of its position, and how far it is with each."""

import datetime
from typing import Any

import pytest
import time_machine

from organisations.models import CollectiveMembership, Organisation
from recommendations.models import Commitment, Period
from recommendations.models.standing import EVERYBODY
from recommendations.reporting.obligations import Obligation, Return
from tests import factories as f
from tests.returning import NOTHING, POSITION, PROGRESS, Desk, commitment_of, open_period

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


def owed(organisation: Organisation, period: Period) -> list[int]:
    return [each.number for each in Return(organisation, period).owed]


def numbers(*commitments: Commitment) -> list[int]:
    return [commitment.number for commitment in commitments]


def collective(**options: Any) -> Organisation:
    made: Organisation = f.OrganisationFactory(kind="collective", **options)
    return made


def join(member: Organisation, to: Organisation, **days: datetime.date) -> CollectiveMembership:
    made: CollectiveMembership = f.CollectiveMembershipFactory(collective=to, member=member, **days)
    return made


def succeed(old: Organisation, new: Organisation, since: datetime.date | None = POSITION - 30 * DAY) -> None:
    f.SuccessionFactory(predecessor=old, successor=new, since=since)


def only(desk: Desk, **options: Any) -> Obligation:
    [obligation] = Return(desk.organisation, desk.period, **options).obligations
    return obligation


# Collectives


def test_it_owes_what_it_leads_and_what_its_collectives_lead_and_theirs_each_once(desk: Desk) -> None:
    near, far, elsewhere = collective(), collective(), collective()
    join(desk.organisation, near)
    join(near, far)
    expected, both = commitment_of(far), commitment_of(near, far, desk.organisation)
    commitment_of(elsewhere)
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment, expected, both)


def test_collectives_in_a_ring_come_to_an_end(desk: Desk) -> None:
    one, other = collective(), collective()
    join(desk.organisation, one)
    join(one, other)
    join(other, one)
    expected = [commitment_of(each) for each in (one, other)]
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment, *expected)


@pytest.mark.parametrize(
    ("days", "owes"),
    [
        ({"begins_on": POSITION - DAY}, True),
        ({"begins_on": POSITION}, True),
        ({"begins_on": POSITION + DAY}, False),
        ({"ends_on": POSITION - DAY}, False),
        ({"ends_on": POSITION}, True),
        ({"begins_on": POSITION - 2 * DAY, "ends_on": POSITION - DAY}, False),
    ],
)
def test_it_owes_as_a_member_on_the_day_of_the_position(desk: Desk, days: dict[str, datetime.date], owes: bool) -> None:
    of_all = collective()
    join(desk.organisation, of_all, **days)
    expected = commitment_of(of_all)
    assert (expected.number in owed(desk.organisation, desk.period)) is owes


def test_who_joins_while_the_period_is_open_and_before_its_position_owes_from_the_opening() -> None:
    desk = Desk.make(opens_on=POSITION - 20 * DAY)
    of_all = collective()
    join(desk.organisation, of_all, begins_on=POSITION - 10 * DAY)
    expected = commitment_of(of_all)
    with time_machine.travel(datetime.datetime.combine(POSITION - 15 * DAY, datetime.time(), datetime.UTC)):
        assert owed(desk.organisation, desk.period) == numbers(desk.commitment, expected)


def test_a_membership_on_the_way_counts_only_where_the_whole_way_holds_on_the_day(desk: Desk) -> None:
    near, far = collective(), collective()
    join(desk.organisation, near)
    join(near, far, ends_on=POSITION - DAY)
    commitment_of(far)
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment)


def test_a_report_that_was_begun_before_the_membership_ended_stays_to_be_seen(desk: Desk) -> None:
    of_all = collective()
    membership = join(desk.organisation, of_all)
    expected = commitment_of(of_all)
    desk.save(commitment=expected)
    membership.ends_on = POSITION - DAY
    membership.save()
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment)
    [left] = Return(desk.organisation, desk.period).expected
    assert (left.number, left.state, left.owed, left.overdue) == (expected.number, "draft", False, False)
    assert desk.save({**PROGRESS, "narrative": "To the end."}, commitment=expected)


# Successors


def test_a_successor_owes_from_its_day_on_and_the_predecessor_no_longer(desk: Desk) -> None:
    old, new = desk.organisation, f.OrganisationFactory()
    succeed(old, new, since=POSITION)
    earlier = open_period(position_date=POSITION - DAY)
    assert (owed(old, desk.period), owed(new, desk.period)) == ([], numbers(desk.commitment))
    assert (owed(old, earlier), owed(new, earlier)) == (numbers(desk.commitment), [])


def test_a_succession_without_a_day_passes_nothing_on(desk: Desk) -> None:
    new = f.OrganisationFactory()
    succeed(desk.organisation, new, since=None)
    assert (owed(desk.organisation, desk.period), owed(new, desk.period)) == (numbers(desk.commitment), [])


def test_successors_of_successors_owe_and_nobody_between(desk: Desk) -> None:
    second, third = f.OrganisationFactory(), f.OrganisationFactory()
    succeed(desk.organisation, second, since=POSITION - 100 * DAY)
    succeed(second, third, since=POSITION - 50 * DAY)
    both = [owed(each, desk.period) for each in (desk.organisation, second, third)]
    assert both == [[], [], numbers(desk.commitment)]


def test_of_a_body_that_was_split_each_part_owes_all(desk: Desk) -> None:
    parts = f.OrganisationFactory.create_batch(2)
    for part in parts:
        succeed(desk.organisation, part)
    assert [owed(part, desk.period) for part in parts] == [numbers(desk.commitment)] * 2


def test_bodies_that_became_one_owe_together(desk: Desk) -> None:
    other, new = f.OrganisationFactory(), f.OrganisationFactory()
    theirs = commitment_of(other)
    for old in (desk.organisation, other):
        succeed(old, new)
    assert owed(new, desk.period) == numbers(desk.commitment, theirs)


def test_a_successor_that_is_a_member_owes_as_one_and_the_predecessor_does_not(desk: Desk) -> None:
    of_all, new = collective(), f.OrganisationFactory()
    join(desk.organisation, of_all)
    join(new, of_all)
    expected = commitment_of(of_all)
    succeed(desk.organisation, new)
    assert owed(desk.organisation, desk.period) == []
    assert owed(new, desk.period) == numbers(desk.commitment, expected)


def test_a_body_that_was_renamed_owes_what_it_owed(desk: Desk) -> None:
    f.AliasFactory(organisation=desk.organisation, name=desk.organisation.name)
    desk.organisation.name = "A new sample name"
    desk.organisation.save()
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment)


# All organisations


def test_what_all_organisations_are_asked_is_expected_of_each_and_owed_by_none(desk: Desk) -> None:
    expected = commitment_of(collective(slug=EVERYBODY))
    asked = Return(desk.organisation, desk.period)
    assert [each.number for each in asked.obligations] == numbers(desk.commitment, expected)
    assert [each.number for each in asked.expected] == numbers(expected)
    assert asked.count("not_started") == 1


def test_a_member_on_record_of_all_organisations_owes_it(desk: Desk) -> None:
    everybody = collective(slug=EVERYBODY)
    join(desk.organisation, everybody)
    expected = commitment_of(everybody)
    assert owed(desk.organisation, desk.period) == numbers(desk.commitment, expected)


def test_what_leads_together_with_all_organisations_is_told_once(desk: Desk) -> None:
    both = commitment_of(desk.organisation, collective(slug=EVERYBODY))
    assert [each.number for each in Return(desk.organisation, desk.period).obligations] == numbers(
        desk.commitment, both
    )


# How far it is


def test_each_state_is_told_and_counted(desk: Desk) -> None:
    def told() -> tuple[str, str, bool, bool]:
        each = only(desk)
        return each.state, each.label, each.to_do, each.ready

    assert told() == ("not_started", "Not started", True, False)
    desk.save({"kind": "progress"})
    assert told() == ("draft", "Draft", True, False)
    desk.save()
    assert told() == ("draft", "Draft", True, True)
    desk.submit()
    assert told() == ("submitted", "Submitted", False, False)
    desk.give_back("Say which places.")
    assert told() == ("returned", "Returned", True, False)
    assert only(desk).returned_because == "Say which places."
    desk.save({**PROGRESS, "narrative": "In two sample places."})
    assert told() == ("returned", "Returned", True, True)
    desk.submit()
    assert only(desk).returned_because == ""
    desk.accept()
    assert told() == ("accepted", "Accepted", False, False)
    assert [each.number for each in only(desk).rounds] == [1, 2]
    assert only(desk).decision.outcome == "accepted"  # type: ignore[union-attr]
    assert Return(desk.organisation, desk.period).count("accepted", "draft") == 1


def test_another_s_report_is_no_report(desk: Desk) -> None:
    other = Desk.make(position_date=POSITION + DAY)
    other.commitment, other.period = desk.commitment, desk.period
    desk.commitment.lead_organisations.add(other.organisation)
    other.save()
    assert only(desk).state == "not_started"


def test_one_alone_can_be_asked_for(desk: Desk) -> None:
    other = commitment_of(desk.organisation)
    desk.save(commitment=other)
    assert (only(desk, only=other.number).number, only(desk, only=other.number).state) == (other.number, "draft")
    assert only(desk, only=desk.commitment.number).state == "not_started"
    assert Return(desk.organisation, desk.period, only=1).obligations == []


def test_one_goes_on_with_what_was_returned_then_the_latest_draft_then_what_is_next(desk: Desk) -> None:
    second, third, fourth = (commitment_of(desk.organisation) for _ in range(3))

    def next_one() -> int:
        found = Return(desk.organisation, desk.period).next
        return found.number if found else 0

    assert next_one() == desk.commitment.number
    desk.save({"kind": "progress"}, commitment=third)
    desk.save({"kind": "progress"}, commitment=second)
    assert next_one() == second.number
    desk.save(NOTHING, commitment=fourth)
    desk.submit(desk.part(fourth))
    desk.save(NOTHING)
    desk.submit()
    desk.give_back()
    desk.save({"kind": "progress"})
    assert next_one() == desk.commitment.number
    for commitment in (desk.commitment, second, third):
        desk.save({**NOTHING, "nil_reason": "It is for another sample body."}, commitment=commitment)
    assert next_one() == 0
    assert {each.number for each in Return(desk.organisation, desk.period).ready} == set(
        numbers(desk.commitment, second, third)
    )


@pytest.mark.parametrize(
    ("moment", "left", "overdue"),
    [
        ("2026-10-24T22:59:59Z", 1, False),
        ("2026-10-24T23:00:00Z", 0, False),
        ("2026-10-25T23:59:59Z", 0, False),
        ("2026-10-26T00:00:00Z", -1, True),
    ],
)
def test_the_days_that_are_left_are_those_of_london(moment: str, left: int, overdue: bool) -> None:
    due = datetime.date(2026, 10, 25)  # the clocks went back on it
    desk = Desk.make(position_date=due, opens_on=due - 30 * DAY, due_on=due)
    with time_machine.travel(moment, tick=False):
        asked = Return(desk.organisation, desk.period)
        assert (asked.days_left, asked.obligations[0].overdue) == (left, overdue)


@pytest.mark.parametrize("commitments", [3, 84])
def test_a_return_takes_as_many_queries_for_84_obligations_as_for_3(
    desk: Desk, commitments: int, django_assert_num_queries: Any
) -> None:
    before = f.PeriodFactory(position_date=datetime.date(2014, 9, 30))
    asked = [desk.commitment, *(commitment_of(desk.organisation) for _ in range(commitments - 1))]
    for place, commitment in enumerate(asked):
        row = {"organisation": desk.organisation, "commitment": commitment}
        f.ProgressReportFactory(**row, period=before)
        f.TargetDateFactory(**row, period=before)
        if place % 3 == 0:
            desk.save(commitment=commitment)
        elif place % 3 == 1:
            report = f.ProgressReportFactory(**row, period=desk.period, state="returned", self_rating="not_reported")
            f.DraftFactory(report=report, saved_by=desk.reporter)
            f.DecisionFactory(submission=f.SubmissionFactory(report=report), outcome="returned", reason="So.")
    with django_assert_num_queries(8):
        found = Return(desk.organisation, desk.period).obligations
        told = [
            (each.label, each.ready, each.draft and each.draft.saved_by, each.decision and each.decision.by_name)
            for each in found
        ]
        assert all(each.last and each.slippage.first and each.commitment.recommendation_numbers for each in found)
    assert len(told) == commitments
