"""The evidence of a report in the form of its correction: a row for each link, as the whole list is to stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from recommendations.editions.evidence import EVIDENCE, OF_A_LINK
from recommendations.reporting.forms import MOST_ROWS, EvidenceForm

NEEDED = {"title": "its title", "url": "where it leads", "about_on": "the date that it is about"}
MORE = 2  # empty rows below those that are there


class LinkForm(EvidenceForm):
    """As at the organisation's desk, but for what only the organisation decides: who sees it."""

    about_on = forms.DateField(  # type: ignore[assignment]
        label="What date is it about?",
        required=False,
        help_text="As 2026-09-30. Not when it was published: when what it tells of was so.",
    )
    is_public = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("title", "url"):
            self.fields[name].widget.attrs["class"] = "vLargeTextField"

    @property
    def given(self) -> dict[str, Any]:
        """What was typed; nothing of a row that is empty."""
        values = {name: self.cleaned_data.get(name) or "" for name in OF_A_LINK}
        return values if any(values.values()) else {}

    def clean(self) -> dict[str, Any]:
        for name, what in NEEDED.items():
            if self.given and name not in self.errors and not self.given[name]:
                self.add_error(name, f"Say {what}, or empty the row to take it out.")
        return self.cleaned_data


LinkFormSet = forms.formset_factory(LinkForm, extra=MORE, max_num=MOST_ROWS, validate_max=True)


def forms_of(links: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None) -> "forms.BaseFormSet[LinkForm]":
    return LinkFormSet(data, initial=links, prefix=EVIDENCE)


def links_in(rows: "forms.BaseFormSet[LinkForm]") -> list[dict[str, Any]]:
    """The list as it is to stand, from rows that are valid."""
    return [form.given for form in rows if form.given]
