"""What was asked, and what was promised: recommendations and commitments, and where each belongs."""

from rest_framework import serializers

from caldicott.api.fields import Address, PageAddress, TextOrNull

from ...models import Assessment, Commitment, Mapping, Recommendation, SelfRating


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
