"""What an organisation last said on a commitment."""

import datetime

import pytest

from recommendations.editions.correcting import correct_period, write_correction
from recommendations.models import Period
from recommendations.reporting.content import Kind
from recommendations.reporting.last import last_told
from tests import factories as f
from tests.correcting import agreed_by_chair
from tests.publishing import Panel, published_period
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period

pytestmark = pytest.mark.django_db

MONTHS = datetime.timedelta(days=91)
AS_LAST = {"kind": "as_last_period", "still": "A fifth sample place tries it."}


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


def after(period: Period) -> Period:
    return open_period(position_date=period.position_date + MONTHS)


def report(desk: Desk, typed: dict[str, str] | None = None) -> None:
    desk.save(typed)
    desk.submit()
    desk.accept()


def test_of_a_report_from_the_desk_everything_is_known(desk: Desk) -> None:
    report(desk)
    told = last_told(desk.organisation, after(desk.period))[desk.commitment.number]
    assert told.period == desk.period
    assert (told.content.narrative, told.content.next_steps) == (PROGRESS["narrative"], PROGRESS["next_steps"])
    assert [risk.text for risk in told.content.risks] == [PROGRESS["risks-0-text"]]


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_what_was_received_counts_whatever_was_decided_on_it_so_far(desk: Desk, state: str) -> None:
    desk.save()
    desk.submit()
    if state == "returned":
        desk.give_back()
    told = last_told(desk.organisation, after(desk.period))[desk.commitment.number]
    assert [risk.text for risk in told.content.risks] == [PROGRESS["risks-0-text"]]


def test_a_draft_that_was_never_submitted_does_not_count(desk: Desk) -> None:
    desk.save()
    assert last_told(desk.organisation, after(desk.period)) == {}


def test_a_successor_goes_on_from_what_the_other_said(desk: Desk) -> None:
    report(desk)
    later = after(desk.period)
    heir = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=desk.organisation, successor=heir, since=later.position_date)
    assert last_told(heir, later)[desk.commitment.number].content.narrative == PROGRESS["narrative"]
    assert last_told(heir, desk.period) == {}


def test_the_latest_earlier_period_counts_not_this_and_no_later_one(desk: Desk) -> None:
    first = desk.period
    report(desk)
    second = desk.period = after(first)
    report(desk, {**PROGRESS, "narrative": "Five places."})
    assert last_told(desk.organisation, first) == {}
    assert last_told(desk.organisation, second)[desk.commitment.number].period == first
    assert last_told(desk.organisation, after(second))[desk.commitment.number].content.narrative == "Five places."


def test_what_others_said_does_not_count(desk: Desk) -> None:
    report(desk)
    assert last_told(f.OrganisationFactory(), after(desk.period)) == {}


def test_it_is_the_report_and_none_of_its_copies_even_one_under_an_earlier_recommendation(desk: Desk) -> None:
    desk.save()
    f.MappingFactory(commitment=desk.commitment, recommendation__number=1)
    desk.submit()
    desk.accept()
    told = last_told(desk.organisation, after(desk.period))[desk.commitment.number]
    assert told.content.next_steps == PROGRESS["next_steps"]


def test_of_the_record_the_self_rating_and_the_words_are_known(desk: Desk) -> None:
    before = f.PeriodFactory(position_date=datetime.date(2014, 9, 30))
    row = {"organisation": desk.organisation, "period": before}
    f.ProgressReportFactory(**row, commitment=desk.commitment, self_rating="complete", summary="All done.")
    silent = commitment_of(desk.organisation)
    f.ProgressReportFactory(**row, commitment=silent, self_rating="not_reported")
    f.ProgressReportFactory(**row, commitment=None)
    told = last_told(desk.organisation, desk.period)
    content = told[desk.commitment.number].content
    assert (content.kind, content.self_rating, content.narrative) == (Kind.PROGRESS, "complete", "All done.")
    assert told[silent.number].content.tells_nothing
    assert set(told) == {desk.commitment.number, silent.number}


def test_as_last_period_takes_over_every_answer_but_what_has_happened_since(desk: Desk) -> None:
    report(desk)
    desk.period = after(desk.period)
    report(desk, AS_LAST)
    row = desk.report
    assert (row.as_last_period, row.self_rating, row.text) == (True, "in_progress", AS_LAST["still"])
    assert (row.done, row.next_steps, str(row.expected_on)) == (PROGRESS["done"], PROGRESS["next_steps"], "2091-03-31")
    assert [each.title for each in row.evidence.all()] == ["Sample guidance"]


def test_as_last_period_stands_where_last_period_is_only_a_row_of_the_record(desk: Desk) -> None:
    before = f.PeriodFactory(position_date=datetime.date(2014, 9, 30))
    row = {"organisation": desk.organisation, "period": before, "commitment": desk.commitment}
    f.ProgressReportFactory(**row, self_rating="complete", summary="All done.")
    report(desk, AS_LAST)
    assert (desk.report.self_rating, desk.report.text, desk.report.done) == ("complete", AS_LAST["still"], "")


@pytest.mark.parametrize("last", [None, NOTHING])
def test_as_last_period_needs_a_report_of_last_period_that_told_something(
    desk: Desk, last: dict[str, str] | None
) -> None:
    if last:
        report(desk, last)
        desk.period = after(desk.period)
    desk.save(AS_LAST)
    with pytest.raises(Exception, match="missing or cannot be read") as unready:
        desk.submit()
    [finding] = unready.value.findings[desk.commitment.number]  # type: ignore[attr-defined]
    assert finding.field == "kind"


@pytest.mark.parametrize("commitments", [1, 20])
def test_two_queries_tell_it_however_much_there_is(
    desk: Desk, commitments: int, django_assert_num_queries: object
) -> None:
    for _ in range(commitments):
        f.ProgressReportFactory(organisation=desk.organisation, period__position_date=next_date())
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(last_told(desk.organisation, desk.period)) == commitments


def next_date() -> datetime.date:
    return datetime.date(2015, 1, 1) + datetime.timedelta(days=Period.objects.count())


def test_what_was_corrected_since_is_what_was_said_last(desk: Desk) -> None:
    """Who reports the same as last period does not bring back what was wrong."""
    panel = Panel()
    report(desk)
    published_period(panel, desk)
    link = {"title": "Sample guide", "url": "https://example.org/guide", "page": "", "about_on": "2090-09-01"}
    values = {"expected_on": datetime.date(2091, 5, 1), "done": "Another deed.", "evidence": [link]}
    row = desk.report
    correction = write_correction(row=row, values=values, reason="A sample.", by=panel.secretariat)
    agreed_by_chair(correction, panel)
    correct_period(period=row.period, reason="A sample.", by=panel.chair)
    desk.period = after(desk.period)
    report(desk, AS_LAST)
    said = desk.report
    assert (said.expected_on, said.done, said.as_last_period) == (values["expected_on"], "Another deed.", True)
    assert [each.url for each in said.evidence.all()] == ["https://example.org/guide"]
