"""What one asks of all histories: words, the person, the kind of row, what was done or which field, and the days."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from caldicott.search import LONGEST
from organisations.models import AuditRow, HistoryRow, User

from .why import in_words
from .words import kind_in_words, model_of

# So many people of a name are looked for at most; whoever asks for more gives more of the name.
PEOPLE = 100
NO_LIMIT = 2**40


class HistorySearch(forms.Form):
    q = forms.CharField(label="Words of a text or a reason", required=False, max_length=LONGEST)
    who = forms.CharField(label="Who: a part of the name or address", required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label="Of what", required=False)
    number = forms.IntegerField(label="Its number", required=False, min_value=1, max_value=2**63 - 1)
    done = forms.CharField(
        label="Deed or field, such as “rename organisation” or “abbreviation”", required=False, max_length=60
    )
    since = forms.DateField(label="From the day", required=False, help_text="Such as 2026-09-30.")
    until = forms.DateField(label="To the day", required=False, help_text="Such as 2026-09-30.")

    def __init__(self, *args: Any, kinds: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = sorted(((label, kind_in_words(label)) for label in kinds), key=lambda choice: choice[1])
        self.fields["kind"].choices = [("", "Everything"), *choices]  # type: ignore[attr-defined]


def sources(asked: dict[str, Any]) -> list[QuerySet[Any]]:
    """The histories and the deeds that fit, each to be read from the newest on.

    What was found by a reason is a source of its own: with an "or" between, PostgreSQL would read all rows.
    """
    told: QuerySet[Any] = HistoryRow.objects.filter(_both(asked), _of_history(asked))
    deeds: QuerySet[Any] = AuditRow.objects.filter(_both(asked), _of_deeds(asked)).select_related("by")
    words = asked.get("q")
    if not words:
        return [told, deeds]
    reasoned = AuditRow.SEARCHED.matching(AuditRow.objects.all(), words)
    return [
        told.filter(pk__in=_first_of_all(HistoryRow.objects.with_words(words), "pk")),
        told.filter(began_at__in=_first_of_all(reasoned, "began_at")),
        deeds.filter(pk__in=_first_of_all(reasoned, "pk")),
    ]


def _first_of_all(found: QuerySet[Any], column: str) -> QuerySet[Any]:
    """What words find, looked up in their index before anything else.

    The limit is none: it keeps PostgreSQL from going through all rows from the newest on, reading the words of each,
    which takes seconds where a word is rare.
    """
    return found.order_by().values(column)[:NO_LIMIT]


def _both(asked: dict[str, Any]) -> Q:
    fits = Q()
    if asked.get("who"):
        people = User.objects.filter(Q(name__icontains=asked["who"]) | Q(email__icontains=asked["who"]))
        fits &= Q(by__in=list(people.order_by("pk").values_list("pk", flat=True)[:PEOPLE]))
    if asked.get("since"):
        fits &= Q(at__gte=_beginning(asked["since"]))
    if asked.get("until") and asked["until"] < datetime.date.max:
        fits &= Q(at__lt=_beginning(asked["until"] + datetime.timedelta(days=1)))
    return fits


def _of_history(asked: dict[str, Any]) -> Q:
    fits = Q()
    if asked.get("kind"):
        fits &= Q(subject_type=asked["kind"])
    if asked.get("number"):
        fits &= Q(subject_id=asked["number"])
    if asked.get("done"):
        fits &= Q(deed__in=_deeds_called(asked["done"])) | Q(columns__overlap=_columns_called(asked["done"]))
    return fits


def _of_deeds(asked: dict[str, Any]) -> Q:
    fits = Q()
    if asked.get("kind"):
        app, _, model = asked["kind"].partition(".")
        fits &= Q(subject_type__app_label=app, subject_type__model=model)
    if asked.get("number"):
        fits &= Q(subject_id=asked["number"])
    if asked.get("done"):
        fits &= Q(verb=asked["done"].strip().lower().replace(" ", "_"))
    return fits


def _deeds_called(words: str) -> list[str]:
    return [deed.value for deed in HistoryRow.Deed if str(deed.label).casefold() == words.strip().casefold()]


def _columns_called(words: str) -> list[str]:
    """The columns of all tables that people know by this name."""
    called = words.strip().casefold()
    names = {called.replace(" ", "_")}
    for label in kinds_with_history():
        for field in model_of(label)._meta.concrete_fields:  # type: ignore[union-attr]
            if called in (str(field.verbose_name).casefold(), in_words(field.name).casefold()):
                names.add(str(field.column))
    return sorted(names)


def _beginning(day: datetime.date) -> datetime.datetime:
    """In London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


# The models whose tables write their history. A test compares it with the triggers in the database.
KEPT = [
    "organisations.alias",
    "organisations.collectivemembership",
    "organisations.membership",
    "organisations.organisation",
    "organisations.succession",
    "organisations.user",
    "recommendations.additionalinformation",
    "recommendations.assessment",
    "recommendations.commitment",
    "recommendations.commitmentlead",
    "recommendations.correction",
    "recommendations.mapping",
    "recommendations.period",
    "recommendations.progressreport",
    "recommendations.recommendation",
]


def kinds_with_history() -> list[str]:
    return [label for label in KEPT if model_of(label) is not None]
