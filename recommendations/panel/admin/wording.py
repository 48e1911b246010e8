"""Whose words a text is in: two fields, a filter and a column for everything that is worded."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest

from caldicott.desk.forms import LinesField
from recommendations.models.wording import Worded

OFFICIAL_WORDING: Any = (
    "Official wording",
    {
        "fields": ["official_wording", "footnotes"],
        "description": (
            "The publisher’s words and nobody else’s. They are imported from the published annexes, or typed in here "
            "exactly as published; the pages show them as a quotation, instead of the summary."
        ),
    },
)


class WordedForm(forms.ModelForm):
    footnotes = LinesField(
        required=False,
        widget=AdminTextareaWidget,
        help_text="The footnotes of the official wording, in their order, each on a line of its own.",
    )


class WordingFilter(admin.SimpleListFilter):
    title = "wording"
    parameter_name = "wording"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("official", "With its official wording"), ("summary", "With a summary only")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "official":
            return queryset.exclude(official_wording="")
        if self.value() == "summary":
            return queryset.filter(official_wording="")
        return queryset


class WordedMixin(admin.options.BaseModelAdmin):
    form = WordedForm

    @admin.display(description="official", boolean=True)
    def has_official_wording(self, row: Worded) -> bool:
        return bool(row.official_wording)
