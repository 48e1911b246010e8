"""What passes on where one organisation follows another: commitments, and the returns that are not published.

Commitments pass on by the succession itself, and no row of theirs changes. A return that is not published yet goes with
a record that is merged; what its receipts say was received stays as it was received.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from caldicott.refusals import Refused
from organisations.keeping.parts import Part, Passing, add_part
from organisations.models import Organisation
from recommendations.models import CommitmentLead, Period, ProgressReport
from recommendations.models.standing import EVERYBODY


def led_by(organisation: Organisation) -> int:
    """How many commitments it was named to lead."""
    return CommitmentLead.objects.filter(organisation=organisation).count()


def is_not_everybody(passing: Passing) -> None:
    if passing.merged.slug == EVERYBODY:
        raise Refused(f"{passing.merged} stands for everybody: nobody can take over from it.")


def unpublished(organisation: Organisation) -> QuerySet[ProgressReport]:
    """What it has begun at its desk for periods that are not published."""
    written = ProgressReport.objects.written_at_the_desk().filter(organisation=organisation)
    return written.exclude(period__state=Period.State.PUBLISHED)


def counts_for_what_is_collected(passing: Passing) -> None:
    """Else the merged record would owe returns for a position before the day, with nobody left to give them."""
    collected = Period.objects.filter(position_date__lt=passing.since, state__in=[Period.State.OPEN])
    earliest = collected.order_by("position_date").first()
    if earliest is not None:
        day = f"{earliest.position_date:%Y-%m-%d}"
        raise Refused(
            f"{earliest} is being collected. Choose a day up to its position, {day}, so that it counts there."
        )


def pass_on_reports(passing: Passing) -> list[int]:
    """Where the kept one reports on a commitment itself, the other report stays where it is, and is not asked for."""
    counterpart = ProgressReport.objects.filter(
        organisation=passing.kept, period=OuterRef("period"), commitment=OuterRef("commitment")
    )
    going = unpublished(passing.merged).filter(~Exists(counterpart)).order_by("pk")
    passed = list(going.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    ProgressReport.objects.filter(pk__in=passed).update(organisation=passing.kept)
    return passed


def take_back_reports(passing: Passing, passed: Any) -> None:
    there = ProgressReport.objects.filter(
        organisation=passing.merged, period=OuterRef("period"), commitment=OuterRef("commitment")
    )
    unpublished(passing.kept).filter(~Exists(there), pk__in=passed).update(organisation=passing.merged)


add_part(Part("commitment", "commitments", led_by, refuse=is_not_everybody, with_succession=True))
add_part(
    Part(
        "return not yet published",
        "returns not yet published",
        lambda organisation: unpublished(organisation).count(),
        pass_on_reports,
        take_back_reports,
        counts_for_what_is_collected,
    )
)
