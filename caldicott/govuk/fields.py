"""From a field of a form to the design system's component for it, which `templates/components/form.html` draws.

A field may say more than Django knows of: `hints`, the hint of each choice by its value; `rows` of a text; `width`, a
class for the width. The id of its first control is that which Django gives it, so that error summaries lead there.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from .dates import PARTS, DateInPartsWidget

COUNTED_FROM = 200  # a text that may have this many characters or more shows how many are left

Component = tuple[str, dict[str, Any]]  # its name, and what its macro needs


def component(field: BoundField) -> Component:
    widget = field.field.widget
    match widget:
        case DateInPartsWidget():
            name, params = "date_input", _date_input(field)
        case forms.RadioSelect():
            name, params = "radios", _choices(field)
        case forms.CheckboxInput():
            name, params = "checkboxes", _checkbox(field)
        case forms.Select():
            name, params = "select", _select(field)
        case forms.PasswordInput():
            name, params = "password_input", _input(field)
        case forms.Textarea():
            name, params = "textarea", _textarea(field)
            if (getattr(field.field, "max_length", None) or 0) >= COUNTED_FROM:
                name = "character_count"
        case _:
            name, params = "input", _input(field)
    return name, {**params, **_hint_and_error(field)}


def error_summary(forms_: Iterable[Any]) -> list[dict[str, str]]:
    """Everything that is wrong with some forms, each line with a link to the control where it is put right."""
    found = []
    for form in forms_:
        first = next(iter(form), None)
        for error in form.non_field_errors():
            found.append({"text": error, "href": f"#{first_control(first)}" if first else "#main-content"})
        for field in form:
            found += [{"text": error, "href": f"#{first_control(field)}"} for error in field.errors]
    return found


def first_control(field: BoundField) -> str:
    """The id of the control that one comes to."""
    own = field.auto_id or field.html_name
    return f"{own}_{PARTS[0]}" if isinstance(field.field.widget, DateInPartsWidget) else own


def _hint_and_error(field: BoundField) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if field.help_text:
        told["hint"] = {"text": field.help_text}
    if field.errors:
        told["errorMessage"] = {"text": " ".join(map(str, field.errors))}
    return told


def _named(field: BoundField) -> dict[str, Any]:
    attributes = field.field.widget.attrs
    named = {"id": field.auto_id, "name": field.html_name, "label": {"text": field.label}}
    if "autocomplete" in attributes:
        named["autocomplete"] = attributes["autocomplete"]
    return named


def _value(field: BoundField) -> str:
    value = field.value()
    return "" if value is None else str(value)


def _input(field: BoundField) -> dict[str, Any]:
    widget = field.field.widget
    told = {**_named(field), "value": _value(field), "classes": getattr(field.field, "width", "")}
    kind = getattr(widget, "input_type", "text")
    if kind != "text":
        told["type"] = kind
    if widget.attrs.get("autocomplete") == "one-time-code":
        told |= {"inputmode": "numeric", "classes": "govuk-input--width-10"}
    return told


def _textarea(field: BoundField) -> dict[str, Any]:
    rows = getattr(field.field, "rows", 5)
    told = {**_named(field), "value": _value(field), "rows": rows}
    longest = getattr(field.field, "max_length", None)
    if longest and longest >= COUNTED_FROM:
        told |= {"maxlength": longest, "threshold": 0}
    return told


def _items(field: BoundField) -> list[dict[str, Any]]:
    hints = getattr(field.field, "hints", {})
    value = field.value()
    items = []
    for key, label in field.field.choices:  # type: ignore[attr-defined]
        item: dict[str, Any] = {"value": str(key), "text": str(label), "checked": str(key) == str(value)}
        if str(key) in hints:
            item["hint"] = {"text": hints[str(key)]}
        items.append(item)
    return items


def _choices(field: BoundField) -> dict[str, Any]:
    return {
        "idPrefix": field.auto_id,
        "name": field.html_name,
        "fieldset": {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--s"}},
        "items": _items(field),
    }


def _checkbox(field: BoundField) -> dict[str, Any]:
    item = {"value": "on", "text": field.label, "checked": bool(field.value())}
    return {"idPrefix": field.auto_id, "name": field.html_name, "items": [item]}


def _select(field: BoundField) -> dict[str, Any]:
    items = [{"value": item["value"], "text": item["text"], "selected": item["checked"]} for item in _items(field)]
    return {**_named(field), "items": items}


def _date_input(field: BoundField) -> dict[str, Any]:
    typed = field.value()
    if not isinstance(typed, list | tuple):
        typed = field.field.widget.decompress(typed)
    wrong = " govuk-input--error" if field.errors else ""
    items = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": "" if text is None else str(text),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
        }
        for part, text in zip(PARTS, typed, strict=True)
    ]
    legend = {"text": field.label, "classes": "govuk-fieldset__legend--s"}
    return {"id": field.auto_id, "fieldset": {"legend": legend}, "items": items}
