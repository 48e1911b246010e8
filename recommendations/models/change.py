"""What changed on the public record, in the order in which it was published."""

import datetime
from collections.abc import Callable, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, OuterRef, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from caldicott.govuk.words import date_in_words, enumerated
from organisations.models import Organisation

from .additional_information import AdditionalInformation
from .assessment import Rating
from .commitment import Commitment, Mapping
from .edition import Edition
from .period import Period
from .recommendation import Recommendation
from .self_rating import SelfRating


class ChangeQuerySet(models.QuerySet["Change"]):
    def published(self) -> "ChangeQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED)

    def about(self, recommendation: Recommendation) -> "ChangeQuerySet":
        """On it, or on a date by which something is expected that it asked for: such a date names no recommendation."""
        asked_for = Mapping.objects.belonging().filter(recommendation=recommendation).values("commitment")
        return self.filter(Q(recommendation=recommendation) | Q(kind=ChangeKind.TARGET_DATE, commitment__in=asked_for))

    def with_recommendations(self) -> "ChangeQuerySet":
        """Each with `recommendations`, the numbers of those that it is about, as `about` has it; null where of none."""
        places = Mapping.objects.belonging().filter(commitment=OuterRef("commitment"), recommendation__isnull=False)
        asked_for = ArraySubquery(places.order_by("recommendation").values("recommendation"))
        its_own = Func("recommendation", template="ARRAY[%(expressions)s]")
        about = Case(
            When(kind=ChangeKind.TARGET_DATE, then=asked_for),
            When(recommendation__isnull=False, then=its_own),
            output_field=ArrayField(models.PositiveSmallIntegerField()),
        )
        return self.annotate(recommendations=about)


class ChangeKind(models.TextChoices):
    PERIOD = "period", "Period published"
    ASSESSMENT = "assessment", "The panel’s conclusion"
    SELF_RATING = "self_rating", "What was reported"
    ADDITIONAL_INFORMATION = "additional_information", "Additional information"
    TARGET_DATE = "target_date", "Expected date"
    EDITION = "edition", "Corrected edition"


# What else a correction may change beside the value that a change is told by, as it stands in a sentence.
BESIDE = {
    "conclusion": "the conclusion",
    "narrative": "the text",
    "rating_basis": "where the rating comes from",
    "done": "what was done",
    "next_steps": "what comes next",
    "nil_reason": "why there is nothing to report",
    "expected_on": "the expected date",
    "expected_by": "the expected date",
    "previously_on": "the date that it moved from",
    "number": "how often it has moved",
    "reason": "why it moved",
    "evidence": "the evidence",
}


