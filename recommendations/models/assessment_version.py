"""All that an assessment ever was: each saving, and each agreement. No row is ever changed: the database refuses it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models import User

from .assessment import Assessment, Rating


class AssessmentVersion(models.Model):
    """An assessment as one person saved it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="The saving, from 1.")
    narrative = models.TextField(blank=True)
    conclusion = models.CharField(max_length=300, blank=True)
    rating = models.CharField(max_length=12, choices=Rating)
    rating_reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=254, help_text="The name as it was then.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_version_a_saving"),
            models.CheckConstraint(condition=Q(number__gte=1), name="savings_count_from_one"),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="rating_of_a_version_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, version {self.number}"


class AgreementOutcome(models.TextChoices):
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Agreement withdrawn"


class Agreement(models.Model):
    """That a version was agreed, or that this was taken back. Whoever edits what was agreed takes it back without this:
    the agreement is with the version and does not reach the next."""

    Outcome = AgreementOutcome

    version = models.ForeignKey(AssessmentVersion, on_delete=models.PROTECT, related_name="agreements")
    outcome = models.CharField(max_length=10, choices=AgreementOutcome)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=254, help_text="The name as it was then.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=AgreementOutcome.values), name="agreement_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="agreed") | Q(reason__regex=r"\S"),
                name="an_agreement_is_withdrawn_with_a_reason",
                violation_error_message="Say why the agreement is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_outcome_display().lower()}"
