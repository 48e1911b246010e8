"""A date in three boxes, day, month and year, as the design system asks for it; what was typed stays as typed."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
YEARS = range(2000, 2101)


class DateInPartsWidget(forms.MultiWidget):
    """Three boxes whose names are those of the field with `_day`, `_month` and `_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: datetime.date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DateInPartsField(forms.MultiValueField):
    """Gives a date. `what` begins the sentences about what is wrong, as in "The date of completion"."""

    widget = DateInPartsWidget

    def __init__(self, *, what: str, **options: Any) -> None:
        self.what = what
        fields = [forms.CharField(required=False, max_length=10) for _ in PARTS]
        super().__init__(fields=fields, require_all_fields=False, **options)

    def clean(self, value: Any) -> datetime.date | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(f"{self.what} is missing.", code="required")
            return None
        return self.compress(typed)

    def compress(self, typed: list[str]) -> datetime.date | None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise ValidationError(f"{self.what} has no {' and no '.join(missing)}.", code="incomplete")
        if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in typed):
            raise ValidationError(f"{self.what} is given in figures, for example 31 3 2027.", code="invalid")
        day, month, year = map(int, typed)
        if year not in YEARS:
            raise ValidationError(
                f"{self.what} has a year from {YEARS[0]} to {YEARS[-1]}, in four figures.", code="invalid"
            )
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise ValidationError(f"{self.what} is no day of the calendar.", code="invalid") from None