class Change(models.Model):
    """One thing that a publication told anew: what it was before, and what it is after.

    `before` and `after` hold the facts by their names in the API, such as `{"rating": "amber", "conclusion": "…"}`;
    null where there was none. Rows are only ever added, so that a reader can go on from the last id that it saw.
    """

    Kind = ChangeKind

    at = models.DateTimeField(db_default=Now(), help_text="When it was published here.")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="changes")
    edition = models.ForeignKey(
        Edition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
        help_text="The edition that told it.",
    )
    kind = models.CharField(max_length=22, choices=Kind)
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="For a correction: why.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=False)
                | Q(before__isnull=False, after__isnull=True)
                | (Q(before__isnull=False, after__isnull=False) & ~Q(before=models.F("after"))),
                name="a_change_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.commitment or self.recommendation or self.period}"

    def get_absolute_url(self) -> str:
        """The page of what changed; of an edition, its differences from the one before."""
        if self.kind == self.Kind.EDITION and self.after:
            return reverse("edition-differences", args=[self.period.slug, self.after["edition"]])
        return (self.commitment or self.recommendation or self.period).get_absolute_url()

    @property
    def published_on(self) -> datetime.date:
        """The day of the publication, in London."""
        return timezone.localdate(self.at)

    @property
    def is_correction(self) -> bool:
        """Whether it corrects what was published: only a correction has a reason."""
        return bool(self.reason)

    @property
    def subject(self) -> str:
        """What changed: "Recommendation 7: Explaining", "Commitment 56 under recommendation 4, NHS England"."""
        if self.kind in (self.Kind.PERIOD, self.Kind.EDITION):
            return str(self.period)
        if self.kind == self.Kind.ASSESSMENT:
            return str(self.recommendation or "The system overall")
        if self.kind == self.Kind.TARGET_DATE:
            return f"Expected date of {self.commitment}, {self._who}"
        under = f"recommendation {self.recommendation_id}" if self.recommendation_id else "the Introduction"
        if self.kind == self.Kind.ADDITIONAL_INFORMATION:
            return f"{self._additional} on {under}, {self._who}"
        row = str(self.commitment or "Row without a number")
        return f"{row} under {under}, {self._who}"

    @property
    def in_words(self) -> str:
        """How it changed, to follow its subject: "from amber to amber-green", "still amber; the text has changed"."""
        return f"{self.moved}; {self.beside}" if self.beside and not self._is_told_by_the_value else self.moved

    @property
    def moved(self) -> str:
        """How that changed by which it is told, whatever else did: "from amber to amber-green", "still amber"."""
        if self.kind == self.Kind.PERIOD:
            return "published"
        if self.kind == self.Kind.EDITION:
            then, now = ((facts or {}).get("edition") for facts in (self.before, self.after))
            return f"edition {now} corrects edition {then}"
        if self.kind == self.Kind.ADDITIONAL_INFORMATION:
            return self.as_a_whole
        if self.kind == self.Kind.TARGET_DATE:
            return self._between("expected_on", date_in_words, new="a new date", gone="no date any more")
        if self.kind == self.Kind.ASSESSMENT:
            return self._between("rating", label_of(Rating), new="a new assessment", gone="no assessment any more")
        return self._between("self_rating", label_of(SelfRating), new="a new report", gone="no report any more")

    @property
    def as_a_whole(self) -> str:
        """The same whatever was in it: "corrected", "added", "taken out"."""
        return "corrected" if self.before and self.after else "added" if self.after else "taken out"

    @property
    def changed_beside(self) -> Sequence[str]:
        """The names of the facts that are told otherwise beside that, where something was told before and still is."""
        before, after = self.before, self.after
        if not before or not after:
            return ()
        value = "expected_on" if self.kind == self.Kind.TARGET_DATE else ""
        return [name for name in BESIDE if name != value and before.get(name) != after.get(name)]

    @property
    def beside(self) -> str:
        """The same as a sentence: "the conclusion and the text have changed"; empty where nothing else did."""
        words = list(dict.fromkeys(BESIDE[name] for name in self.changed_beside))
        return f"{enumerated(words)} {'has' if len(words) == 1 else 'have'} changed" if words else ""

    @property
    def _is_told_by_the_value(self) -> bool:
        """Whether the value says enough: that the conclusion is another goes without saying where the rating moved."""
        return not self.moved.startswith("still ") and list(self.changed_beside) == ["conclusion"]

    @property
    def _who(self) -> str:
        return self.organisation.name if self.organisation else "not named"

    @property
    def _additional(self) -> str:
        """What was added, by its kind."""
        facts = self.after or self.before or {}
        return str(AdditionalInformation.Kind(facts.get("kind", AdditionalInformation.Kind.ADDITIONAL)).label)

    @property
    def conclusions(self) -> list[tuple[str, str]]:
        """What the panel says and what it said, to be quoted exactly, each with the words that lead to it."""
        then, now = ((facts or {}).get("conclusion") for facts in (self.before, self.after))
        if then == now or not then:
            return [("The panel still says" if then else "The panel says", now)] if now else []
        return [("The panel now says", now), ("before, it said", then)] if now else [("Before, the panel said", then)]

    def _between(self, name: str, in_words: Callable[[str], str], new: str, gone: str) -> str:
        """From the value before to the value after."""
        then, now = (in_words(facts[name]) if facts else None for facts in (self.before, self.after))
        if then is None:
            return f"{new}, {now}"
        if now is None:
            return f"{gone}; before, {then}"
        return f"still {now}" if then == now else f"from {then} to {now}"


def label_of(values: type[models.TextChoices]) -> Callable[[str], str]:
    """What gives the label of a value as it stands in a sentence."""
    return lambda value: str(values(value).label).lower()
