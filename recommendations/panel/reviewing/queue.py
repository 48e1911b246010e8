"""The queue: the last round of every report, those that wait for a decision first, the oldest first."""

from typing import Any

from django import forms
from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from organisations.models import Organisation
from recommendations.models import Mapping, Period, ProgressReport, Recommendation, Submission
from recommendations.reporting.content import Kind

WAITING = ProgressReport.State.SUBMITTED
# What a report can say otherwise than the one before it.
SAID = ("kind", "self_rating", "narrative", "done", "next_steps", "expected_on", "nil_reason")
IN_ORDER = ("turn", "receipt__at", "pk")


def ticked(label: str) -> forms.BooleanField:
    return forms.BooleanField(required=False, label=label, label_suffix="")


class QueueForm(forms.Form):
    """What narrows the queue. Nothing that is not in it is asked."""

    period = forms.ModelChoiceField(Period.objects.all(), required=False, empty_label="Any period")
    organisation = forms.CharField(required=False, max_length=200, help_text="Any of its names, or a part of one.")
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.order_by("number"), required=False, empty_label="Any recommendation"
    )
    decided = ticked("Also those that are decided on")
    warnings = ticked("The checks asked something")
    late = ticked("Late")
    again = ticked("Round 2 or later")
    slipped = ticked("Its date moves")
    changed = ticked("Changed against last period")

    def narrowed(self) -> QuerySet[Submission]:
        """The queue as far as the answers can be read."""
        self.is_valid()
        rounds = last_rounds()
        for name, value in self.cleaned_data.items():
            if value and name in NARROWING:
                rounds = NARROWING[name](rounds, value)
        if not self.cleaned_data.get("decided"):
            rounds = rounds.filter(report__state=WAITING)
        return rounds


def last_rounds() -> QuerySet[Submission]:
    """The last round of each report, in the order in which they are looked at."""
    later = Submission.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    rounds = Submission.objects.filter(~Exists(later), report__draft__isnull=False)
    return (
        rounds.annotate(turn=Case(When(report__state=WAITING, then=Value(0)), default=Value(1)))
        .select_related("report__commitment", "report__organisation", "report__period", "receipt")
        .order_by(*IN_ORDER)
    )


def next_after(rounds: QuerySet[Submission], decided: Submission) -> Submission | None:
    """The one that waits after this one; at the end of the queue, the first that waits."""
    waiting = rounds.filter(report__state=WAITING).exclude(report=decided.report_id)
    after = Q(receipt__at__gt=decided.receipt.at) | Q(receipt__at=decided.receipt.at, pk__gt=decided.pk)
    return waiting.filter(after).first() or waiting.first()


def _by_organisation(rounds: QuerySet[Submission], words: str) -> QuerySet[Submission]:
    named = Organisation.objects.filter(
        Q(name__icontains=words) | Q(abbreviation__icontains=words) | Q(aliases__name__icontains=words)
    )
    return rounds.filter(receipt__organisation__in=named.order_by().values("pk"))


def _under(rounds: QuerySet[Submission], recommendation: Recommendation) -> QuerySet[Submission]:
    belonging = Mapping.objects.belonging().filter(recommendation=recommendation)
    return rounds.filter(report__commitment__in=belonging.order_by().values("commitment"))


def _said(name: str, content: Any) -> Coalesce:
    told = KeyTextTransform(name, Cast(content, JSONField()))
    return Coalesce(told, Value(""), output_field=TextField())


def _slipped(rounds: QuerySet[Submission], _: bool) -> QuerySet[Submission]:
    """Whoever moves a date says why: nothing is submitted without it."""
    return rounds.annotate(moved=_said("moved_because", "content")).exclude(moved="")


def _changed(rounds: QuerySet[Submission], _: bool) -> QuerySet[Submission]:
    before = Submission.objects.filter(
        report__organisation=OuterRef("report__organisation"),
        report__commitment=OuterRef("report__commitment"),
        report__period__position_date__lt=OuterRef("report__period__position_date"),
    ).order_by("-report__period__position_date", "-number")
    rounds = rounds.annotate(
        before=Coalesce(Subquery(before.values("content")[:1]), Value("{}"), output_field=TextField())
    )
    rounds = rounds.annotate(
        **{f"{name}_now": _said(name, "content") for name in SAID},
        **{f"{name}_before": _said(name, "before") for name in SAID},
    )
    same = Q(**{f"{name}_now": F(f"{name}_before") for name in SAID})
    return rounds.exclude(same | Q(kind_now=Kind.AS_LAST_PERIOD))


NARROWING: dict[str, Any] = {
    "period": lambda rounds, period: rounds.filter(report__period=period),
    "organisation": _by_organisation,
    "recommendation": _under,
    "warnings": lambda rounds, _: rounds.filter(asked__gt=0),
    "late": lambda rounds, _: rounds.filter(receipt__late=True),
    "again": lambda rounds, _: rounds.filter(number__gt=1),
    "slipped": _slipped,
    "changed": _changed,
}
