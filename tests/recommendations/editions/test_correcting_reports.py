"""Correcting when a report expects to be done, and what it points to; what the ledger of dates says of it then."""

import datetime
from typing import Any

import pytest

from caldicott.refusals import Refused
from organisations.models import AuditRow
from recommendations.editions.correcting import correct_period, write_correction
from recommendations.editions.preview import fingerprint_of_preview
from recommendations.editions.verifying.database import verify_database
from recommendations.models import Change, Correction, Edition, Evidence, Period, ProgressReport, TargetDate
from recommendations.reporting.corrected_dates import BECAME_A_MOVE
from tests.correcting import agreed_by_chair
from tests.publishing import Panel, published_period
from tests.returning import PROGRESS, Desk, commitment_of, open_period

pytestmark = pytest.mark.django_db
WHY = "A sample reason."
MARCH, JUNE, MAY = (datetime.date(2091, 3, 31), datetime.date(2091, 6, 30), datetime.date(2091, 5, 1))
GUIDE = {"title": "Sample guidance", "url": "https://example.org/guide", "page": "3", "about_on": "2090-09-01"}
AUDIT = {"title": "Sample audit", "url": "https://example.org/audit", "page": "", "about_on": "2090-08-01"}


@pytest.fixture
def desk() -> Desk:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=2)
    return desk


def reports(desk: Desk, panel: Panel, expected_on: datetime.date, **typed: Any) -> ProgressReport:
    """What the desk gives for its period is published; the desk goes on to the next one."""
    day = {f"expected_on_{part}": str(getattr(expected_on, part)) for part in ("day", "month", "year")}
    desk.save({**PROGRESS, **day, **typed})
    desk.submit()
    desk.accept()
    report = desk.report
    published_period(panel, desk)
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    report.refresh_from_db()
    return report


def correct(report: ProgressReport, panel: Panel, **values: Any) -> Edition:
    correction = write_correction(row=report, values=values, reason=WHY, by=panel.secretariat)
    agreed_by_chair(correction, panel)
    edition = correct_period(period=report.period, reason=WHY, by=panel.chair)
    assert not verify_database().lines
    return edition


def dates() -> list[tuple[int, datetime.date, datetime.date | None, str]]:
    rows = TargetDate.objects.order_by("number")
    return list(rows.values_list("number", "expected_on", "previously_on", "reason"))


def moves(edition: Edition) -> list[str]:
    """What the changes tell of its dates."""
    changes = edition.changes.filter(kind=Change.Kind.TARGET_DATE)
    assert len({change.commitment_id for change in changes}) <= 1
    return [change.in_words for change in changes.order_by("pk")]


def test_a_date_is_corrected_under_all_recommendations_and_is_no_move(desk: Desk, panel: Panel) -> None:
    edition = correct(reports(desk, panel, MARCH), panel, expected_on=MAY)
    assert set(ProgressReport.objects.values_list("expected_on", flat=True)) == {MAY}
    assert dates() == [(0, MAY, None, "")]
    changes = Change.objects.filter(edition=edition, kind="self_rating")
    assert len(changes) == 2
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        assert (change.before["expected_on"], change.after["expected_on"]) == ("2091-03-31", "2091-05-01")
        assert change.in_words == "still in progress; the expected date has changed"


@pytest.mark.django_db(transaction=True)  # the triggers ask at the commit
def test_a_later_move_is_from_the_corrected_date_in_an_edition_of_its_own(desk: Desk, panel: Panel) -> None:
    first = reports(desk, panel, MARCH)
    later = reports(desk, panel, JUNE, moved_because="Samples were late.")
    edition = correct(first, panel, expected_on=MAY)
    assert dates() == [(0, MAY, None, ""), (1, JUNE, MAY, "Samples were late.")]
    following = Edition.objects.get(period=later.period, number=2)
    assert following.place == edition.place + 1
    assert first.period.label in following.reason
    assert WHY in following.reason
    assert moves(edition) == ["from 31 March 2091 to 1 May 2091"]
    assert moves(following) == ["still 30 June 2091; the date that it moved from has changed"]


@pytest.mark.django_db(transaction=True)  # the triggers ask at the commit
def test_a_later_date_that_is_the_corrected_one_is_no_move_and_its_id_is_not_given_again(
    desk: Desk, panel: Panel
) -> None:
    first = reports(desk, panel, MARCH)
    reports(desk, panel, JUNE, moved_because="It was a slip of the pen.")
    highest = TargetDate.objects.get(number=1).public_id
    assert highest is not None
    correct(first, panel, expected_on=JUNE)
    assert dates() == [(0, JUNE, None, "")]
    assert moves(Edition.objects.latest("place")) == ["no date any more; before, 30 June 2091"]
    reports(desk, panel, MAY, moved_because="Samples came early.")
    assert TargetDate.objects.get(number=1).public_id == highest + 1


@pytest.mark.django_db(transaction=True)  # the triggers ask at the commit
def test_a_date_that_stayed_becomes_a_move_and_says_that_nobody_was_asked(desk: Desk, panel: Panel) -> None:
    first = reports(desk, panel, MARCH)
    reports(desk, panel, MARCH)
    reports(desk, panel, JUNE, moved_because="Samples were late.")
    correct(first, panel, expected_on=MAY)
    assert dates() == [
        (0, MAY, None, ""),
        (1, MARCH, MAY, BECAME_A_MOVE),
        (2, JUNE, MARCH, "Samples were late."),
    ]
    second, third = Edition.objects.order_by("-place")[:2][::-1]
    assert moves(second) == ["a new date, 31 March 2091"]
    assert moves(third) == ["still 30 June 2091; how often it has moved has changed"]


