"""What changed on the public record, in the order in which it was published."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from organisations.models import Organisation

from .commitment import Commitment
from .period import Period
from .recommendation import Recommendation


class ChangeQuerySet(models.QuerySet["Change"]):
    def published(self) -> "ChangeQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED)


class ChangeKind(models.TextChoices):
    PERIOD = "period", "Period published"
    ASSESSMENT = "assessment", "The panel’s conclusion"
    SELF_RATING = "self_rating", "What was reported"


class Change(models.Model):
    """One thing that a publication told anew: what it was before, and what it is after.

    `before` and `after` hold the facts by their names in the API, such as `{"rating": "amber", "conclusion": "…"}`;
    null where there was none. Rows are only ever added, so that a reader can go on from the last id that it saw.
    """

    Kind = ChangeKind

    at = models.DateTimeField(db_default=Now(), help_text="When it was published here.")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="For a correction: why.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=False)
                | Q(before__isnull=False, after__isnull=True)
                | (Q(before__isnull=False, after__isnull=False) & ~Q(before=models.F("after"))),
                name="a_change_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.commitment or self.recommendation or self.period}"

    def get_absolute_url(self) -> str:
        """The page of what changed."""
        return (self.commitment or self.recommendation or self.period).get_absolute_url()
