"""Target dates: the first stays the first, and each move is written down when the report that names it is accepted."""

from itertools import groupby

from organisations.models import Organisation
from recommendations.models import Period, ProgressReport, Slippage, TargetDate

from .content import Content, Kind

# Where the date before was accepted only after this one was submitted, nobody was asked why it moved.
NOT_ASKED = "No reason was asked for: the date before was not yet accepted when this one was given."


def slippages_of(organisation: Organisation, period: Period, commitment: int | None = None) -> dict[int, Slippage]:
    """By number of commitment, the dates that the organisation gave up to a period. One query."""
    given = TargetDate.objects.given_by(organisation, period.position_date)
    given = given.filter(period__position_date__lte=period.position_date)
    if commitment is not None:
        given = given.filter(commitment=commitment)
    dates = given.select_related("period", "organisation")
    return {number: Slippage(list(some)) for number, some in groupby(dates, lambda date: date.commitment_id)}


def write_target_date(report: ProgressReport, content: Content) -> None:
    """The first date of the organisation on the commitment, or a move. Nothing where it is the one that stands."""
    if content.expected_on is None or content.kind != Kind.PROGRESS:
        return
    assert report.organisation is not None  # noqa: S101 (the desk reports for an organisation)
    given = TargetDate.objects.given_by(report.organisation, report.period.position_date)
    dates = list(given.filter(commitment=report.commitment_id).select_related("period"))
    standing = dates[-1] if dates else None
    if standing is not None and standing.expected_on == content.expected_on:
        return
    if standing is not None and standing.period.position_date > report.period.position_date:
        return  # accepted after the report for a later period, it tells what was expected before: that date stands
    TargetDate.objects.create(
        commitment_id=report.commitment_id,  # type: ignore[misc]
        organisation=report.organisation,
        period=report.period,
        number=max((date.number for date in dates), default=-1) + 1,
        expected_on=content.expected_on,
        previously_on=standing.expected_on if standing else None,
        reason=(content.moved_because or NOT_ASKED) if standing else "",
    )
