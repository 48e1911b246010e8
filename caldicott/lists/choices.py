"""What the filters of a list offer on its page, and what of it was chosen."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django_filters import FilterSet

from caldicott.filters import RowField

UNNAMED = "---------"  # what the library calls the choice of nothing where a filter has no word for it
AS_MANY_AS_A_SENTENCE_HOLDS = 8


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `rows` is how many rows it would leave, where the list counts them."""

    value: str
    label: str
    rows: int | None = None


@dataclass(frozen=True)
class Field:
    """One filter on the page: its choices, the value chosen ("" for none), and what is wrong with what was asked."""

    name: str
    label: str
    choices: list[Choice]
    value: str = ""
    problem: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}"


@dataclass(frozen=True)
class Chosen:
    """One thing that the list is narrowed by, and the address of the list without it."""

    label: str
    value: str
    without: str


def fetch_what_is_offered(filters: FilterSet) -> None:
    """Before the filters are validated, so that what is asked for need not be fetched beside what is offered."""
    for field in filters.form.fields.values():
        if isinstance(field, RowField):
            field.fetch()


def values_of(filters: FilterSet) -> dict[str, str]:
    """The value of each filter in force, as an address names it: `7` for what was asked for as `07`.

    What is not understood has none. The filters must have been validated.
    """
    fields = filters.form.fields
    cleaned = filters.form.cleaned_data.items()
    return {name: str(fields[name].prepare_value(value)) for name, value in cleaned if value not in (None, "")}


def fields_of(filters: FilterSet, counts: Mapping[str, Counter[str]]) -> list[Field]:
    """Every filter of a list, in its order. What is chosen is among the choices, even if it is not usually offered."""
    values = values_of(filters)
    return [_field(bound, values.get(bound.name, ""), counts.get(bound.name)) for bound in filters.form]


def chosen_in(words: str, fields: list[Field], query: QueryDict, defaults: Mapping[str, str]) -> list[Chosen]:
    """What narrows the list: the words that are looked for, then filter by filter."""
    chosen = [Chosen("Words", f"“{words}”", _without("q", query, defaults))] if words else []
    for field in fields:
        label = next((choice.label for choice in field.choices if field.value and choice.value == field.value), "")
        if label:
            chosen.append(Chosen(field.label, label, _without(field.name, query, defaults)))
    return chosen


def _field(bound: Any, value: str, counted: Counter[str] | None) -> Field:
    choices = list(_choices(bound.field, counted))
    if value and value not in {choice.value for choice in choices}:
        label = bound.field.label_from_instance(bound.form.cleaned_data[bound.name])
        choices.append(Choice(value, label, counted[value] if counted is not None else None))
    problem = _problem(bound.data, choices) if bound.errors else ""
    return Field(bound.name, bound.label, choices, value, problem)


def _choices(field: Any, counted: Counter[str] | None) -> Iterator[Choice]:
    for raw, label in field.choices:
        value = str(raw)
        if value:
            yield Choice(value, str(label), counted[value] if counted is not None else None)
        else:
            yield Choice("", "Any" if label == UNNAMED else str(label))


def _problem(asked: str, choices: list[Choice]) -> str:
    """What was asked for, and what can be."""
    wrong = f"“{asked}”" if asked.isprintable() and len(asked) < 50 else "What was asked for"
    labels = [choice.label for choice in choices if choice.value]
    if not 1 < len(labels) <= AS_MANY_AS_A_SENTENCE_HOLDS:
        return f"{wrong} is not one of the choices. Choose one from the list."
    return f"{wrong} is not one of the choices: {', '.join(labels[:-1])} or {labels[-1]}."


def _without(name: str, query: QueryDict, defaults: Mapping[str, str]) -> str:
    """The address of the list with everything but this, from its first page; what holds by default is asked away."""
    asked = query.copy()
    for each in (name, "page"):
        asked.pop(each, None)
    if name in defaults:
        asked[name] = ""
    return f"?{asked.urlencode()}"
