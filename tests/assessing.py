"""A sample recommendation in an open period, with those who write of it and agree: what tests of assessing begin with.

Later states are reached by the actions that people use.
"""

from dataclasses import dataclass
from typing import Any

from organisations.models import Role, User
from recommendations.assessing.agreeing import agree_assessment, withdraw_agreement
from recommendations.assessing.writing import Words, write_assessment
from recommendations.models import Agreement, Assessment, Period, Recommendation
from tests import factories as f
from tests.returning import open_period, person

WORDS = Words("A sample of what the panel saw.", "Some progress", "amber")
OTHER = Words("Another sample of what the panel saw.", "Some progress", "amber")


@dataclass
class Room:
    """Where the panel assesses one recommendation, or with None the system overall, in one period."""

    period: Period
    recommendation: Recommendation | None
    member: User
    other_member: User
    chair: User

    @classmethod
    def make(cls, *, overall: bool = False, **period: Any) -> "Room":
        return cls(
            period=open_period(**period),
            recommendation=None if overall else f.RecommendationFactory(),
            member=person(Role.PANEL_MEMBER, name="Sample member", is_staff=True),
            other_member=person(Role.PANEL_MEMBER, name="Sample other member", is_staff=True),
            chair=person(Role.CHAIR, name="Sample chair", is_staff=True),
        )

    @property
    def assessment(self) -> Assessment:
        return Assessment.objects.get(period=self.period, recommendation=self.recommendation)

    @property
    def version(self) -> int:
        """Of what is there now."""
        found = Assessment.objects.filter(period=self.period, recommendation=self.recommendation).first()
        return found.version if found else 0

    def write(self, words: Words = WORDS, **options: Any) -> Assessment:
        """As the member, begun from what is there unless a version is given."""
        return write_assessment(
            period=self.period,
            recommendation=self.recommendation,
            words=words,
            seen_version=options.pop("seen_version", self.version),
            by=options.pop("by", self.member),
            **options,
        )

    def agree(self, **options: Any) -> Agreement:
        return agree_assessment(
            assessment=options.pop("assessment", None) or self.assessment,
            seen_version=options.pop("seen_version", self.version),
            by=options.pop("by", self.chair),
        )

    def withdraw(self, **options: Any) -> Agreement:
        return withdraw_agreement(
            assessment=options.pop("assessment", None) or self.assessment,
            seen_version=options.pop("seen_version", self.version),
            reason=options.pop("reason", "A sample reason."),
            by=options.pop("by", self.chair),
        )
