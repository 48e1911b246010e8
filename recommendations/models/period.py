"""The reporting period: a position date, and the time in which reports are taken."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from caldicott.counting import number_of
from caldicott.govuk.words import date_in_words

from .self_rating import SelfRating


class PeriodQuerySet(models.QuerySet["Period"]):
    def published(self) -> "PeriodQuerySet":
        return self.filter(state=Period.State.PUBLISHED)

    def latest_published(self) -> "Period | None":
        return self.published().order_by("-position_date").first()

    def published_before(self, period: "Period | None") -> "PeriodQuerySet":
        """The published periods with an earlier position, the latest first."""
        if period is None:
            return self.none()
        return self.published().filter(position_date__lt=period.position_date).order_by("-position_date")

    def with_neighbours(self) -> "PeriodQuerySet":
        """Each with `date_before` and `date_after`: the positions published next to it, None at an end."""
        dates = Period.objects.published().values("position_date")
        earlier = dates.filter(position_date__lt=OuterRef("position_date")).order_by("-position_date")
        later = dates.filter(position_date__gt=OuterRef("position_date")).order_by("position_date")
        return self.annotate(date_before=Subquery(earlier[:1]), date_after=Subquery(later[:1]))

    def with_edition(self) -> "PeriodQuerySet":
        """Each with its current `edition`: its number, when it was published and, of a correction, why.

        All are null where a period has none.
        """
        from .edition import Edition

        editions = Edition.objects.filter(period=OuterRef("pk")).order_by("-number")
        return self.annotate(
            edition=Subquery(editions.values("number")[:1]),
            edition_published_at=Subquery(editions.values("published_at")[:1]),
            edition_reason=Subquery(editions.values("reason")[:1]),
        )

    def with_overall(self) -> "PeriodQuerySet":
        """Each with `overall`: a list of its published assessment of the system overall, empty where there is none."""
        from .assessment import Assessment

        overall = Assessment.objects.published().filter(recommendation=None)
        return self.prefetch_related(Prefetch("assessments", queryset=overall, to_attr="overall"))

    def with_figures(self) -> "PeriodQuerySet":
        """Each with its headline, counted from published rows.

        `good_progress` is on how many of all `recommendations` the panel saw it, `untold` on how many of all
        `commitments` nothing is reported. `reports` tell something, `nil_returns` nothing; `unnumbered` of these
        are on no commitment.
        """
        from .assessment import GOOD_PROGRESS, Assessment
        from .commitment import Commitment
        from .progress_report import ProgressReport
        from .recommendation import Recommendation

        here = {"period": OuterRef("pk")}
        good = Assessment.objects.published().filter(recommendation__isnull=False, rating__in=GOOD_PROGRESS, **here)
        rows = ProgressReport.objects.published().filter(**here)
        nothing = Q(self_rating=SelfRating.NOT_REPORTED)
        telling = rows.exclude(nothing)
        return self.annotate(
            good_progress=number_of(good),
            recommendations=number_of(Recommendation.objects.all()),
            reports=number_of(telling),
            nil_returns=number_of(rows.filter(nothing)),
            unnumbered=number_of(rows.filter(nothing, commitment=None)),
            commitments=number_of(Commitment.objects.all()),
            untold=F("commitments") - number_of(telling, "commitment"),
        )


class PeriodState(models.TextChoices):
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    PUBLISHED = "published", "Published"


class Period(models.Model):
    State = PeriodState

    position_date = models.DateField(unique=True, help_text="The date whose position is reported.")
    opens_on = models.DateField(null=True, blank=True, help_text="Empty where the record does not tell.")
    due_on = models.DateField("deadline", null=True, blank=True, help_text="Empty where the record does not tell.")
    closes_on = models.DateField(
        null=True,
        blank=True,
        help_text="The last day on which late reports are taken; empty where the secretariat closes it by hand.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    note = models.TextField(blank=True)

    date_before: datetime.date | None  # these two only of those fetched `with_neighbours`
    date_after: datetime.date | None
    edition: int | None  # these three only of those fetched `with_edition`
    edition_published_at: datetime.datetime | None
    edition_reason: str | None
    overall: list[Any]  # only of those fetched `with_overall`
    good_progress: int  # these seven only of those fetched `with_figures`
    recommendations: int
    reports: int
    nil_returns: int
    unnumbered: int
    commitments: int
    untold: int

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-position_date"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PeriodState.values), name="period_state_is_known"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, due_on__isnull=True)
                | Q(opens_on__isnull=False, due_on__isnull=False, due_on__gte=F("opens_on")),
                name="a_deadline_follows_its_opening",
                violation_error_message="Give both dates, the deadline on or after the opening, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(due_on__isnull=False, closes_on__gte=F("due_on")),
                name="a_period_closes_on_or_after_its_deadline",
                violation_error_message="The last day for late reports lies on or after the deadline.",
            ),
            # The record of 2014 does not tell its dates; a period that is still to be collected must.
            models.CheckConstraint(
                condition=Q(state="published") | Q(opens_on__isnull=False),
                name="a_period_to_be_collected_has_dates",
                violation_error_message="A period needs its opening and its deadline until it is published.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("period", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def slug(self) -> str:
        """The public address: the position date as 2014-09-30."""
        return self.position_date.isoformat()

    @property
    def edition_published_on(self) -> datetime.date | None:
        """The day, in London, on which its current edition was published, of one fetched `with_edition`."""
        return timezone.localdate(self.edition_published_at) if self.edition_published_at else None

    @property
    def label(self) -> str:
        return f"Position at {date_in_words(self.position_date)}"
