"""What stands before the annexes, from the record: what the report comes to, and how many of whom reported."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q

from organisations.models import Organisation
from recommendations.models import Commitment, Period, Recommendation, SelfRating

from ..document.cover import Asked, Conclusion, Cover
from .plain import judgement_of


def cover_of(period: Period, recommendations: Iterable[Recommendation]) -> Cover:
    """In three queries."""
    assessments = {each.recommendation_id: each for each in period.assessments.published()}
    rows = period.progress_reports.published().aggregate(
        all=Count("pk"),
        nothing=Count("pk", filter=Q(self_rating=SelfRating.NOT_REPORTED)),
    )
    return Cover(
        slug=period.slug,
        position_date=period.position_date,
        note=period.note,
        overall=judgement_of(assessments.get(None)),
        conclusions=tuple(
            Conclusion(each.number, each.title, judgement_of(assessments.get(each.number))) for each in recommendations
        ),
        asked=tuple(_asked(period)),
        reports=rows["all"],
        reports_of_nothing=rows["nothing"],
    )


def _asked(period: Period) -> Iterable[Asked]:
    """By kind of body, in the order of the kinds."""
    speaking = period.progress_reports.published().exclude(self_rating=SelfRating.NOT_REPORTED)
    leads = Organisation.objects.filter(Exists(Commitment.objects.filter(lead_organisations=OuterRef("pk"))))
    told = leads.annotate(reported=Exists(speaking.filter(organisation=OuterRef("pk"))))
    counts = (
        told.order_by().values_list("kind").annotate(bodies=Count("pk"), speaking=Count("pk", filter=Q(reported=True)))
    )
    found = {kind: (bodies, speaking) for kind, bodies, speaking in counts}
    for kind in Organisation.Kind:
        if kind in found:
            yield Asked(str(kind.label), *found[kind])
