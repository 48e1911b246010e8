"""The 84 numbered items of the Government's response, who leads each, and which recommendations each belongs to."""

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from caldicott.search import searched
from organisations.models import Organisation, Succession
from organisations.models.belonging import Day, Followed

from .period import Period
from .self_rating import SelfRating
from .wording import Worded


class StatusChange(models.TextChoices):
    """Whether the status of a commitment is another than in the published period before."""

    CHANGED = "changed", "Changed since the period before"
    SAME = "same", "As before"
    NOTHING_BEFORE = "nothing_before", "Nothing to compare with"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def with_status(self, period: Period | None = None) -> "CommitmentQuerySet":
        """Each with `status`: what the reports of a published period say together, else of the latest published one.

        Reports that tell nothing are left aside, then unclear ones; if the rest agree, that is the status; if they
        differ, some of it is done and some not, so it is in progress. Nothing reported at all is `not_reported`.
        """
        of = period or Subquery(Period.objects.published().order_by("-position_date").values("pk")[:1])
        return self.annotate(status=_status_in(of))

    def with_change(self) -> "CommitmentQuerySet":
        """Each with its `status`, with `status_before` in the published period before, and with its `change`.

        Where there is no period before, `status_before` is null.
        """
        before = Period.objects.published().order_by("-position_date").values("pk")[1:2]
        now: Any = self.with_status()
        return now.annotate(
            status_before=Case(When(Exists(before), then=_status_in(Subquery(before))), default=None),
            change=Case(
                When(status_before__isnull=True, then=Value(StatusChange.NOTHING_BEFORE)),
                When(status_before=F("status"), then=Value(StatusChange.SAME)),
                default=Value(StatusChange.CHANGED),
                output_field=models.CharField(),
            ),
        )

    def with_places(self) -> "CommitmentQuerySet":
        """Each with `places`, the numbers of the recommendations that it belongs to, and `leads`, its leads' slugs."""
        belonging = Mapping.objects.belonging().filter(commitment=OuterRef("pk"), recommendation__isnull=False)
        leads = Organisation.objects.filter(commitments=OuterRef("pk")).order_by("slug")
        return self.annotate(
            places=ArraySubquery(belonging.order_by("recommendation").values_list("recommendation", flat=True)),
            leads=ArraySubquery(leads.values_list("slug", flat=True)),
        )

    def with_conclusions(self) -> "CommitmentQuerySet":
        """Each with what the panel concluded in the latest published period on each recommendation that it belongs to.

        These are in `concluded`, as dictionaries with a `number`, a `rating` and a `conclusion`, in the order of
        `places`. `ratings` are the ratings alone.
        """
        from .assessment import Assessment, Rating

        latest = Period.objects.published().order_by("-position_date").values("pk")[:1]
        here = {"period": Subquery(latest), "recommendation": OuterRef("recommendation")}
        assessed = Assessment.objects.published().filter(**here)
        belonging = Mapping.objects.belonging().filter(commitment=OuterRef("pk"), recommendation__isnull=False)
        rated = belonging.order_by("recommendation").annotate(
            rating=Coalesce(Subquery(assessed.values("rating")[:1]), Value(Rating.NOT_ASSESSED.value)),
            conclusion=Coalesce(Subquery(assessed.values("conclusion")[:1]), Value("")),
        )
        facts = JSONObject(number="recommendation", rating="rating", conclusion="conclusion")
        return self.annotate(
            concluded=ArraySubquery(rated.values_list(facts)),
            ratings=ArraySubquery(rated.values_list("rating", flat=True)),
        )

    def with_owing(self, organisation: Organisation, on: Day) -> "CommitmentQuerySet":
        """Each with whether the organisation owes a report on it on this day, and why.

        It owes one on what it leads (`led`), or what a body led from which it has taken over by then, and on what a
        collective leads that it belongs to on that day, itself or through another collective, or which one of these has
        succeeded: those that lead it are in `through`, as dictionaries with a `name` and a `slug`. `owed` is either.
        Whoever has been succeeded owes nothing.
        """
        itself = Organisation.objects.filter(pk=organisation.pk)
        through = Commitment.lead_organisations.through.objects.filter(commitment=OuterRef("pk"))
        own, asked_as = Organisation.objects.stood_for_by(itself, on), Organisation.objects.asked_as(itself, on)
        led = Exists(through.filter(organisation__in=own))
        others = asked_as.exclude(pk__in=own.values("pk"))
        leading = others.filter(commitments=OuterRef("pk")).order_by("name")
        return self.annotate(
            led=led,
            through=ArraySubquery(leading.values_list(JSONObject(name="name", slug="slug"))),
            owed=Exists(through.filter(organisation__in=asked_as)),
        )

    def with_reports_by(self, organisation: Organisation) -> "CommitmentQuerySet":
        """Each with what the organisation's own reports on it said in each published period.

        `told` is what they say together, as dictionaries with a `period` and a `rating`; `reported_in` are the periods
        with a row of its own, even one that reports nothing.
        """
        from .progress_report import ProgressReport

        reports = ProgressReport.objects.published().filter(commitment=OuterRef("pk"), organisation=organisation)
        rows = reports.order_by("period").values_list("period", flat=True)
        said = reports.saying_together("period").annotate(said=JSONObject(period="period", rating="together"))
        return self.annotate(
            told=ArraySubquery(said.values_list("said", flat=True)), reported_in=ArraySubquery(rows.distinct())
        )


