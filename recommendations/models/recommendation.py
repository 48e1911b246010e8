"""The 26 recommendations of the Caldicott2 review, and whether what was promised would deliver them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from .wording import Worded

if TYPE_CHECKING:
    from .assessment import Assessment


class Sufficiency(models.TextChoices):
    """The three columns of the gap analysis."""

    NOT_SUFFICIENT = "not_sufficient", "Not sufficient"
    ASSISTS = "assists", "Assists, but not sufficient alone"
    DELIVERS = "delivers", "Capable of delivering"


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def with_published_assessments(self) -> "RecommendationQuerySet":
        """Each with `published_assessments`: its assessments in published periods, the latest first."""
        from .assessment import Assessment

        published = Assessment.objects.published().select_related("period").order_by("-period__position_date")
        return self.prefetch_related(Prefetch("assessments", queryset=published, to_attr="published_assessments"))


class Recommendation(Worded):
    number = models.PositiveSmallIntegerField(primary_key=True)
    title = models.CharField(max_length=100, help_text="The short title of the gap analysis.")
    sufficiency = models.CharField(
        max_length=20, choices=Sufficiency, help_text="Would the commitments, if delivered, deliver it?"
    )
    gap_comments = models.TextField(
        blank=True, help_text="What the panel’s gap analysis says of it, in this site’s own words."
    )
    source = models.CharField(max_length=200, blank=True)

    published_assessments: "list[Assessment]"  # only of those fetched `with_published_assessments`

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="recommendations_count_from_one"),
            models.CheckConstraint(condition=Q(sufficiency__in=Sufficiency.values), name="sufficiency_is_known"),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.number])

    @property
    def latest_assessment(self) -> "Assessment | None":
        """The published one of the latest period. Reads `published_assessments`."""
        return next(iter(self.published_assessments), None)
