"""What an organisation, or the panel, adds on a recommendation as a whole, outside any commitment."""

from django.db import models
from django.db.models import Q

from caldicott.search import searched
from organisations.models import Organisation

from .period import Period
from .published_row import PublishedRow
from .recommendation import Recommendation
from .wording import Worded


class AdditionalInformationQuerySet(models.QuerySet["AdditionalInformation"]):
    def published(self) -> "AdditionalInformationQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED)


ADDITIONAL_INFORMATION_WORDS = searched(["summary", "official_wording"])


class AdditionalInformation(Worded, PublishedRow):
    class Kind(models.TextChoices):
        ADDITIONAL = "additional", "Additional information"
        ANTICIPATED = "anticipated", "Anticipated progress"

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="additional_information")
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="additional_information",
        help_text="Empty for the Introduction.",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="additional_information",
        help_text="Who adds it; empty where the source names nobody.",
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ADDITIONAL)
    expected_by = models.DateField(null=True, blank=True, help_text="For anticipated progress: by when.")
    position = models.PositiveSmallIntegerField(help_text="Its place under the recommendation, from 1.")

    objects = AdditionalInformationQuerySet.as_manager()

    SEARCHED = ADDITIONAL_INFORMATION_WORDS

    class Meta:
        ordering = ["-period__position_date", "recommendation", "position"]
        verbose_name_plural = "additional information"
        indexes = [ADDITIONAL_INFORMATION_WORDS.index("additional_information_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "recommendation", "position"],
                nulls_distinct=False,
                name="one_addition_per_place",
            ),
            models.CheckConstraint(
                condition=Q(kind="anticipated", expected_by__isnull=False)
                | Q(kind="additional", expected_by__isnull=True),
                name="anticipated_progress_has_a_date",
                violation_error_message="Anticipated progress needs a date; additional information has none.",
            ),
        ]

    def __str__(self) -> str:
        who = self.organisation.short_name if self.organisation else "not named"
        return f"{self.get_kind_display()} from {who} on {self.recommendation or 'the Introduction'}"

    def get_absolute_url(self) -> str:
        """The page of its recommendation; of the Introduction, that of the period."""
        return (self.recommendation or self.period).get_absolute_url()

    @property
    def is_published(self) -> bool:
        return self.period.is_published
