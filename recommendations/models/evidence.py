"""What an organisation points to as evidence, for everybody to see."""

from django.db import models
from django.db.models import Q

from .period import Period
from .progress_report import ProgressReport


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def published(self) -> "EvidenceQuerySet":
        return self.filter(report__period__state=Period.State.PUBLISHED, report__state=ProgressReport.State.ACCEPTED)


class Evidence(models.Model):
    """One link of an accepted report. What is for the panel only stays in what was submitted and never comes here."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(help_text="Its place in the report, from 1.")
    title = models.CharField(max_length=300)
    url = models.URLField("link", max_length=1000)
    page = models.CharField(max_length=100, blank=True, help_text="Where in it to look.")
    about_on = models.DateField("is about", help_text="The date that it is about, not that of its publication.")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["report", "position"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_piece_of_evidence_per_place"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=Q(url__regex=r"^https?://[^\s/]"),
                name="evidence_is_a_link",
                violation_error_message="A link begins with http:// or https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
