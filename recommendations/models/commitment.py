"""The 84 numbered items of the Government's response, who leads each, and which recommendations each belongs to."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from caldicott.search import searched
from organisations.models import Organisation

from .period import Period
from .self_rating import SelfRating
from .wording import Worded


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def with_status(self, period: Period | None = None) -> "CommitmentQuerySet":
        """Each with `status`: what the reports of a published period say together, else of the latest published one.

        Reports that tell nothing are left aside, then unclear ones; if the rest agree, that is the status; if they
        differ, some of it is done and some not, so it is in progress. Nothing reported at all is `not_reported`.
        """
        from .progress_report import ProgressReport

        of = period or Subquery(Period.objects.published().order_by("-position_date").values("pk")[:1])
        reports = ProgressReport.objects.published().filter(commitment=OuterRef("pk"), period=of)
        status = Coalesce(Subquery(reports.saying_together("commitment")), Value(SelfRating.NOT_REPORTED.value))
        return self.annotate(status=status)

    def with_places(self) -> "CommitmentQuerySet":
        """Each with `places`, the numbers of the recommendations that it belongs to, and `leads`, its leads' slugs."""
        belonging = Mapping.objects.belonging().filter(commitment=OuterRef("pk"), recommendation__isnull=False)
        leads = Organisation.objects.filter(commitments=OuterRef("pk")).order_by("slug")
        return self.annotate(
            places=ArraySubquery(belonging.order_by("recommendation").values_list("recommendation", flat=True)),
            leads=ArraySubquery(leads.values_list("slug", flat=True)),
        )


class CommitmentKind(models.TextChoices):
    COMMITMENT = "commitment", "Commitment"
    EXPECTATION = "expectation", "Expectation"


COMMITMENT_WORDS = searched(["summary"], ["official_wording"], ["note"])


class Commitment(Worded):
    Kind = CommitmentKind

    number = models.PositiveSmallIntegerField(primary_key=True)
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        help_text="A commitment is what a body said it would do; an expectation is what others expect of it.",
    )
    lead_organisations = models.ManyToManyField(Organisation, related_name="commitments")
    note = models.TextField(blank=True, help_text="Where the annexes tell differently of it.")

    status: str  # only of those fetched `with_status`

    objects = CommitmentQuerySet.as_manager()

    SEARCHED = COMMITMENT_WORDS

    class Meta:
        ordering = ["number"]
        indexes = [COMMITMENT_WORDS.index("commitment_words")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="commitments_count_from_one"),
            models.CheckConstraint(condition=Q(kind__in=CommitmentKind.values), name="commitment_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.number])

    @property
    def status_label(self) -> str:
        """The word for `status`."""
        return str(SelfRating(self.status).label)

    @property
    def recommendation_numbers(self) -> list[int]:
        """Those it belongs to by Table B; empty for the Introduction. Reads `mappings`, so prefetch them."""
        return [
            mapping.recommendation_id
            for mapping in self.mappings.all()
            if mapping.in_table_b and mapping.recommendation_id is not None
        ]

    @property
    def section(self) -> str:
        """`introduction` or `recommendations`: where the response places it."""
        return "recommendations" if self.recommendation_numbers else "introduction"


class MappingQuerySet(models.QuerySet["Mapping"]):
    def belonging(self) -> "MappingQuerySet":
        """Those by which a commitment belongs to a recommendation: what Table B says."""
        return self.filter(in_table_b=True)


class Mapping(models.Model):
    """One commitment under one recommendation, and which annexes show it there.

    Table B of Annex 2 is the response's own mapping and decides what belongs where. Annex 1 leaves some out and shows
    one more; both are recorded.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="mappings")
    recommendation = models.ForeignKey(
        "recommendations.Recommendation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mappings",
        help_text="Empty for the Introduction.",
    )
    in_table_b = models.BooleanField("in Annex 2, Table B", default=True)
    in_annex_1 = models.BooleanField("a row of Annex 1", default=True)

    objects = MappingQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "commitment"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "recommendation"], nulls_distinct=False, name="a_mapping_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(in_table_b=True) | Q(in_annex_1=True),
                name="a_mapping_has_a_witness",
                violation_error_message="Say which of the two annexes shows it.",
            ),
        ]

    def __str__(self) -> str:
        under = f"recommendation {self.recommendation_id}" if self.recommendation_id else "the Introduction"
        return f"{self.commitment_id} under {under}"
