"""When an organisation expects to have done what it holds: the first date that it gave, and each move since."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from organisations.models import Organisation

from .commitment import Commitment
from .period import Period
from .published_row import PublishedRow


class TargetDateQuerySet(models.QuerySet["TargetDate"]):
    def published(self) -> "TargetDateQuerySet":
        """Those of published periods, unless one tells a date before it that was given for a period that is not."""
        unpublished = TargetDate.objects.exclude(period__state=Period.State.PUBLISHED)
        before = unpublished.filter(
            commitment=OuterRef("commitment"), organisation=OuterRef("organisation"), number__lt=OuterRef("number")
        )
        return self.filter(~Exists(before), period__state=Period.State.PUBLISHED)

    def with_first(self) -> "TargetDateQuerySet":
        """Each with `first_on`: the first date that the organisation gave on the commitment."""
        first = TargetDate.objects.filter(
            commitment=OuterRef("commitment"), organisation=OuterRef("organisation"), number=0
        )
        return self.annotate(first_on=Subquery(first.values("expected_on")))

    def given_by(self, organisation: Organisation, on: datetime.date) -> "TargetDateQuerySet":
        """Those of an organisation and of whoever it had taken over from by a day, in the order of their periods.

        Whoever takes over a commitment takes over its date: the first one stays the first.
        """
        itself = Organisation.objects.filter(pk=organisation.pk)
        given = self.filter(organisation__in=Organisation.objects.stood_for_by(itself, on))
        return given.order_by("commitment", "period__position_date", "number")


class TargetDate(PublishedRow):
    """One date, written when the report that names it is accepted. It changes only where a published one is corrected.

    Number 0 is the first; every later one has the date before it and the reason for the move. Who gave it is whoever
    submitted the organisation's report on the commitment for the period.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="target_dates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="target_dates")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="target_dates")
    number = models.PositiveSmallIntegerField(help_text="How often the date has moved by then; 0 is the first date.")
    expected_on = models.DateField(help_text="By when it is expected to be done.")
    previously_on = models.DateField(null=True, blank=True, help_text="The date before; empty for the first.")
    reason = models.TextField(blank=True, help_text="Why it moved, in the organisation’s words.")

    first_on: datetime.date | None  # only of those fetched `with_first`

    objects = TargetDateQuerySet.as_manager()

    class Meta:
        ordering = ["commitment", "organisation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organisation", "number"], name="target_dates_follow_each_other"
            ),
            models.UniqueConstraint(
                fields=["commitment", "organisation", "period"], name="a_target_date_moves_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(number=0, previously_on__isnull=True, reason="")
                | Q(number__gte=1, previously_on__isnull=False, reason__regex=r"\S"),
                name="a_moved_target_date_says_from_where_and_why",
                violation_error_message="A date that moves has the date before it and a reason.",
            ),
            models.CheckConstraint(
                condition=Q(previously_on__isnull=True) | ~Q(expected_on=F("previously_on")),
                name="a_moved_target_date_is_another_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.organisation}: {self.expected_on}"

    def get_absolute_url(self) -> str:
        """Where the page of its commitment tells of it."""
        return f"{reverse('commitment', args=[self.commitment_id])}#expected"

    @property
    def days_slipped(self) -> int | None:
        """From the first date to this one; below zero where it came nearer."""
        return (self.expected_on - self.first_on).days if self.first_on else None


@dataclass(frozen=True)
class Slippage:
    """What became of a target date: all dates of one organisation on one commitment, the first first."""

    dates: Sequence[TargetDate]

    @property
    def moves(self) -> Sequence[TargetDate]:
        """Every date but the first."""
        return [date for date in self.dates if date.number]

    @property
    def first(self) -> datetime.date | None:
        return (self.dates[0].previously_on or self.dates[0].expected_on) if self.dates else None

    @property
    def latest(self) -> datetime.date | None:
        return self.dates[-1].expected_on if self.dates else None

    @property
    def times_moved(self) -> int:
        return len(self.moves)

    @property
    def days(self) -> int:
        """From the first date to the latest; below zero where it came nearer."""
        return (self.latest - self.first).days if self.first and self.latest else 0
