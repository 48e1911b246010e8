"""Target dates where the date of a published report is corrected: what was said then is told anew, and is no move."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from organisations.models import Organisation, User, audit
from recommendations.models import Period, ProgressReport, TargetDate

# Where a date becomes another than the one before it by a correction, nobody was asked why it moved.
BECAME_A_MOVE = "No reason was asked for: a date was corrected, and only so it became a move."
# The verb of its audit row, which names the public ids that are not given again.
FOLLOW = "follow_corrected_date"
TOLD = ("number", "expected_on", "previously_on", "reason")


@dataclass(frozen=True)
class Given:
    """A date that counts: for which period, by whom, and the row in which it is written down, if there is one."""

    period: Period
    organisation: Organisation
    expected_on: datetime.date | None
    row: TargetDate | None


def follow_corrected_date(*, report: ProgressReport, before: datetime.date | None, by: User | None) -> set[Period]:
    """Write the dates down as if the report had always named the one that it names now, where it named `before`.

    A later date that moved from the one before moves from the other one now; where it is no other, it does not move.
    Returns the periods in which a date is told otherwise.
    """
    if not report.given_here or report.as_last_period or report.organisation is None:
        return set()
    bodies = bodies_of(report)
    rows = dates_of(bodies, report.commitment_id)
    now = [row for row in rows if row.period.position_date < report.period.position_date]
    changed, gone = [], []
    for given in dates_given(report, before, bodies, rows):
        told = told_anew(report.commitment_id, given, now, rows)
        now += [told] if told else []
        if told and (given.row is None or any(getattr(told, name) != getattr(given.row, name) for name in TOLD)):
            changed.append((given.row.number if given.row else told.number, told))
        elif told is None and given.row:
            gone.append(given.row)
    write(changed, gone)
    periods = {row.period for row in (*gone, *(row for _, row in changed))}
    if periods:
        taken_out = [row.public_id for row in gone if row.public_id]
        audit(FOLLOW, report, by=by, organisation=report.organisation, taken_out=taken_out)
    return periods


def bodies_of(report: ProgressReport) -> list[int]:
    """The organisation, whom it took over from, whoever took over from it, and whom these took over from."""
    assert report.organisation is not None  # noqa: S101 (asked for above)
    last = Period.objects.latest("position_date").position_date
    itself = Organisation.objects.filter(pk=report.organisation.pk)
    heirs = Organisation.objects.standing_for(itself, last)
    return list(Organisation.objects.stood_for_by(heirs, last).values_list("pk", flat=True))


def dates_of(bodies: list[int], commitment: int | None) -> list[TargetDate]:
    dates = TargetDate.objects.filter(commitment=commitment, organisation__in=bodies)
    return list(dates.select_related("period", "organisation").order_by("period__position_date", "number"))


def dates_given(
    report: ProgressReport, before: datetime.date | None, bodies: list[int], rows: list[TargetDate]
) -> list[Given]:
    """From the corrected report on, in their order: what is written down, and what was not because it did not move."""
    assert report.organisation is not None  # noqa: S101 (as above)
    here = (report.period_id, report.organisation.pk)
    found = {
        (row.period_id, row.organisation_id): Given(row.period, row.organisation, row.expected_on, row)
        for row in rows
        if row.period.position_date >= report.period.position_date
    }
    reporting = set()
    for each in reports_from(report, bodies):
        assert each.organisation is not None  # noqa: S101 (they are of these organisations)
        key = (each.period_id, each.organisation.pk)
        reporting.add(key)
        named = before if key == here else each.expected_on
        if key not in found and counted(each, named, rows, is_first=key == here):
            found[key] = Given(each.period, each.organisation, each.expected_on, None)
    # A report that passed on to whoever its organisation was merged into has its date still where it was given.
    passed_on = (key for key, given in found.items() if key[0] == report.period_id and given.expected_on == before)
    where = here if here in found else next((key for key in passed_on if key not in reporting), None)
    if where:
        found[where] = replace(found[where], expected_on=report.expected_on)
    return sorted(found.values(), key=lambda given: (given.period.position_date, given.organisation.pk))


def reports_from(report: ProgressReport, bodies: list[int]) -> Iterable[ProgressReport]:
    """Of copies one."""
    accepted = ProgressReport.objects.filter(
        state=ProgressReport.State.ACCEPTED,
        given_here=True,
        as_last_period=False,
        commitment=report.commitment_id,
        organisation__in=bodies,
        period__position_date__gte=report.period.position_date,
    )
    one_of_each = accepted.order_by("period__position_date", "organisation_id", "pk").distinct(
        "period__position_date", "organisation_id"
    )
    return one_of_each.select_related("period", "organisation")


def counted(report: ProgressReport, named: datetime.date | None, rows: list[TargetDate], is_first: bool) -> bool:
    """Whether a report without a row of its own named the date that stood. One that came too late for that did not."""
    if named is None:
        return is_first
    assert report.organisation is not None  # noqa: S101 (as above)
    return named == next_after(given_before(report.period, report.organisation, rows))[1]


def told_anew(
    commitment: int | None, given: Given, earlier: list[TargetDate], as_it_was: list[TargetDate]
) -> TargetDate | None:
    """The row that tells the date after those before it; None where it tells nothing new."""
    row = given.row
    number, previously_on = next_after(given_before(given.period, given.organisation, earlier))
    if row and row.previously_on != next_after(given_before(given.period, given.organisation, as_it_was))[1]:
        # Only after it was written was it said who had taken over from whom: it moved from none of these.
        number, previously_on = row.number, row.previously_on
    if given.expected_on in (None, previously_on):
        return None
    return TargetDate(
        pk=row.pk if row else None,
        public_id=row.public_id if row else None,
        commitment_id=commitment,  # type: ignore[misc]  # what is given here is on a commitment: the database's rule
        organisation=given.organisation,
        period=given.period,
        number=number,
        expected_on=given.expected_on,
        previously_on=previously_on,
        reason=((row.reason if row else "") or BECAME_A_MOVE) if previously_on else "",
    )


def given_before(period: Period, organisation: Organisation, rows: list[TargetDate]) -> list[TargetDate]:
    """The dates before a period, of the organisation and of whoever it had taken over from by then, in their order."""
    earlier = [row for row in rows if row.period.position_date < period.position_date]
    if not earlier:
        return []
    itself = Organisation.objects.filter(pk=organisation.pk)
    bodies = set(Organisation.objects.stood_for_by(itself, period.position_date).values_list("pk", flat=True))
    bodies.add(organisation.pk)  # also where somebody is said by now to have taken over from it before that
    theirs = [row for row in earlier if row.organisation_id in bodies]
    return sorted(theirs, key=lambda row: (row.period.position_date, row.number))


def next_after(dates: list[TargetDate]) -> tuple[int, datetime.date | None]:
    """The number of a date that is given after these, as when it is accepted, and the date from which it moves."""
    number = max((date.number for date in dates), default=-1) + 1
    return number, dates[-1].expected_on if dates else None


def write(changed: list[tuple[int, TargetDate]], gone: list[TargetDate]) -> None:
    """In an order in which no two rows have the same number meanwhile: those that move down first, from below."""
    TargetDate.objects.filter(pk__in=[row.pk for row in gone]).delete()
    down = [row for number, row in changed if row.number <= number]
    up = [row for number, row in changed if row.number > number]
    for row in (*(each for each in down if each.pk), *reversed(up), *(each for each in down if not each.pk)):
        row.save()
