"""The recommendations and the commitments."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from caldicott.search import marked
from organisations.models import Organisation
from recommendations.models import Commitment, Rating, Recommendation, SelfRating

from ..asked import Asked
from ..result import Result
from .source import Source


class Recommendations(Source):
    kind = "recommendation"
    one = "Recommendation"
    many = "Recommendations"
    listed = "recommendations"
    searched = Recommendation.SEARCHED
    weight = 4.0
    title = ("title",)

    def published(self) -> QuerySet[Any]:
        return Recommendation.objects.all()

    def shown(self) -> QuerySet[Any]:
        return Recommendation.objects.with_rating()

    def named(self, asked: Asked) -> Q:
        return Q(number=asked.recommendation) if asked.recommendation else Q()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {
            "number": "number",
            "title": marked("title", asked.query),
            "rating": "rating",
            "headline": self.headline(asked, "title"),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        recommendation = Recommendation(number=facts["number"], title=facts["title"])
        return Result(
            kind=self.one,
            title=str(recommendation),
            address=recommendation.get_absolute_url(),
            headline=facts["headline"],
            rating=Rating(facts["rating"]),
        )


class Commitments(Source):
    kind = "commitment"
    one = "Commitment"
    many = "Commitments"
    listed = "commitments"
    searched = Commitment.SEARCHED
    weight = 2.0

    def published(self) -> QuerySet[Any]:
        return Commitment.objects.all()

    def shown(self) -> QuerySet[Any]:
        leads = Organisation.objects.filter(commitments=OuterRef("pk")).order_by("name")
        return Commitment.objects.with_status().annotate(leads=ArraySubquery(leads.values("name")))

    def named(self, asked: Asked) -> Q:
        return Q(number=asked.commitment) if asked.commitment else Q()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {
            "number": "number",
            "kind": "kind",
            "leads": "leads",
            "status": "status",
            "headline": self.headline(asked),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        commitment = Commitment(number=facts["number"], kind=facts["kind"])
        expected = commitment.kind == Commitment.Kind.EXPECTATION
        return Result(
            kind=commitment.get_kind_display(),
            title=str(commitment),
            address=commitment.get_absolute_url(),
            where=(f"{'asked of' if expected else 'led by'} {', '.join(facts['leads'])}",) if facts["leads"] else (),
            headline=facts["headline"],
            status=SelfRating(facts["status"]),
        )
