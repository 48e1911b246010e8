"""Periods, and what was told for them: reported, added and concluded."""

import datetime
from typing import Any

from rest_framework import serializers

from caldicott.api.fields import Address, PageAddress, TextOrNull

from ...models import AdditionalInformation, Assessment, Change, Edition, Period, ProgressReport, Rating, TargetDate
from ...models.wording import Wording


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A reporting period, known by its position date."""

    url = Address("period", key="slug")
    html_url = PageAddress()
    slug = serializers.CharField(read_only=True, help_text="The position date.")
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    edition = serializers.IntegerField(read_only=True, allow_null=True, help_text="The number of its current edition.")

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


class AboutRecommendationSerializer(serializers.Serializer[AdditionalInformation | Assessment | ProgressReport]):
    """What everything that is told for a period has in common."""

    recommendation = serializers.IntegerField(source="recommendation_id", read_only=True, allow_null=True)
    period = serializers.CharField(source="period.slug", read_only=True)
    narrative = serializers.CharField(source="text", read_only=True, trim_whitespace=False)
    wording = serializers.ChoiceField(
        choices=Wording.choices, read_only=True, help_text="Whose words the narrative is in."
    )


class EvidenceSerializer(serializers.Serializer[ProgressReport]):
    """One link to which a report points as evidence."""

    title = serializers.CharField(read_only=True)
    url = serializers.URLField(read_only=True)
    page = serializers.CharField(read_only=True, help_text="Where in it to look; empty where that is not told.")
    about_on = serializers.DateField(
        read_only=True, help_text="The date that it is about, not that of its publication."
    )


class ProgressReportSerializer(AboutRecommendationSerializer, serializers.ModelSerializer[ProgressReport]):
    """What one organisation reported on one commitment for one period."""

    url = Address("progress-report", key="public_id")
    html_url = PageAddress()
    id = serializers.IntegerField(source="public_id", read_only=True)
    commitment = serializers.IntegerField(
        source="commitment_id",
        read_only=True,
        allow_null=True,
        help_text="Null for a row that the response does not number.",
    )
    organisation = serializers.SlugRelatedField[ProgressReport](slug_field="slug", read_only=True, allow_null=True)
    wording = serializers.ChoiceField(
        choices=Wording.choices,
        read_only=True,
        help_text="Whose words the narrative is in. Official are the publisher’s, and of a report that its "
        "organisation gave here (`position` 0) the organisation’s own.",
    )
    nil_return = serializers.BooleanField(read_only=True, help_text="Whether the row reports nothing.")
    evidence = EvidenceSerializer(
        source="links", many=True, read_only=True, help_text="What the organisation points to, for everybody to see."
    )
    rating = serializers.ChoiceField(
        choices=Rating.choices,
        read_only=True,
        allow_null=True,
        help_text="The panel’s, of the recommendation, in the same period; null under the Introduction. "
        "The assessment tells what it is based on.",
    )
    conclusion = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="The panel’s, on the recommendation, in the same period; empty where it was not assessed, "
        "null under the Introduction.",
    )

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
            "done",
            "next_steps",
            "expected_on",
            "as_last_period",
            "nil_return",
            "nil_reason",
            "evidence",
            "rating",
            "conclusion",
            "position",
            "note",
        ]


class TargetDateSerializer(serializers.ModelSerializer[TargetDate]):
    """By when an organisation expects to have done what it holds: its first date, or one to which that moved."""

    url = Address("target-date", key="public_id")
    html_url = PageAddress()
    id = serializers.IntegerField(source="public_id", read_only=True)
    commitment = serializers.IntegerField(source="commitment_id", read_only=True)
    organisation = serializers.SlugRelatedField[TargetDate](slug_field="slug", read_only=True)
    period = serializers.CharField(source="period.slug", read_only=True, help_text="For which it was reported.")
    reason = TextOrNull(help_text="Why it moved, in the organisation’s words; null of the first date.")
    first_on = serializers.DateField(read_only=True, help_text="The first date of this organisation on the commitment.")
    days_slipped = serializers.IntegerField(
        read_only=True, help_text="From the first date to this one; below zero where it came nearer."
    )

    class Meta:
        model = TargetDate
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "commitment",
            "organisation",
            "period",
            "number",
            "expected_on",
            "previously_on",
            "reason",
            "first_on",
            "days_slipped",
        ]


class AdditionalInformationSerializer(
    AboutRecommendationSerializer, serializers.ModelSerializer[AdditionalInformation]
):
    """What an organisation, or the panel, added on a recommendation as a whole."""

    url = Address("additional-information", key="public_id")
    html_url = PageAddress()
    id = serializers.IntegerField(source="public_id", read_only=True)
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

    url = Address("assessment", key="public_id")
    html_url = PageAddress()
    id = serializers.IntegerField(source="public_id", read_only=True)

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


class EditionAddress(serializers.HyperlinkedIdentityField):
    """An address that an edition has; null of a first edition where only a correction has one."""

    def __init__(self, view_name: str, of_corrections: bool = False, **options: Any) -> None:
        self.of_corrections = of_corrections
        super().__init__(view_name=view_name, **options)

    def get_url(self, obj: Any, view_name: str, request: Any, format: Any) -> str | None:  # noqa: A002
        if self.of_corrections and not obj.is_correction:
            return None
        address: str = self.reverse(view_name, args=[obj.period.slug, obj.number], request=request)
        return address


class EditionSerializer(serializers.ModelSerializer[Edition]):
    """What was published for a period, at a moment, for good; a correction is a new edition with a reason."""

    url = EditionAddress("api-edition-detail")
    html_url = PageAddress()
    period = serializers.CharField(source="period.slug", read_only=True)
    published_at = serializers.DateTimeField(read_only=True, default_timezone=datetime.UTC)
    reason = TextOrNull(help_text="Why it corrects the edition before it; null of a first edition.")
    superseded_by = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="The number of the edition that corrects it; null of a current one."
    )
    manifest_sha256 = serializers.CharField(
        read_only=True, help_text="Of the manifest, which lists the SHA-256 of every file: it stands for the edition."
    )
    previous_sha256 = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="Of the edition sealed before it, whichever period that is of; null of the very first.",
    )
    manifest_url = EditionAddress("edition-manifest", help_text="In the format of `sha256sum -c`.")
    files_url = EditionAddress("edition-files", help_text="Put the name of a file behind it, as the manifest has it.")
    archive_url = EditionAddress("edition-archive", help_text="Manifest and files as one ZIP.")
    report_url = EditionAddress("edition-report", help_text="The page of the report as this edition has it.")
    differences_url = EditionAddress(
        "edition-differences",
        of_corrections=True,
        allow_null=True,
        help_text="The page of what a correction changed; null of a first edition.",
    )

    class Meta:
        model = Edition
        fields = read_only_fields = [
            "url",
            "html_url",
            "period",
            "number",
            "published_at",
            "reason",
            "superseded_by",
            "manifest_sha256",
            "previous_sha256",
            "manifest_url",
            "files_url",
            "archive_url",
            "report_url",
            "differences_url",
        ]


class FactsField(serializers.DictField):
    """Facts by their names elsewhere in the API, such as `rating`, `conclusion` and `self_rating`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.CharField(), read_only=True, allow_null=True, **options)


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """What was told before, and what is told since."""

    url = Address("change")
    html_url = PageAddress()
    at = serializers.DateTimeField(read_only=True, default_timezone=datetime.UTC, help_text="When it was published.")
    subject = serializers.CharField(read_only=True, help_text="What changed, in words.")
    period = serializers.CharField(source="period.slug", read_only=True)
    recommendation = serializers.IntegerField(source="recommendation_id", read_only=True, allow_null=True)
    commitment = serializers.IntegerField(source="commitment_id", read_only=True, allow_null=True)
    organisation = serializers.SlugRelatedField[Change](slug_field="slug", read_only=True, allow_null=True)
    before = FactsField(help_text="Null where nothing was told before.")
    after = FactsField(help_text="Null where nothing is told any more.")
    edition = serializers.IntegerField(
        source="edition.number", default=None, read_only=True, help_text="The number of the edition that told it."
    )

    class Meta:
        model = Change
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "at",
            "kind",
            "subject",
            "period",
            "recommendation",
            "commitment",
            "organisation",
            "before",
            "after",
            "reason",
            "edition",
        ]
