"""Two at the same moment end as if one had come after the other: 200 times each, on real PostgreSQL.

Each race has a wrong variant, which takes no lock or leaves out a question. The same race has to find it out.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import QuerySet

from organisations.models import AuditRow
from recommendations.models import Commitment, Decision, Draft, Period, ProgressReport, Receipt, Submission
from recommendations.reporting import deciding, drafts, periods, submitting
from recommendations.reporting.drafts import NEW, save_draft
from recommendations.reporting.periods import close_period, reopen_period, turn_by_the_clock
from recommendations.reporting.submitting import Part
from tests import factories as f
from tests.returning import NOTHING, Desk

from .racing import TIMES, Pair, Pause, broken, pair, refused

pytestmark = pytest.mark.django_db(transaction=True)

Race = Callable[[Desk, Pair, Commitment], list[str]]
PAST = datetime.date(2026, 3, 31)
OTHER = {**NOTHING, "nil_reason": "Another sample reason."}


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


@pytest.fixture
def both() -> Iterator[Pair]:
    with pair() as made:
        yield made


def commitments(desk: Desk, number: int) -> list[Commitment]:
    made = [Commitment(number=2_000 + place, kind="commitment") for place in range(number)]
    Commitment.objects.bulk_create(made)
    leading = Commitment.lead_organisations.through
    leading.objects.bulk_create(leading(commitment=each, organisation=desk.organisation) for each in made)
    return made


def begin(desk: Desk, *some: Commitment, state: str = "draft") -> None:
    """A draft on each. By hand, for there are hundreds."""
    reports = ProgressReport.objects.bulk_create(
        ProgressReport(
            organisation=desk.organisation,
            period=desk.period,
            commitment=commitment,
            state=state,
            self_rating="not_reported",
        )
        for commitment in some
    )
    Draft.objects.bulk_create(Draft(report=report, typed=NOTHING, saved_by=desk.reporter) for report in reports)


def begin_submitted(desk: Desk, commitment: Commitment) -> ProgressReport:
    begin(desk, commitment, state="submitted")
    report = desk.report_on(commitment)
    receipt = f.ReceiptFactory(organisation=desk.organisation, period=desk.period, by=desk.officer)
    content = submitting.Content(kind="nothing_to_report", nil_reason="A sample.").to_text()
    f.SubmissionFactory(report=report, receipt=receipt, content=content)
    return report


def first(commitment: Commitment) -> Part:
    return Part(commitment.number, 1, 1)


def half_submitted(desk: Desk) -> list[str]:
    """Whatever of the states, rounds, receipts and deeds does not agree."""
    reports = ProgressReport.objects.filter(organisation=desk.organisation)
    never = reports.filter(state="submitted", submissions__isnull=True).count()
    twice = Submission.objects.filter(report__in=reports).count() - len(
        set(Submission.objects.filter(report__in=reports).values_list("report", "number"))
    )
    without = Receipt.objects.filter(organisation=desk.organisation, submissions__isnull=True).count()
    open_still = reports.filter(state__in=["draft"], submissions__isnull=False).count()
    wrong = {"submitted without content": never, "a round twice": twice, "a receipt for nothing": without}
    return [what for what, times in {**wrong, "a draft that was submitted": open_still}.items() if times]


# Each race gives what went wrong in it; nothing is what it should give.


def double_submit(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    begin(desk, commitment)
    outcomes = both.do(*[lambda: desk.submit(first(commitment))] * 2)
    receipts = {each.pk for each in outcomes if isinstance(each, Receipt)}
    deeds = AuditRow.objects.filter(verb="submit_return", subject_id=desk.report_on(commitment).pk).count()
    wrong = [f"not one receipt for both: {outcomes}"] if len(receipts) != 1 or broken(outcomes) else []
    wrong += [] if not any(map(refused, outcomes)) else ["who sent the same again was refused"]
    return wrong + ([] if deeds == 1 else [f"{deeds} deeds"])


def whole_against_part(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    other = Commitment.objects.create(number=commitment.number + 5_000, kind="commitment")
    other.lead_organisations.set([desk.organisation])
    begin(desk, commitment, other)
    outcomes = both.do(lambda: desk.submit(first(other), first(commitment)), lambda: desk.submit(first(commitment)))
    received = [each for each in outcomes if isinstance(each, Receipt)]
    rounds = Submission.objects.filter(report__commitment__in=[commitment, other])
    expected = received[0].submissions.count() if received else 0
    fits = len(received) == 1 and rounds.count() == expected and not broken(outcomes)
    return [] if fits else [f"not one of both: {outcomes}"]


def two_savers(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    begin(desk, commitment)
    return _saved_by_one(desk, both, commitment, version=1)


def two_first_savers(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    wrong = _saved_by_one(desk, both, commitment, version=NEW)
    begun = AuditRow.objects.filter(verb="begin_report", subject_id=desk.report_on(commitment).pk).count()
    return wrong + ([] if begun == 1 else [f"begun {begun} times"])


def _saved_by_one(desk: Desk, both: Pair, commitment: Commitment, *, version: int) -> list[str]:
    def save(reason: str) -> Callable[[], Draft]:
        typed = {**NOTHING, "nil_reason": reason}
        return lambda: save_draft(
            organisation=desk.organisation,
            period=desk.period,
            commitment=commitment,
            typed=typed,
            version=version,
            by=desk.reporter,
        )

    outcomes = both.do(save("Hers."), save("His."))
    saved = [each for each in outcomes if isinstance(each, Draft)]
    if len(saved) != 1 or not any(map(refused, outcomes)):
        return [f"not one saved and one told: {outcomes}"]
    kept = Draft.objects.get(report__commitment=commitment)
    return [] if (kept.typed, kept.version) == (saved[0].typed, version + 1) else ["another text than was acknowledged"]


def save_against_submit(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    begin(desk, commitment)
    outcomes = both.do(
        lambda: desk.save(OTHER, commitment=commitment, version=1), lambda: desk.submit(first(commitment))
    )
    saved, submitted = isinstance(outcomes[0], Draft), isinstance(outcomes[1], Receipt)
    return [] if saved != submitted and not broken(outcomes) else [f"both or none: {outcomes}"]


def submit_against_close(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    begin(desk, commitment)
    Period.objects.filter(pk=desk.period.pk).update(state="open")

    def close() -> int:
        close_period(period=desk.period, by=None)
        return Submission.objects.count()

    outcomes = both.do(lambda: desk.submit(first(commitment)), close)
    in_ = isinstance(outcomes[0], Receipt)
    there = Submission.objects.filter(report__commitment=commitment).exists()
    state = desk.report_on(commitment).state
    wrong = [] if not broken(outcomes) and in_ == there == (state == "submitted") else [f"half: {outcomes}, {state}"]
    return wrong + ([] if outcomes[1] == Submission.objects.count() else ["something came in after it was closed"])


def reopen_against_the_clock(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    """Whoever reopens it, after the clock has closed it and while the clock looks again, finds it open afterwards."""
    Period.objects.filter(pk=desk.period.pk).update(state="open", opens_on=PAST, due_on=PAST, closes_on=PAST)

    def reopen() -> Period:
        close_period(period=desk.period, by=desk.secretariat, reason="So.")
        return reopen_period(period=desk.period, due_on=PAST, closes_on=None, by=desk.secretariat, reason="So.")

    outcomes = both.do(turn_by_the_clock, reopen)
    state = Period.objects.get(pk=desk.period.pk).state
    reopened = isinstance(outcomes[1], Period)
    # Where the clock was first, whoever closes by hand is told so, and it is closed.
    fits = state == ("open" if reopened else "closed") and not broken(outcomes)
    return [] if fits else [f"{outcomes}, and it is {state}"]


def submit_against_reopen(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    begin(desk, commitment)
    Period.objects.filter(pk=desk.period.pk).update(state="closed", opens_on=PAST, due_on=PAST, closes_on=PAST)

    def reopen() -> int:
        reopen_period(period=desk.period, due_on=PAST, closes_on=None, by=desk.secretariat, reason="So.")
        return Submission.objects.filter(report__commitment=commitment).count()

    outcomes = both.do(lambda: desk.submit(first(commitment)), reopen)
    in_ = isinstance(outcomes[0], Receipt)
    there = Submission.objects.filter(report__commitment=commitment).exists()
    state = desk.report_on(commitment).state
    wrong = [] if not broken(outcomes) and in_ == there == (state == "submitted") else [f"half: {outcomes}, {state}"]
    return wrong + ([] if outcomes[1] == 0 else ["something came in before it was reopened"])


def accept_against_return(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    report = begin_submitted(desk, commitment)
    outcomes = both.do(
        lambda: deciding.accept_report(report=report, by=desk.secretariat),
        lambda: deciding.return_report(report=report, reason="So.", by=desk.secretariat),
    )
    decided = [each.outcome for each in outcomes if isinstance(each, Decision)]
    report.refresh_from_db()
    return [] if decided == [report.state] and not broken(outcomes) else [f"{outcomes}, and it is {report.state}"]


def accept_against_another_round(desk: Desk, both: Pair, commitment: Commitment) -> list[str]:
    report = begin_submitted(desk, commitment)

    def again() -> Receipt:
        deciding.return_report(report=report, reason="So.", by=desk.secretariat)
        return desk.submit(Part(commitment.number, 2, 1))

    outcomes = both.do(lambda: deciding.accept_report(report=report, by=desk.secretariat), again)
    report.refresh_from_db()
    last = report.submissions.order_by("-number").first()
    outcome = getattr(getattr(last, "decision", None), "outcome", "submitted")
    return [] if outcome == report.state and not broken(outcomes) else [f"{outcomes}, and it is {report.state}"]


# The wrong variants


def no_lock_on_reports(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()
    previewed = submitting._as_previewed

    def wait(*args: Any) -> None:
        previewed(*args)
        pause()

    patch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    patch.setattr(submitting, "_as_previewed", wait)
    patch.setattr(deciding, "_decide", _after(pause, deciding._decide))
    patch.setattr(drafts, "_same", _after(pause, drafts._same))


def no_look_for_a_receipt(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(submitting, "key_of", lambda *_: uuid.uuid4())


def no_lock_on_the_period(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()

    def wait(period: Period) -> Period:
        found = Period.objects.get(pk=period.pk)
        pause()
        return found

    patch.setattr(submitting, "hold_open", wait)


def no_second_look_by_the_clock(patch: pytest.MonkeyPatch) -> None:
    """It closes what it found open when it looked, and by then it may have been closed and reopened."""
    pause = Pause()

    def turn(period: Period, due: Any, act: Callable[..., Period]) -> None:
        pause()
        act(period=period, by=None)

    reopen = periods.everybody_has_news
    patch.setattr(periods, "_turn", turn)
    patch.setattr(periods, "everybody_has_news", _after(pause, reopen))


def a_period_that_opens_unseen(patch: pytest.MonkeyPatch) -> None:
    """It opens before anybody holds it alone: what comes in meanwhile is there before it is reopened."""
    pause = Pause()
    asked = periods.period_can

    def open_at_once(verb: str, period: Period) -> None:
        asked(verb, period)
        pause()

    patch.setattr(periods, "period_can", open_at_once)
    patch.setattr(submitting, "period_takes_reports", lambda _: pause())
    patch.setattr(periods, "hold_alone", lambda period: Period.objects.get(pk=period.pk))


def no_second_look_at_what_is_begun(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()

    def create(self: Any, defaults: dict[str, Any], **fields: Any) -> tuple[Any, bool]:
        pause()
        return self.create(**fields, **defaults), True

    patch.setattr(type(ProgressReport.objects.all()), "get_or_create", create)


def _after(pause: Pause, act: Callable[..., Any]) -> Callable[..., Any]:
    def wait(*args: Any) -> Any:
        pause()
        return act(*args)

    return wait


RACES: list[Race] = [
    double_submit,
    whole_against_part,
    two_savers,
    two_first_savers,
    save_against_submit,
    submit_against_close,
    submit_against_reopen,
    reopen_against_the_clock,
    accept_against_return,
    accept_against_another_round,
]
WRONG: list[tuple[Race, Callable[[pytest.MonkeyPatch], None]]] = [
    (double_submit, no_lock_on_reports),
    (double_submit, no_look_for_a_receipt),
    (whole_against_part, no_lock_on_reports),
    (two_savers, no_lock_on_reports),
    (two_first_savers, no_second_look_at_what_is_begun),
    (save_against_submit, no_lock_on_reports),
    (submit_against_close, no_lock_on_the_period),
    (submit_against_reopen, a_period_that_opens_unseen),
    (reopen_against_the_clock, no_second_look_by_the_clock),
    (accept_against_return, no_lock_on_reports),
    (accept_against_another_round, no_lock_on_reports),
]


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_two_at_the_same_moment_end_as_one_after_the_other(race: Race, desk: Desk, both: Pair) -> None:
    for commitment in commitments(desk, TIMES):
        assert race(desk, both, commitment) == []
    assert half_submitted(desk) == []


@pytest.mark.parametrize(("race", "variant"), WRONG, ids=lambda each: each.__name__)
def test_a_wrong_variant_is_found_out(
    race: Race, variant: Callable[[pytest.MonkeyPatch], None], desk: Desk, both: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant(monkeypatch)
    assert any(race(desk, both, commitment) for commitment in commitments(desk, 10))


def test_every_race_has_a_wrong_variant() -> None:
    assert {race for race, _ in WRONG} == set(RACES)
