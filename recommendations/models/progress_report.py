"""What one organisation reports on one commitment for one period."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, JSONObject

from caldicott.search import searched
from organisations.models import Organisation

from .commitment import Commitment
from .period import Period
from .published_row import PublishedRow
from .recommendation import Recommendation
from .self_rating import SelfRating
from .wording import Worded


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    def published(self) -> "ProgressReportQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED, state=ProgressReport.State.ACCEPTED)

    def written_at_the_desk(self) -> "ProgressReportQuerySet":
        """Those that an organisation has begun itself: one on each commitment, whatever its state.

        In public a report stands under every recommendation that its commitment belongs to; the others are its copies.
        """
        return self.filter(draft__isnull=False)

    def with_conclusion(self) -> "ProgressReportQuerySet":
        """Each with the panel's `rating` and `conclusion` on the recommendation that it is under, for its period.

        A recommendation that the panel did not assess is `not_assessed`, with an empty conclusion. Both are null under
        the Introduction, which the panel does not assess, and in a period that is not published.
        """
        from .assessment import Assessment, Rating

        # Joined and not sought row by row: a page far down a long list passes over all the rows before it.
        here = Q(
            recommendation__assessments__period=F("period"),
            recommendation__assessments__state=Assessment.State.PUBLISHED,
        )
        assessable = Q(period__state=Period.State.PUBLISHED, recommendation__isnull=False)
        return self.annotate(
            assessed=FilteredRelation("recommendation__assessments", condition=here),
            rating=Case(When(assessable, then=Coalesce("assessed__rating", Value(Rating.NOT_ASSESSED.value)))),
            conclusion=Case(When(assessable, then=Coalesce("assessed__conclusion", Value("")))),
        )

    def with_evidence(self) -> "ProgressReportQuerySet":
        """Each with what it points to as evidence for everybody, in the same query.

        `links` are dictionaries with a `title`, a `url`, a `page` and the day `about_on`, as 2014-09-30.
        """
        from .evidence import Evidence

        facts = JSONObject(title="title", url="url", page="page", about_on="about_on")
        links = Evidence.objects.published().filter(report=OuterRef("pk")).order_by("position")
        return self.annotate(links=ArraySubquery(links.values_list(facts)))

    def saying_together(self, *by: str) -> "QuerySet[ProgressReport, str]":
        """What the reports of each group say together, the groups by the columns named; nothing of a silent group.

        `CommitmentQuerySet.with_status` tells the rule.
        """
        told = self.exclude(self_rating=SelfRating.NOT_REPORTED).order_by().values(*by)
        clear = ~Q(self_rating=SelfRating.UNCLEAR)
        least, most = (extreme("self_rating", filter=clear) for extreme in (Min, Max))
        together = told.annotate(least=least, most=most).annotate(
            together=Case(
                When(least__isnull=True, then=Value(SelfRating.UNCLEAR.value)),
                When(least=F("most"), then=F("least")),
                default=Value(SelfRating.IN_PROGRESS.value),
                output_field=models.CharField(),
            )
        )
        return together.values_list("together", flat=True)


class ReportState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"


PROGRESS_REPORT_WORDS = searched(["summary", "official_wording"], ["done", "next_steps", "nil_reason"], ["note"])


class ProgressReport(Worded, PublishedRow):
    State = ReportState

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="progress_reports")
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="progress_reports",
        help_text="Empty for a row that the response does not number.",
    )
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="progress_reports",
        help_text="Under which it was reported; empty for the Introduction.",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="progress_reports",
        help_text="Who reported; empty where the source names nobody.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    self_rating = models.CharField(max_length=12, choices=SelfRating)
    position = models.PositiveSmallIntegerField(default=0, help_text="The row's place in the source.")
    note = models.TextField(blank=True, help_text="What is peculiar about the row in the source.")
    nil_reason = models.TextField(blank=True, help_text="Why there is nothing to report, in the organisation’s words.")
    done = models.TextField("what was done", blank=True, help_text="In the organisation’s words.")
    next_steps = models.TextField("what comes next", blank=True, help_text="In the organisation’s words.")
    expected_on = models.DateField(
        "expected completion", null=True, blank=True, help_text="By when the organisation expects it to be done."
    )
    as_last_period = models.BooleanField(
        default=False, help_text="Whether the organisation reports the same as for the period before."
    )
    given_here = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether the organisation gave it at its desk here; else it is a row that others published.",
    )

    rating: str | None  # this and the next only of those fetched `with_conclusion`
    conclusion: str | None
    links: list[dict[str, Any]]  # only of those fetched `with_evidence`

    objects = ProgressReportQuerySet.as_manager()

    SEARCHED = PROGRESS_REPORT_WORDS

    class Meta:
        ordering = ["-period__position_date", "position", "public_id", "pk"]
        indexes = [PROGRESS_REPORT_WORDS.index("progress_report_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "recommendation", "commitment", "organisation"],
                nulls_distinct=False,
                name="one_report_per_row",
                violation_error_message="There is a report on this by this organisation in this period already.",
            ),
            models.CheckConstraint(
                condition=Q(self_rating__in=SelfRating.values),
                name="self_rating_is_known",
            ),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_is_known"),
            models.CheckConstraint(
                condition=Q(commitment__isnull=False) | Q(recommendation__isnull=False),
                name="a_report_is_on_something",
                violation_error_message="Say on which commitment, or under which recommendation, this reports.",
            ),
            models.CheckConstraint(
                condition=~Q(self_rating="not_reported") | Q(summary="", official_wording=""),
                name="a_row_that_reports_nothing_has_no_words",
                violation_error_message="A report with words reports something: give its self-rating.",
            ),
            models.CheckConstraint(
                condition=Q(nil_reason="") | Q(self_rating="not_reported", done="", next_steps="", expected_on=None),
                name="only_a_nil_return_says_why_it_reports_nothing",
                violation_error_message="A report that says why there is nothing to report reports nothing else.",
            ),
            models.CheckConstraint(
                condition=Q(given_here=False)
                | Q(organisation__isnull=False, commitment__isnull=False, summary="", position=0),
                name="what_is_given_here_is_an_organisations_own",
                violation_error_message="What an organisation gave here is on a commitment, in its words alone.",
            ),
        ]

    def __str__(self) -> str:
        who = self.organisation.short_name if self.organisation else "not named"
        return f"{self.commitment or 'Unnumbered row'}, {who}, {self.period}"

    def get_absolute_url(self) -> str:
        """The page of its commitment; of a row without a number, that of the place where it was reported."""
        return (self.commitment or self.recommendation or self.period).get_absolute_url()

    @property
    def is_published(self) -> bool:
        return self.period.is_published and self.state == self.State.ACCEPTED

    @property
    def in_own_words(self) -> bool:
        """Whether its words are the organisation's, as it gave them here, and not a row that others published."""
        return self.given_here

    @property
    def nil_return(self) -> bool:
        """Whether the row reports nothing."""
        return self.self_rating == SelfRating.NOT_REPORTED
