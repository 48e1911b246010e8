"""What the API tells of the record: asked, promised, reported, added and concluded."""

from rest_framework import serializers

from caldicott.api.fields import Address, PageAddress, TextOrNull

from ..models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Mapping,
    Period,
    ProgressReport,
    Recommendation,
    SelfRating,
)
from ..models.wording import Wording


class LatestAssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """What a recommendation tells of its latest published assessment."""

    period = serializers.CharField(source="period.slug", read_only=True)

    class Meta:
        model = Assessment
        fields = read_only_fields = ["period", "conclusion", "rating", "rating_basis"]


class RecommendationSerializer(serializers.ModelSerializer[Recommendation]):
    """One of the 26, its gap analysis, and what the panel concluded last."""

    url = Address("recommendation", key="number")
    html_url = PageAddress()
    statement = TextOrNull(source="official_wording", help_text="The official wording; null until it is imported.")
    commitments = serializers.SerializerMethodField(help_text="Numbers of the commitments that belong to it.")
    latest_assessment = LatestAssessmentSerializer(
        read_only=True, allow_null=True, help_text="Null where none is published."
    )

    class Meta:
        model = Recommendation
        fields = read_only_fields = [
            "url",
            "html_url",
            "number",
            "title",
            "summary",
            "statement",
            "footnotes",
            "commitments",
            "sufficiency",
            "gap_comments",
            "latest_assessment",
            "source",
        ]

    def get_commitments(self, recommendation: Recommendation) -> list[int]:
        return sorted(mapping.commitment_id for mapping in recommendation.mappings.all() if mapping.in_table_b)


class MappingSerializer(serializers.ModelSerializer[Mapping]):
    """One recommendation, or the Introduction, under which the annexes show a commitment."""

    recommendation = serializers.IntegerField(source="recommendation_id", read_only=True, allow_null=True)

    class Meta:
        model = Mapping
        fields = read_only_fields = ["recommendation", "in_table_b", "in_annex_1"]


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """One of the 84 numbered items of the response."""

    url = Address("commitment", key="number")
    html_url = PageAddress()
    wording = TextOrNull(source="official_wording", help_text="The official wording; null until it is imported.")
    recommendations = serializers.ListField(
        source="recommendation_numbers",
        child=serializers.IntegerField(),
        read_only=True,
        help_text="Numbers of those it belongs to; empty for the Introduction.",
    )
    section = serializers.ChoiceField(choices=["introduction", "recommendations"], read_only=True)
    lead_organisations = serializers.SlugRelatedField[Commitment](slug_field="slug", many=True, read_only=True)
    status = serializers.ChoiceField(
        choices=SelfRating.choices,
        read_only=True,
        help_text="What the reports of the latest published period say together.",
    )
    mappings = MappingSerializer(many=True, read_only=True)

    class Meta:
        model = Commitment
        fields = read_only_fields = [
            "url",
            "html_url",
            "number",
            "kind",
            "summary",
            "wording",
            "footnotes",
            "recommendations",
            "section",
            "lead_organisations",
            "status",
            "mappings",
            "note",
        ]


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A reporting period, known by its position date."""

    url = Address("period", key="slug")
    html_url = PageAddress()
    slug = serializers.CharField(read_only=True, help_text="The position date.")
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    edition = serializers.SerializerMethodField(help_text="The number of its current edition; null until it has one.")

    class Meta:
        model = Period
        fields = read_only_fields = [
            "url",
            "html_url",
            "slug",
            "label",
            "position_date",
            "opens_on",
            "due_on",
            "state",
            "edition",
            "note",
        ]

    def get_edition(self, period: Period) -> int | None:
        return None


class AboutRecommendationSerializer(serializers.Serializer[AdditionalInformation | Assessment | ProgressReport]):
    """What everything that is told for a period has in common."""

    recommendation = serializers.IntegerField(source="recommendation_id", read_only=True, allow_null=True)
    period = serializers.CharField(source="period.slug", read_only=True)
    narrative = serializers.CharField(source="text", read_only=True, trim_whitespace=False)
    wording = serializers.ChoiceField(
        choices=Wording.choices, read_only=True, help_text="Whose words the narrative is in."
    )


class ProgressReportSerializer(AboutRecommendationSerializer, serializers.ModelSerializer[ProgressReport]):
    """What one organisation reported on one commitment for one period."""

    url = Address("progress-report")
    html_url = PageAddress()
    commitment = serializers.IntegerField(
        source="commitment_id",
        read_only=True,
        allow_null=True,
        help_text="Null for a row that the response does not number.",
    )
    organisation = serializers.SlugRelatedField[ProgressReport](slug_field="slug", read_only=True, allow_null=True)
    nil_return = serializers.BooleanField(read_only=True, help_text="Whether the row reports nothing.")

    class Meta:
        model = ProgressReport
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "commitment",
            "recommendation",
            "organisation",
            "period",
            "self_rating",
            "narrative",
            "wording",
            "footnotes",
            "nil_return",
            "position",
            "note",
        ]


class AdditionalInformationSerializer(
    AboutRecommendationSerializer, serializers.ModelSerializer[AdditionalInformation]
):
    """What an organisation, or the panel, added on a recommendation as a whole."""

    url = Address("additional-information")
    html_url = PageAddress()
    organisation = serializers.SlugRelatedField[AdditionalInformation](
        slug_field="slug", read_only=True, allow_null=True
    )

    class Meta:
        model = AdditionalInformation
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "recommendation",
            "organisation",
            "period",
            "kind",
            "expected_by",
            "position",
            "narrative",
            "wording",
            "footnotes",
        ]


class AssessmentSerializer(AboutRecommendationSerializer, serializers.ModelSerializer[Assessment]):
    """The panel’s narrative, conclusion and rating."""

    url = Address("assessment")
    html_url = PageAddress()

    class Meta:
        model = Assessment
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "recommendation",
            "period",
            "narrative",
            "wording",
            "footnotes",
            "conclusion",
            "rating",
            "rating_basis",
        ]