def _status_in(period: Period | Subquery) -> Coalesce:
    """What the published reports of a period on each commitment say together."""
    from .progress_report import ProgressReport

    reports = ProgressReport.objects.published().filter(commitment=OuterRef("pk"), period=period)
    return Coalesce(Subquery(reports.saying_together("commitment")), Value(SelfRating.NOT_REPORTED.value))


class CommitmentKind(models.TextChoices):
    COMMITMENT = "commitment", "Commitment"
    EXPECTATION = "expectation", "Expectation"


COMMITMENT_WORDS = searched(["summary"], ["official_wording"], ["note"])


class Commitment(Worded):
    Kind = CommitmentKind

    number = models.PositiveSmallIntegerField(primary_key=True)
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        help_text="A commitment is what a body said it would do; an expectation is what others expect of it.",
    )
    lead_organisations = models.ManyToManyField(
        Organisation, through="recommendations.CommitmentLead", related_name="commitments"
    )
    note = models.TextField(blank=True, help_text="Where the annexes tell differently of it.")

    status: str  # only of those fetched `with_status`
    status_before: str | None  # this and the next only of those fetched `with_change`
    change: str
    places: list[int]  # only of those fetched `with_places`
    concluded: list[dict[str, Any]]  # this and the next only of those fetched `with_conclusions`
    ratings: list[str]
    led: bool  # these three only of those fetched `with_owing`
    through: list[dict[str, str]]
    owed: bool
    told: list[dict[str, Any]]  # this and the next only of those fetched `with_reports_by`
    reported_in: list[int]

    objects = CommitmentQuerySet.as_manager()

    SEARCHED = COMMITMENT_WORDS

    class Meta:
        ordering = ["number"]
        indexes = [COMMITMENT_WORDS.index("commitment_words")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="commitments_count_from_one"),
            models.CheckConstraint(condition=Q(kind__in=CommitmentKind.values), name="commitment_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.number])

    def taken_over(self) -> models.QuerySet[Succession]:
        """Who took over from its leads on which day, and from those later, in the order of the days."""
        leads = Organisation.objects.filter(commitments=self)
        heirs = Followed(leads, datetime.date.max, source="predecessor", target="successor")
        passed = Succession.objects.filter(Q(predecessor__in=leads.values("pk")) | Q(predecessor__in=heirs))
        return passed.filter(since__isnull=False).select_related("predecessor", "successor").order_by("since", "pk")

    @property
    def status_label(self) -> str:
        """The word for `status`."""
        return str(SelfRating(self.status).label)

    @property
    def status_before_label(self) -> str:
        """The word for `status_before`; none where that is null."""
        return str(SelfRating(self.status_before).label) if self.status_before else ""

    @property
    def recommendation_numbers(self) -> list[int]:
        """Those it belongs to by Table B; empty for the Introduction. Reads `mappings`, so prefetch them."""
        return [
            mapping.recommendation_id
            for mapping in self.mappings.all()
            if mapping.in_table_b and mapping.recommendation_id is not None
        ]

    @property
    def section(self) -> str:
        """`introduction` or `recommendations`: where the response places it."""
        return "recommendations" if self.recommendation_numbers else "introduction"


class CommitmentLead(models.Model):
    """Who was named as a lead when the commitment was made. It stays, whoever takes over.

    Who holds it since when follows from the successions of organisations, and from them alone: see
    `Commitment.taken_over`.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="leads_named")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments_led")

    class Meta:
        # The table that the plain relation had: what was loaded before stays where it is.
        db_table = "recommendations_commitment_lead_organisations"
        ordering = ["commitment", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organisation"],
                name="a_lead_is_named_once",
                violation_error_message="This organisation leads it already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} leads {self.commitment}"


class MappingQuerySet(models.QuerySet["Mapping"]):
    def belonging(self) -> "MappingQuerySet":
        """Those by which a commitment belongs to a recommendation: what Table B says."""
        return self.filter(in_table_b=True)


class Mapping(models.Model):
    """One commitment under one recommendation, and which annexes show it there.

    Table B of Annex 2 is the response's own mapping and decides what belongs where. Annex 1 leaves some out and shows
    one more; both are recorded.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="mappings")
    recommendation = models.ForeignKey(
        "recommendations.Recommendation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mappings",
        help_text="Empty for the Introduction.",
    )
    in_table_b = models.BooleanField("in Annex 2, Table B", default=True)
    in_annex_1 = models.BooleanField("a row of Annex 1", default=True)

    objects = MappingQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "commitment"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "recommendation"], nulls_distinct=False, name="a_mapping_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(in_table_b=True) | Q(in_annex_1=True),
                name="a_mapping_has_a_witness",
                violation_error_message="Say which of the two annexes shows it.",
            ),
        ]

    def __str__(self) -> str:
        under = f"recommendation {self.recommendation_id}" if self.recommendation_id else "the Introduction"
        return f"{self.commitment_id} under {under}"
