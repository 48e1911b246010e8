"""The panel's narrative, conclusion and rating on one recommendation, or on the system overall, for one period."""

from django.db import models
from django.db.models import Q

from caldicott.search import searched
from organisations.models import User

from .period import Period
from .published_row import PublishedRow
from .recommendation import Recommendation
from .wording import Worded


class Rating(models.TextChoices):
    GREEN = "green", "Green"
    AMBER_GREEN = "amber_green", "Amber-green"
    AMBER = "amber", "Amber"
    AMBER_RED = "amber_red", "Amber-red"
    RED = "red", "Red"
    NOT_ASSESSED = "not_assessed", "Not assessed"


# The panel's headline counts the recommendations with good progress, whether it put a qualification beside it or not.
GOOD_PROGRESS = (Rating.GREEN, Rating.AMBER_GREEN)


class RatingBasis(models.TextChoices):
    DERIVED_FROM_WORDS = "derived_from_words", "Derived from the panel’s words by a written rule"
    GIVEN_BY_PANEL = "given_by_panel", "Given by the panel"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def published(self) -> "AssessmentQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED, state=Assessment.State.PUBLISHED)


class AssessmentState(models.TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    PUBLISHED = "published", "Published"


ASSESSMENT_WORDS = searched(["conclusion"], ["summary", "official_wording"])


class Assessment(Worded, PublishedRow):
    """As it stands now. What the panel writes at its desk is its own words, and so the official wording.

    `version` counts the savings; nothing that others published was saved here, and nobody is known to have written it.
    Each saving and each agreement stays as a row of its own: see `assessment_version`.
    """

    State = AssessmentState

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="assessments")
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text="Empty for the system overall.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    conclusion = models.CharField(max_length=300, blank=True, help_text="The panel’s short wording, exactly.")
    rating = models.CharField(max_length=12, choices=Rating, default=Rating.NOT_ASSESSED)
    rating_basis = models.CharField(max_length=20, choices=RatingBasis, default=RatingBasis.GIVEN_BY_PANEL)
    rating_reason = models.TextField(
        "reason for the rating",
        blank=True,
        help_text="Why it is two steps or more from the last, or not what the conclusion’s words say. For the panel.",
    )
    version = models.PositiveIntegerField(default=0, editable=False, help_text="How often it was saved at the desk.")
    written_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    written_by_name = models.CharField(
        max_length=254, blank=True, editable=False, help_text="Who saved it last: the name as it was then."
    )
    written_at = models.DateTimeField(null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    agreed_by_name = models.CharField(
        max_length=254, blank=True, editable=False, help_text="Who agreed what stands: the name as it was then."
    )
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    SEARCHED = ASSESSMENT_WORDS

    class Meta:
        ordering = ["-period__position_date", models.F("recommendation").asc(nulls_last=True)]
        indexes = [ASSESSMENT_WORDS.index("assessment_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "recommendation"],
                nulls_distinct=False,
                name="one_assessment_per_period",
                violation_error_message="There is an assessment of this for this period already.",
            ),
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values),
                name="rating_is_known",
            ),
            models.CheckConstraint(condition=Q(state__in=AssessmentState.values), name="assessment_state_is_known"),
            models.CheckConstraint(condition=Q(rating_basis__in=RatingBasis.values), name="rating_basis_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(conclusion__regex=r"\S"),
                name="what_is_agreed_has_a_conclusion",
                violation_error_message="Write the conclusion before the assessment is agreed.",
            ),
            models.CheckConstraint(
                condition=Q(version=0, written_by__isnull=True, written_by_name="", written_at__isnull=True)
                | Q(version__gte=1, written_by__isnull=False, written_by_name__regex=r"\S", written_at__isnull=False),
                name="a_written_assessment_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_by_name="", agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_by_name__regex=r"\S", agreed_at__isnull=False),
                name="an_agreed_assessment_says_by_whom_and_when",
            ),
            # What was published before it came here, as the record of 2014 was, was agreed elsewhere.
            models.CheckConstraint(
                condition=Q(state="draft", agreed_by__isnull=True)
                | Q(state="agreed", version__gte=1, agreed_by__isnull=False)
                | Q(state="published", version=0, agreed_by__isnull=True)
                | Q(state="published", version__gte=1, agreed_by__isnull=False),
                name="no_assessment_goes_out_without_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("written_by")),
                name="nobody_agrees_what_they_wrote",
                violation_error_message="Another person than its author agrees an assessment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation or 'The system overall'}, {self.period}"

    def get_absolute_url(self) -> str:
        """The page of its recommendation; of the system overall, that of the period."""
        return (self.recommendation or self.period).get_absolute_url()

    @property
    def is_published(self) -> bool:
        return self.period.is_published and self.state == self.State.PUBLISHED
