"""How every list of the record may be narrowed, on pages and in the API alike.

What a filter names must exist: a slip of the pen is an error and never looks like "nothing found". A period that is not
published does not exist here.
"""

from typing import Any, cast

from django.db.models import Case, CharField, Exists, QuerySet, Value, When
from django_filters import ChoiceFilter

from caldicott.filters import Above, Number, PublicFilterSet, RowField, RowFilter, RowIterator
from organisations.filters import OrganisationFilters
from organisations.models import Organisation

from .models import (
    GOOD_PROGRESS,
    AdditionalInformation,
    Assessment,
    Change,
    ChangeQuerySet,
    Commitment,
    CommitmentQuerySet,
    Edition,
    Movement,
    Period,
    ProgressReport,
    Rating,
    Recommendation,
    RecommendationQuerySet,
    SelfRating,
    StatusChange,
    Sufficiency,
    TargetDate,
)
from .models.standing import Standing, with_standing


def a_recommendation(**options: str) -> RowFilter:
    """By its number."""
    queryset = Recommendation.objects.all()
    return RowFilter(queryset=queryset, to_field_name="number", label="Recommendation", **options)


def a_commitment() -> RowFilter:
    """By its number."""
    return RowFilter(queryset=Commitment.objects.all(), to_field_name="number", label="Commitment")


def an_organisation() -> RowFilter:
    """By its slug."""
    return RowFilter(queryset=Organisation.objects.all(), to_field_name="slug", label="Organisation")


class LeadIterator(RowIterator):
    """Offers those who lead something. Any other may be asked for too, and gives an empty list."""

    def __init__(self, field: "LeadField") -> None:
        super().__init__(field)
        self.queryset = field.queryset.filter(commitments__isnull=False).distinct()


class LeadField(RowField):
    iterator = LeadIterator


class LeadFilter(RowFilter):
    field_class = LeadField


def a_lead_organisation(**options: str) -> LeadFilter:
    """By its slug."""
    queryset = Organisation.objects.all()
    return LeadFilter(queryset=queryset, to_field_name="slug", label="Lead organisation", **options)


def a_period(**options: str) -> RowFilter:
    """By its position date, as 2014-09-30."""
    queryset = Period.objects.published()
    return RowFilter(queryset=queryset, to_field_name="position_date", label="Period", **options)


class RecommendationFilters(PublicFilterSet):
    """Ratings and movements are those of the period that is asked for, else of the latest published one.

    A period leaves none out: each recommendation has a rating in it, "not assessed" included.
    """

    rating = ChoiceFilter(choices=Rating.choices, label="Rating")
    progress = ChoiceFilter(choices=[("good", "Good, with or without a qualification")], label="Progress")
    sufficiency = ChoiceFilter(choices=Sufficiency.choices, label="Sufficiency")
    organisation = a_lead_organisation(method="led_by")
    movement = ChoiceFilter(choices=Movement.choices, label="What changed")
    period = a_period(method="rated_in", empty_label="The latest")

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rated = cast(RecommendationQuerySet, queryset).with_rating(self.form.cleaned_data.get("period"))
        good = Case(When(rating__in=GOOD_PROGRESS, then=Value("good")), default=None, output_field=CharField())
        return rated.with_leads().annotate(progress=good)

    def led_by(self, queryset: QuerySet[Any], name: str, value: Organisation) -> QuerySet[Any]:
        """Those with a commitment that the organisation leads."""
        return queryset.filter(leads__contains=[value.slug])

    def rated_in(self, queryset: QuerySet[Any], name: str, value: Period) -> QuerySet[Any]:
        """All of them, as the annotation rates them."""
        return queryset


class CommitmentFilters(PublicFilterSet):
    """Status and rating are those of the latest published period; the rating is the recommendation's.

    Where a recommendation is asked for too, it is that one's rating.
    """

    kind = ChoiceFilter(choices=Commitment.Kind.choices, label="Kind")
    status = ChoiceFilter(choices=SelfRating.choices, label="Status")
    lead_organisation = a_lead_organisation(field_name="lead_organisations")
    recommendation = a_recommendation(method="belonging_to")
    rating = ChoiceFilter(
        choices=Rating.choices, method="rated", label="The panel’s rating of any of its recommendations"
    )
    change = ChoiceFilter(choices=StatusChange.choices, label="What changed")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data.get("recommendation"):
            self.filters["rating"].label = "The panel’s rating of that recommendation"

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return cast(CommitmentQuerySet, queryset).with_change().with_places().with_conclusions()

    def belonging_to(self, queryset: QuerySet[Any], name: str, value: Recommendation) -> QuerySet[Any]:
        """Those that belong to the recommendation."""
        return queryset.filter(places__contains=[value.number])

    def rated(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that belong to a recommendation with this rating, to the one that is asked for if one is."""
        asked = self.form.cleaned_data.get("recommendation")
        if asked is None:
            return queryset.filter(ratings__contains=[value])
        rated: Any = Recommendation.objects.with_rating()
        return queryset.filter(Exists(rated.filter(pk=asked.pk, rating=value)))


class OrganisationStandingFilters(OrganisationFilters):
    """Organisations by what the record tells of them too. The standing is that in the latest published period."""

    standing = ChoiceFilter(choices=Standing.choices, label="In the latest period")

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        of_many = Case(When(kind=Organisation.Kind.COLLECTIVE, then=True), default=False)
        return with_standing(queryset).annotate(of_many=of_many)


class PeriodFilters(PublicFilterSet):
    state = ChoiceFilter(choices=Period.State.choices, label="State")

    class Meta:
        model = Period
        fields: list[str] = []


class ProgressReportFilters(PublicFilterSet):
    commitment = a_commitment()
    organisation = an_organisation()
    period = a_period()
    self_rating = ChoiceFilter(choices=SelfRating.choices, label="Self-rating")
    recommendation = a_recommendation()

    class Meta:
        model = ProgressReport
        fields: list[str] = []


class TargetDateFilters(PublicFilterSet):
    commitment = a_commitment()
    organisation = an_organisation()
    period = a_period()

    class Meta:
        model = TargetDate
        fields: list[str] = []


class AdditionalInformationFilters(PublicFilterSet):
    recommendation = a_recommendation()
    organisation = an_organisation()
    period = a_period()

    class Meta:
        model = AdditionalInformation
        fields: list[str] = []


class AssessmentFilters(PublicFilterSet):
    recommendation = a_recommendation()
    period = a_period()
    rating = ChoiceFilter(choices=Rating.choices, label="Rating")

    class Meta:
        model = Assessment
        fields: list[str] = []


class EditionFilters(PublicFilterSet):
    period = a_period()

    class Meta:
        model = Edition
        fields: list[str] = []


class ChangeFilters(PublicFilterSet):
    kind = ChoiceFilter(choices=Change.Kind.choices, label="Kind")
    recommendation = a_recommendation(method="about")
    organisation = an_organisation()
    period = a_period()

    class Meta:
        model = Change
        fields: list[str] = []

    def about(self, changes: ChangeQuerySet, _: str, recommendation: Recommendation) -> ChangeQuerySet:
        return changes.about(recommendation)


class FollowedChangeFilters(ChangeFilters):
    """For whoever reads on from where it stopped."""

    commitment = a_commitment()
    edition = Number(
        "Give the number of an edition, such as 2.",
        field_name="edition__number",
        label="Changes that an edition of this number told, of whichever period",
    )
    since = Above(
        "Give the id of the last change that you have, not a date.",
        field_name="pk",
        label="Changes with a higher id than this",
    )
