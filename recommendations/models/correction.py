"""What somebody has written to correct a published row, until it is published in the period's next edition."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models import User

from .additional_information import AdditionalInformation
from .assessment import Assessment
from .edition import Edition
from .period import Period
from .progress_report import ProgressReport


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        """Those that are not published yet and still may be."""
        return self.filter(state__in=WAITING)


class CorrectionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    PUBLISHED = "published", "Published"


WAITING = (CorrectionState.DRAFT, CorrectionState.AGREED)


def one_of(*names: str) -> Q:
    """Exactly one of these columns is filled."""
    parts = [Q(**{f"{each}__isnull": each != name for each in names}) for name in names]
    condition = parts[0]
    for part in parts[1:]:
        condition |= part
    return condition


def one_at_a_time(column: str) -> models.UniqueConstraint:
    """Of one row only one correction waits to be published."""
    return models.UniqueConstraint(
        fields=[column],
        condition=Q(state__in=[state.value for state in WAITING]),
        name=f"one_correction_at_a_time_by_{column}",
        violation_error_message="There is a correction of this already. Go on with that one.",
    )


class Correction(models.Model):
    """Of one row: `assessment`, `report` or `addition`. `values` is what its fields are to say, by their names.

    It follows the way of an assessment: whoever wrote it last does not agree it, and edited again it is a draft again.
    """

    State = CorrectionState

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="corrections")
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    report = models.ForeignKey(
        ProgressReport, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    addition = models.ForeignKey(
        AdditionalInformation, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    values = models.JSONField()
    reason = models.TextField(help_text="Why the row is corrected, for whoever agrees it.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, help_text="How often it was written.")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CorrectionState.values), name="correction_state_is_known"),
            models.CheckConstraint(
                condition=one_of("assessment", "report", "addition"), name="a_correction_is_of_one_row"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="a_correction_has_a_reason"),
            models.CheckConstraint(condition=~Q(values={}), name="a_correction_corrects_something"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=models.F("written_by"))),
                name="a_correction_is_agreed_by_another",
                violation_error_message="Another person than the one who wrote the correction agrees it.",
            ),
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False)
                | (~Q(state="published") & Q(edition__isnull=True)),
                name="a_published_correction_names_its_edition",
            ),
            one_at_a_time("assessment"),
            one_at_a_time("report"),
            one_at_a_time("addition"),
        ]

    def __str__(self) -> str:
        return f"Correction of {self.row}"

    @property
    def row(self) -> Any:
        """What it corrects."""
        return self.assessment or self.report or self.addition
