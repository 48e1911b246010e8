"""What stands before the annexes, from the record: what the report comes to, and how many of whom reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from organisations.models import Organisation
from organisations.models.organisation import OrganisationKind
from recommendations.models import Period, Recommendation, SelfRating
from recommendations.models.standing import Standing, with_standing

from ..document.cover import Asked, Conclusion, Cover
from .plain import judgement_of


def cover_of(period: Period, recommendations: Iterable[Recommendation]) -> Cover:
    """In three queries."""
    assessments = {each.recommendation_id: each for each in period.assessments.published()}
    rows = period.progress_reports.published().aggregate(
        all=Count("pk"),
        nil_returns=Count("pk", filter=Q(self_rating=SelfRating.NOT_REPORTED)),
    )
    asked, unasked = _by_kind(period)
    return Cover(
        slug=period.slug,
        position_date=period.position_date,
        note=period.note,
        overall=judgement_of(assessments.get(None)),
        conclusions=tuple(
            Conclusion(each.number, each.title, judgement_of(assessments.get(each.number))) for each in recommendations
        ),
        asked=tuple(asked),
        reported_unasked=unasked,
        rows=rows["all"],
        nil_returns=rows["nil_returns"],
    )


def _by_kind(period: Period) -> tuple[list[Asked], int]:
    """Those asked by kind of body, in the order of the kinds, and how many reported without being asked."""
    standing = with_standing(Organisation.objects.all(), period).order_by()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    unasked = 0
    for kind, asked, stands, bodies in standing.values_list("kind", "asked", "standing").annotate(bodies=Count("pk")):
        # Who has an empty row was asked for it.
        if asked or stands == Standing.NOTHING_REPORTED:
            found[kind][stands] += bodies
        elif stands == Standing.REPORTED:
            unasked += bodies
    return [_asked(kind, found[kind]) for kind in Organisation.Kind if kind in found], unasked


def _asked(kind: OrganisationKind, standings: Counter[str]) -> Asked:
    return Asked(
        str(kind.label),
        standings.total(),
        standings[Standing.REPORTED],
        standings[Standing.NOTHING_REPORTED],
        standings[Standing.NO_REPORT],
    )
