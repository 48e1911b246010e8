"""The reporting period: a position date, and the time in which reports are taken."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from caldicott.govuk.words import date_in_words


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
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    note = models.TextField(blank=True)

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
    def label(self) -> str:
        return f"Position at {date_in_words(self.position_date)}"
