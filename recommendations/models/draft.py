"""What somebody has typed of a progress report so far: as it was typed, incomplete as it is."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models import User

from .progress_report import ProgressReport


class Draft(models.Model):
    """Everything typed into the form, each field's text by its name.

    `version` counts the savings. Who saves says which version the typing began from; where another came in between,
    nothing is saved before both have been seen.
    """

    report = models.OneToOneField(ProgressReport, on_delete=models.PROTECT, related_name="draft")
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report"]
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="draft_versions_count_from_one")]

    def __str__(self) -> str:
        return f"Draft {self.version} of {self.report}"
