"""The resources of this app. What is told for a period is here only once it is published."""

from django.db.models import QuerySet

from caldicott.api.views import PublicResource

from ..filters import (
    AdditionalInformationFilters,
    AssessmentFilters,
    CommitmentFilters,
    EditionFilters,
    FollowedChangeFilters,
    PeriodFilters,
    ProgressReportFilters,
    RecommendationFilters,
    TargetDateFilters,
)
from ..models import (
    AdditionalInformation,
    Assessment,
    Change,
    Commitment,
    Edition,
    Period,
    ProgressReport,
    Recommendation,
    TargetDate,
)
from .serializers import (
    AdditionalInformationSerializer,
    AssessmentSerializer,
    ChangeSerializer,
    CommitmentSerializer,
    EditionSerializer,
    PeriodSerializer,
    ProgressReportSerializer,
    RecommendationSerializer,
    TargetDateSerializer,
)


class RecommendationResource(PublicResource):
    """One of the 26, with what the panel concluded last."""

    # The rating, the movement and the leads come with the filters, which narrow by them.
    queryset = Recommendation.objects.with_published_assessments().prefetch_related("mappings").order_by("number")
    lookup_field = "number"
    serializer_class = RecommendationSerializer
    filterset_class = RecommendationFilters
    search_fields = ("title", "summary", "official_wording", "gap_comments")
    ordering_fields = {"number": "number", "title": "title", "sufficiency": "sufficiency"}


class CommitmentResource(PublicResource):
    """One of the 84 numbered items of the Government's response: who leads it, where it belongs, how far it is."""

    # The status, the leads and what the panel concluded come with the filters, which narrow by them.
    queryset = Commitment.objects.prefetch_related("mappings").order_by("number")
    lookup_field = "number"
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilters
    search_fields = ("summary", "official_wording", "note")
    ordering_fields = {"number": "number", "kind": "kind", "status": "status"}


class PeriodResource(PublicResource):
    """A published reporting period."""

    queryset = Period.objects.published().with_edition().order_by("-position_date")
    lookup_field = "position_date"
    lookup_url_kwarg = "slug"
    serializer_class = PeriodSerializer
    filterset_class = PeriodFilters
    search_fields = ("note",)
    ordering_fields = {"position_date": "position_date"}


class ProgressReportResource(PublicResource):
    """What one organisation reported on one commitment, under one recommendation, for one period."""

    queryset = (
        ProgressReport.objects.published()
        .with_conclusion()
        .with_evidence()
        .select_related("period", "recommendation", "commitment", "organisation")
    )
    lookup_field = "public_id"
    serializer_class = ProgressReportSerializer
    filterset_class = ProgressReportFilters
    search_fields = (
        "summary",
        "official_wording",
        "done",
        "next_steps",
        "nil_reason",
        "note",
        "organisation__name",
        "organisation__abbreviation",
    )
    ordering_fields = {
        "id": "public_id",
        "period": "period__position_date",
        "recommendation": "recommendation_id",
        "commitment": "commitment_id",
        "organisation": "organisation__slug",
        "self_rating": "self_rating",
        "position": "position",
    }


class TargetDateResource(PublicResource):
    """By when an organisation expects to have done what it holds. The first date never changes; each move is a row."""

    queryset = TargetDate.objects.published().with_first().select_related("period", "organisation")
    lookup_field = "public_id"
    serializer_class = TargetDateSerializer
    filterset_class = TargetDateFilters
    search_fields = ("reason", "organisation__name", "organisation__abbreviation")
    ordering_fields = {
        "id": "public_id",
        "commitment": "commitment_id",
        "organisation": "organisation__slug",
        "period": "period__position_date",
        "number": "number",
        "expected_on": "expected_on",
    }


class AdditionalInformationResource(PublicResource):
    """What an organisation, or the panel, added on a recommendation as a whole."""

    queryset = AdditionalInformation.objects.published().select_related("period", "recommendation", "organisation")
    lookup_field = "public_id"
    serializer_class = AdditionalInformationSerializer
    filterset_class = AdditionalInformationFilters
    search_fields = ("summary", "official_wording", "organisation__name", "organisation__abbreviation")
    ordering_fields = {
        "id": "public_id",
        "period": "period__position_date",
        "recommendation": "recommendation_id",
        "organisation": "organisation__slug",
        "kind": "kind",
        "expected_by": "expected_by",
        "position": "position",
    }


class AssessmentResource(PublicResource):
    """The panel's narrative, conclusion and rating on one recommendation, or on the system overall, for one period."""

    queryset = Assessment.objects.published().select_related("period", "recommendation")
    lookup_field = "public_id"
    serializer_class = AssessmentSerializer
    filterset_class = AssessmentFilters
    search_fields = ("summary", "official_wording", "conclusion")
    ordering_fields = {
        "id": "public_id",
        "period": "period__position_date",
        "recommendation": "recommendation_id",
        "rating": "rating",
    }


class EditionResource(PublicResource):
    """What was published for a period, sealed for good. The newest comes first."""

    queryset = Edition.objects.published().with_neighbours().select_related("period").order_by("-place")
    lookup_field = "number"
    serializer_class = EditionSerializer
    filterset_class = EditionFilters
    search_fields = ("reason",)
    ordering_fields = {
        "place": "place",
        "published_at": "published_at",
        "period": "period__position_date",
        "number": "number",
    }

    def get_queryset(self) -> QuerySet[Edition]:
        """Where the address names a period, as that of one edition does, its own."""
        editions: QuerySet[Edition] = super().get_queryset()
        period = self.kwargs.get("period")
        return editions.filter(period__position_date=period) if period else editions


class ChangeResource(PublicResource):
    """One thing that a publication told anew. The oldest comes first, and ids only grow: go on `since` the last one."""

    queryset = (
        Change.objects.published()
        .select_related("period", "edition", "recommendation", "commitment", "organisation")
        .order_by("pk")
    )
    serializer_class = ChangeSerializer
    filterset_class = FollowedChangeFilters
    search_fields = ("reason", "recommendation__title", "organisation__name", "organisation__abbreviation")
    ordering_fields = {
        "id": "pk",
        "at": "at",
        "kind": "kind",
        "period": "period__position_date",
        "recommendation": "recommendation_id",
        "commitment": "commitment_id",
        "organisation": "organisation__slug",
    }
