"""How every list of the record may be narrowed, on pages and in the API alike.

What a filter names must exist: a slip of the pen is an error and never looks like "nothing found". A period that is not
published does not exist here.
"""

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from organisations.models import Organisation

from .models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    CommitmentQuerySet,
    Mapping,
    Period,
    ProgressReport,
    Rating,
    Recommendation,
    SelfRating,
    Sufficiency,
)


def a_recommendation(**options: str) -> ModelChoiceFilter:
    """By its number."""
    queryset = Recommendation.objects.all()
    return ModelChoiceFilter(queryset=queryset, to_field_name="number", label="Recommendation", **options)


def a_commitment() -> ModelChoiceFilter:
    """By its number."""
    return ModelChoiceFilter(queryset=Commitment.objects.all(), to_field_name="number", label="Commitment")


def an_organisation() -> ModelChoiceFilter:
    """By its slug."""
    return ModelChoiceFilter(queryset=Organisation.objects.all(), to_field_name="slug", label="Organisation")


class LeadIterator(ModelChoiceIterator):
    """Offers those who lead something. Any other may be asked for too, and gives an empty list."""

    def __init__(self, field: "LeadField") -> None:
        super().__init__(field)
        self.queryset = field.queryset.filter(commitments__isnull=False).distinct()


class LeadField(ModelChoiceField):
    iterator = LeadIterator


class LeadFilter(ModelChoiceFilter):
    field_class = LeadField


def a_lead_organisation(**options: str) -> LeadFilter:
    """By its slug."""
    queryset = Organisation.objects.all()
    return LeadFilter(queryset=queryset, to_field_name="slug", label="Lead organisation", **options)


def a_period(**options: str) -> ModelChoiceFilter:
    """By its position date, as 2014-09-30."""
    queryset = Period.objects.published()
    return ModelChoiceFilter(queryset=queryset, to_field_name="position_date", label="Period", **options)


class RecommendationFilters(FilterSet):
    rating = ChoiceFilter(choices=Rating.choices, method="rated", label="Rating")
    sufficiency = ChoiceFilter(choices=Sufficiency.choices, label="Sufficiency")
    organisation = a_lead_organisation(method="led_by")
    period = a_period(method="assessed_in")

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def rated(self, queryset: QuerySet[Recommendation], name: str, value: str) -> QuerySet[Recommendation]:
        """Those rated so in the period that is asked for, else in the latest published one."""
        period = self.form.cleaned_data.get("period") or Period.objects.latest_published()
        assessed = assessments_of(period)
        rated = Exists(assessed.filter(rating=value))
        if value == Rating.NOT_ASSESSED:
            return queryset.filter(rated | ~Exists(assessed))
        return queryset.filter(rated)

    def led_by(self, queryset: QuerySet[Recommendation], name: str, value: Organisation) -> QuerySet[Recommendation]:
        """Those with a commitment that the organisation leads."""
        led = Mapping.objects.belonging().filter(recommendation=OuterRef("pk"), commitment__lead_organisations=value)
        return queryset.filter(Exists(led))

    def assessed_in(self, queryset: QuerySet[Recommendation], name: str, value: Period) -> QuerySet[Recommendation]:
        """Those that the panel assessed in the period. With a rating, `rated` has answered already."""
        if self.form.cleaned_data.get("rating"):
            return queryset
        return queryset.filter(Exists(assessments_of(value)))


def assessments_of(period: Period | None) -> QuerySet[Assessment]:
    """Published assessments, in one period, of the recommendation that stands outside the query."""
    return Assessment.objects.published().filter(period=period, recommendation=OuterRef("pk"))


class CommitmentFilters(FilterSet):
    kind = ChoiceFilter(choices=Commitment.Kind.choices, label="Kind")
    recommendation = a_recommendation(method="belonging_to")
    lead_organisation = a_lead_organisation(field_name="lead_organisations")
    status = ChoiceFilter(choices=SelfRating.choices, method="standing_at", label="Status")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def belonging_to(self, queryset: CommitmentQuerySet, name: str, value: Recommendation) -> CommitmentQuerySet:
        """Those that belong to the recommendation."""
        return queryset.filter(
            Exists(Mapping.objects.belonging().filter(commitment=OuterRef("pk"), recommendation=value))
        )

    def standing_at(self, queryset: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:
        """Those whose reports of the latest published period come to this status together."""
        return queryset.with_status().filter(status=value)  # type: ignore[misc]


class PeriodFilters(FilterSet):
    state = ChoiceFilter(choices=Period.State.choices, label="State")

    class Meta:
        model = Period
        fields: list[str] = []


class ProgressReportFilters(FilterSet):
    commitment = a_commitment()
    organisation = an_organisation()
    period = a_period()
    self_rating = ChoiceFilter(choices=SelfRating.choices, label="Self-rating")
    recommendation = a_recommendation()

    class Meta:
        model = ProgressReport
        fields: list[str] = []


class AdditionalInformationFilters(FilterSet):
    recommendation = a_recommendation()
    organisation = an_organisation()
    period = a_period()

    class Meta:
        model = AdditionalInformation
        fields: list[str] = []


class AssessmentFilters(FilterSet):
    recommendation = a_recommendation()
    period = a_period()
    rating = ChoiceFilter(choices=Rating.choices, label="Rating")

    class Meta:
        model = Assessment
        fields: list[str] = []
