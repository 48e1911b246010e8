"""Form parts that the desk needs and Django does not bring."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet


class LinesField(forms.CharField):
    """A list of texts, one a line. Django's own field for lists parts them at commas, which texts contain."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class ToldOnceFormSet(BaseInlineFormSet):
    """Refuses two new rows with the same value in the field `told_once`, whatever the capitals.

    Django compares new rows with the stored ones, but with each other only where a constraint is of plain columns
    and nothing is empty; the database would refuse the rest without a word that a person can use.
    """

    told_once = ""
    message = "This is given twice."

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            if not form.is_valid() or not form.has_changed() or form in self.deleted_forms:
                continue
            value = form.cleaned_data.get(self.told_once)
            value = value.casefold() if isinstance(value, str) else value
            if value in seen:
                raise ValidationError(self.message)
            seen.add(value)
