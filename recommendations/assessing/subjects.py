"""What there is to assess for a period: each recommendation, then the system overall, with how far each is."""

from collections import Counter
from dataclasses import dataclass

from recommendations.models import Assessment, Period, Recommendation

NOT_BEGUN = "not_begun"
LABELS = {NOT_BEGUN: "Not begun", **dict(Assessment.State.choices)}
OVERALL = "overall"  # in addresses, in the place of a recommendation's number


@dataclass(frozen=True)
class Subject:
    recommendation: Recommendation | None
    assessment: Assessment | None

    @property
    def about(self) -> str:
        """As addresses have it."""
        return str(self.recommendation.number) if self.recommendation else OVERALL

    @property
    def label(self) -> str:
        return str(self.recommendation or "The system overall")

    @property
    def state(self) -> str:
        return self.assessment.state if self.assessment else NOT_BEGUN

    @property
    def state_label(self) -> str:
        return LABELS[self.state]


def subjects_of(period: Period) -> list[Subject]:
    """Two queries."""
    assessments = {each.recommendation_id: each for each in Assessment.objects.filter(period=period)}
    asked: list[Recommendation | None] = [*Recommendation.objects.order_by("number"), None]
    return [Subject(each, assessments.get(each.pk if each else None)) for each in asked]


def numbers_by_state(subjects: list[Subject]) -> list[tuple[str, int]]:
    """How many are in each state, by its word; every state but the last, which all have together, is named."""
    counts = Counter(subject.state for subject in subjects)
    return [(label, counts[state]) for state, label in LABELS.items() if counts[state] or state != "published"]
