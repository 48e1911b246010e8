"""The 26 recommendations of the Caldicott2 review, and whether what was promised would deliver them."""

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from caldicott.search import searched

from .period import Period
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

    def with_rating(self, period: Period | None = None) -> "RecommendationQuerySet":
        """Each with `rating` and `conclusion` in a published period, `rating_before` in the one before, and `movement`.

        Without a period, in the latest published one. A recommendation that the panel did not assess is `not_assessed`.
        """
        from .assessment import Assessment, Rating
        from .movement import height, movement

        periods = Period.objects.published().order_by("-position_date")
        if period:
            periods = periods.filter(position_date__lte=period.position_date)
        assessed = Assessment.objects.published().filter(recommendation=OuterRef("pk"))
        now, then = (assessed.filter(period=Subquery(periods.values("pk")[place : place + 1])) for place in (0, 1))
        none = Value(Rating.NOT_ASSESSED.value)
        return self.annotate(
            rating=Coalesce(Subquery(now.values("rating")[:1]), none),
            conclusion=Coalesce(Subquery(now.values("conclusion")[:1]), Value("")),
            rating_before=Coalesce(Subquery(then.values("rating")[:1]), none),
            height=height("rating"),
            height_before=height("rating_before"),
            movement=movement("height_before", "height"),
        )

    def with_leads(self) -> "RecommendationQuerySet":
        """Each with `leads`: the slugs of the organisations that lead a commitment belonging to it."""
        from .commitment import Mapping

        leading = Mapping.objects.belonging().filter(recommendation=OuterRef("pk"))
        slugs = leading.filter(commitment__lead_organisations__isnull=False).values_list(
            "commitment__lead_organisations__slug", flat=True
        )
        leads = slugs.order_by("commitment__lead_organisations__slug").distinct()
        return self.annotate(leads=ArraySubquery(leads))

    def with_commitments(self) -> "RecommendationQuerySet":
        """Each with `commitments`: the numbers of those that belong to it, in order."""
        from .commitment import Mapping

        belonging = Mapping.objects.belonging().filter(recommendation=OuterRef("pk")).order_by("commitment")
        return self.annotate(commitments=ArraySubquery(belonging.values_list("commitment", flat=True)))


RECOMMENDATION_WORDS = searched(
    ["title"],
    ["summary", "search_words"],
    ["official_wording"],
    ["gap_comments"],
    unshown=["search_words"],
    heads="title",
)


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
    search_words = models.TextField(
        blank=True, help_text="Words by which people look for it that stand in none of its texts. They are not shown."
    )

    published_assessments: "list[Assessment]"  # only of those fetched `with_published_assessments`
    rating: str  # this and the next three only of those fetched `with_rating`
    conclusion: str
    rating_before: str
    movement: str
    commitments: list[int]  # only of those fetched `with_commitments`

    objects = RecommendationQuerySet.as_manager()

    SEARCHED = RECOMMENDATION_WORDS

    class Meta:
        ordering = ["number"]
        indexes = [RECOMMENDATION_WORDS.index("recommendation_words")]
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

    @property
    def rating_label(self) -> str:
        """The word for `rating`."""
        return _label_of_rating(self.rating)

    @property
    def rating_before_label(self) -> str:
        """The word for `rating_before`."""
        return _label_of_rating(self.rating_before)

    @property
    def movement_label(self) -> str:
        """The words for `movement`."""
        from .movement import Movement

        return str(Movement(self.movement).label)


def _label_of_rating(rating: str) -> str:
    from .assessment import Rating

    return str(Rating(rating).label)
