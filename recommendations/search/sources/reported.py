"""What was reported, what was added, and what the panel concluded: of published periods only."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Func, QuerySet, TextField

from caldicott.govuk.words import date_in_words
from caldicott.search import marked, searched
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Period,
    ProgressReport,
    Rating,
    Recommendation,
    SelfRating,
)

from ..asked import Asked
from ..result import Result
from .source import Source

NOBODY = "not named"
# The columns by which a row's place on the site is told.
PLACE = {
    "period": "period__position_date",
    "recommendation": "recommendation_id",
    "recommendation_title": "recommendation__title",
}


class InWords(Func):
    """A date as it is written: 30 September 2014."""

    template = "TO_CHAR(%(expressions)s, 'FMDD FMMonth YYYY')"
    output_field = TextField()


class ProgressReports(Source):
    kind = "progress-report"
    one = "Progress report"
    many = "Progress reports"
    searched = ProgressReport.SEARCHED
    latest = ("-period__position_date", "-public_id")
    alike = ("commitment",)

    def published(self) -> QuerySet[Any]:
        return ProgressReport.objects.published()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {
            **PLACE,
            "commitment": "commitment_id",
            "commitment_kind": "commitment__kind",
            "organisation": "organisation__name",
            "self_rating": "self_rating",
            "headline": self.headline(asked),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        commitment = None
        if facts["commitment"]:
            commitment = Commitment(number=facts["commitment"], kind=facts["commitment_kind"])
        period, recommendation = _period(facts), _recommendation(facts)
        report = ProgressReport(commitment=commitment, recommendation=recommendation, period=period)
        return Result(
            kind=self.one,
            title=f"{commitment or 'A row without a number'}: {facts['organisation'] or NOBODY}",
            address=report.get_absolute_url(),
            where=(f"under {_under(recommendation)}", _position(period)),
            headline=facts["headline"],
            status=SelfRating(facts["self_rating"]),
        )


class Additions(Source):
    kind = "additional-information"
    one = "Additional information"
    many = "Additional information"
    searched = AdditionalInformation.SEARCHED
    latest = ("-period__position_date", "-public_id")
    alike = ("recommendation",)

    def published(self) -> QuerySet[Any]:
        return AdditionalInformation.objects.published()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {**PLACE, "organisation": "organisation__name", "kind": "kind", "headline": self.headline(asked)}

    def tell(self, facts: Mapping[str, Any]) -> Result:
        period, recommendation = _period(facts), _recommendation(facts)
        addition = AdditionalInformation(recommendation=recommendation, period=period, kind=facts["kind"])
        return Result(
            kind=addition.get_kind_display(),
            title=f"{recommendation or 'The Introduction'}: {facts['organisation'] or NOBODY}",
            address=addition.get_absolute_url(),
            where=(_position(period),),
            headline=facts["headline"],
        )


class Assessments(Source):
    kind = "assessment"
    one = "Assessment by the panel"
    many = "Assessments by the panel"
    searched = Assessment.SEARCHED
    weight = 1.5
    latest = ("-period__position_date", "-public_id")
    alike = ("recommendation",)

    def published(self) -> QuerySet[Any]:
        return Assessment.objects.published()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {
            **PLACE,
            "conclusion": marked("conclusion", asked.query),
            "rating": "rating",
            "headline": self.headline(asked, "conclusion"),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        period, recommendation = _period(facts), _recommendation(facts)
        assessment = Assessment(recommendation=recommendation, period=period)
        return Result(
            kind=self.one,
            title=str(recommendation or "The system overall"),
            address=assessment.get_absolute_url(),
            where=(_position(period),),
            quoted=facts["conclusion"],
            headline=facts["headline"],
            rating=Rating(facts["rating"]),
        )


class Periods(Source):
    kind = "period"
    one = "Period"
    many = "Periods"
    searched = searched(["date"], ["note"])
    weight = 3.0
    title = ("date",)
    alike = ()

    def published(self) -> QuerySet[Any]:
        return Period.objects.published().annotate(date=InWords("position_date"))

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {"period": "position_date", "headline": self.headline(asked, "date")}

    def tell(self, facts: Mapping[str, Any]) -> Result:
        period = _period(facts)
        return Result(
            kind=self.one,
            title=period.label,
            address=period.get_absolute_url(),
            headline=facts["headline"],
        )


def _period(facts: Mapping[str, Any]) -> Period:
    return Period(position_date=datetime.date.fromisoformat(facts["period"]))


def _position(period: Period) -> str:
    return f"position at {date_in_words(period.position_date)}"


def _recommendation(facts: Mapping[str, Any]) -> Recommendation | None:
    if facts["recommendation"] is None:
        return None
    return Recommendation(number=facts["recommendation"], title=facts["recommendation_title"])


def _under(recommendation: Recommendation | None) -> str:
    return str(recommendation) if recommendation else "the Introduction"
