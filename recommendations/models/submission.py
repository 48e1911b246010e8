"""What was received: the receipt for a return or a part of it, each report in it as received, and each decision on it.

None of these rows is ever changed: the second round does not erase the first, and the database refuses whoever tries.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models import Organisation, User

from .period import Period
from .progress_report import ProgressReport


class Receipt(models.Model):
    """One act of submitting, by one authorised officer, of one report or of many.

    `key` names the act: whoever sends the same act again gets the same receipt. `fingerprint` is the SHA-256 of
    `manifest`, which lists the SHA-256 of every report's content in the format of `sha256sum`.
    """

    reference = models.CharField(max_length=20, unique=True, help_text="What people quote.")
    key = models.UUIDField(unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="receipts")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="receipts")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=254, help_text="The name as it was then: it stays under the return.")
    at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(help_text="Whether it came after the deadline.")
    manifest = models.TextField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="a_receipt_has_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[0-9A-Z]+(-[0-9A-Z]+)+$"), name="a_receipt_has_a_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"Receipt {self.reference}"


class Submission(models.Model):
    """One report as it was received, in one round. `content` is what the fingerprint covers: see `reporting`."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(help_text="The round, from 1.")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="submissions")
    content = models.TextField()
    asked = models.PositiveSmallIntegerField(
        null=True,
        help_text="How many things the checks asked about and the officer confirmed; empty where nobody counted yet.",
    )

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_submission_a_round"),
            models.UniqueConstraint(fields=["report", "receipt"], name="a_receipt_names_a_report_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="rounds_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.report}, round {self.number}"

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the content."""
        return hashlib.sha256(self.content.encode()).hexdigest()


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"


class Decision(models.Model):
    """What the secretariat decided on one round of a report."""

    Outcome = Outcome

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=254, help_text="The name as it was then.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["submission"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="accepted") | Q(reason__regex=r"\S"),
                name="what_is_returned_has_a_reason",
                violation_error_message="Say why the report is returned: the organisation reads it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_outcome_display().lower()}"

    def clean(self) -> None:
        if self.outcome == Outcome.RETURNED and not self.reason.strip():
            raise ValidationError({"reason": "Say why the report is returned: the organisation reads it."})