@pytest.mark.django_db(transaction=True)  # each publication is of a moment of its own
def test_the_chair_looks_again_where_an_edition_that_would_follow_says_something_else(desk: Desk, panel: Panel) -> None:
    first = reports(desk, panel, MARCH)
    later = reports(desk, panel, JUNE, moved_because="Samples were late.")
    agreed_by_chair(write_correction(row=first, values={"expected_on": MAY}, reason=WHY, by=panel.secretariat), panel)
    seen = fingerprint_of_preview(first.period)
    correct(later, panel, done="Something else.")
    with pytest.raises(Refused, match="look at it again"):
        correct_period(period=first.period, reason=WHY, by=panel.chair, seen=seen)
    correct_period(period=first.period, reason=WHY, by=panel.chair, seen=fingerprint_of_preview(first.period))


def test_a_moved_date_that_is_corrected_keeps_its_reason(desk: Desk, panel: Panel) -> None:
    reports(desk, panel, MARCH)
    correct(reports(desk, panel, JUNE, moved_because="Samples were late."), panel, expected_on=MAY)
    assert dates() == [(0, MARCH, None, ""), (1, MAY, MARCH, "Samples were late.")]


def test_a_date_that_is_not_published_yet_follows_too(desk: Desk, panel: Panel) -> None:
    first = reports(desk, panel, MARCH)
    june = {"expected_on_day": "30", "expected_on_month": "6", "expected_on_year": "2091"}
    desk.save({**PROGRESS, **june, "moved_because": "Samples were late."})
    desk.submit()
    desk.accept()
    correct(first, panel, expected_on=MAY)
    assert dates() == [(0, MAY, None, ""), (1, JUNE, MAY, "Samples were late.")]
    assert Edition.objects.count() == 2


def test_a_date_is_not_taken_out_while_something_is_left_to_do(desk: Desk, panel: Panel) -> None:
    report = reports(desk, panel, MARCH)
    with pytest.raises(Refused, match="Give the date"):
        write_correction(row=report, values={"expected_on": None}, reason=WHY, by=panel.secretariat)
    correct(report, panel, expected_on=None, self_rating="complete")
    assert dates() == []


def test_evidence_is_corrected_as_a_whole_list_under_all_recommendations(desk: Desk, panel: Panel) -> None:
    edition = correct(reports(desk, panel, MARCH), panel, evidence=[GUIDE, AUDIT])
    rows = ProgressReport.objects.published()
    assert len(rows) == 2
    for report in rows:
        told = list(report.evidence.order_by("position").values_list("title", "url", "page"))
        assert told == [tuple(each[name] for name in ("title", "url", "page")) for each in (GUIDE, AUDIT)]
    change = Change.objects.filter(edition=edition, kind="self_rating").first()
    assert change is not None
    assert change.before is not None
    assert change.after is not None
    assert change.before["evidence"] == "Sample guidance, about 2090-09-01, https://example.org/guidance"
    assert change.after["evidence"] == (
        "Sample guidance, 3, about 2090-09-01, https://example.org/guide\n"
        "Sample audit, about 2090-08-01, https://example.org/audit"
    )
    assert change.in_words == "still in progress; the evidence has changed"


def test_evidence_that_goes_is_told_and_what_stays_is_no_difference(desk: Desk, panel: Panel) -> None:
    report = reports(desk, panel, MARCH)
    held = [
        {name: str(value) for name, value in row.items()}
        for row in report.evidence.values("title", "url", "page", "about_on")
    ]
    with pytest.raises(Refused, match="Nothing differs"):
        write_correction(row=report, values={"evidence": held}, reason=WHY, by=panel.secretariat)
    edition = correct(report, panel, evidence=[])
    assert not Evidence.objects.exists()
    told = Change.objects.filter(edition=edition, kind="self_rating").values_list("after__evidence", flat=True)
    assert list(told) == ["", ""]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "Evidence 2"),
        ({"url": "ftp://example.org/"}, "Evidence 2"),
        ({"about_on": "yesterday"}, "Evidence 2"),
    ],
)
def test_evidence_that_may_not_stand_there_is_refused(
    desk: Desk, panel: Panel, wrong: dict[str, str], why: str
) -> None:
    report = reports(desk, panel, MARCH)
    with pytest.raises(Refused, match=why):
        write_correction(row=report, values={"evidence": [GUIDE, {**AUDIT, **wrong}]}, reason=WHY, by=panel.secretariat)
    with pytest.raises(Refused, match="at most"):
        write_correction(row=report, values={"evidence": [GUIDE] * 21}, reason=WHY, by=panel.secretariat)
    assert not Correction.objects.exists()


def test_that_the_dates_follow_is_written_down(desk: Desk, panel: Panel) -> None:
    correct(reports(desk, panel, MARCH), panel, expected_on=MAY)
    assert AuditRow.objects.get(verb="follow_corrected_date").facts == {"taken_out": []}
    assert Period.objects.published().count() == 1
