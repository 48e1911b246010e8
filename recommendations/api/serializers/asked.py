"""What was asked, and what was promised: recommendations and commitments, and where each belongs."""

from rest_framework import serializers

from caldicott.api.fields import Address, PageAddress, TextOrNull

from ...models import Assessment, Commitment, Mapping, Movement, Rating, Recommendation, SelfRating, StatusChange


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
    lead_organisations = serializers.ListField(
        source="leads",
        child=serializers.CharField(),
        read_only=True,
        help_text="Slugs of those that lead a commitment belonging to it.",
    )
    rating = serializers.ChoiceField(
        choices=Rating.choices,
        read_only=True,
        help_text="In the period that the list is asked for, else in the latest published one.",
    )
    rating_before = serializers.ChoiceField(
        choices=Rating.choices, read_only=True, help_text="In the published period before that of the rating."
    )
    movement = serializers.ChoiceField(
        choices=Movement.choices, read_only=True, help_text="Which way the rating went since the period before."
    )
    conclusion = serializers.CharField(
        read_only=True, help_text="The panel’s words in the period of the rating; empty where it was not assessed."
    )
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
            "lead_organisations",
            "rating",
            "rating_before",
            "movement",
            "conclusion",
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


class ConclusionSerializer(serializers.Serializer[Commitment]):
    """What the panel concluded on one of the recommendations that a commitment belongs to."""

    recommendation = serializers.IntegerField(source="number", read_only=True)
    rating = serializers.ChoiceField(
        choices=Rating.choices, read_only=True, help_text="The assessment tells what it is based on."
    )
    conclusion = serializers.CharField(read_only=True, help_text="Empty where it was not assessed.")


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
    lead_organisations = serializers.ListField(
        source="leads", child=serializers.CharField(help_text="The public address; it never changes."), read_only=True
    )
    status = serializers.ChoiceField(
        choices=SelfRating.choices,
        read_only=True,
        help_text="What the reports of the latest published period say together.",
    )
    status_before = serializers.ChoiceField(
        choices=SelfRating.choices,
        read_only=True,
        allow_null=True,
        help_text="What those of the published period before say together; null where there is no such period.",
    )
    change = serializers.ChoiceField(
        choices=StatusChange.choices,
        read_only=True,
        help_text="Whether the status is another than in the period before.",
    )
    ratings = serializers.ListField(
        child=serializers.ChoiceField(choices=Rating.choices),
        read_only=True,
        help_text="The panel’s, in the latest published period, of each of the recommendations, in their order.",
    )
    conclusions = ConclusionSerializer(
        source="concluded",
        many=True,
        read_only=True,
        help_text="The panel’s, in the latest published period, on each of the recommendations.",
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
            "status_before",
            "change",
            "ratings",
            "conclusions",
            "mappings",
            "note",
        ]
