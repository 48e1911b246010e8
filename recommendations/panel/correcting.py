"""A correction to be read at the desk: what stands, what is to stand there, and the words that differ marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from caldicott.differences import Part, differences
from caldicott.govuk.words import date_in_words
from recommendations.editions.correctable import Row, correctable, standing
from recommendations.editions.evidence import EVIDENCE, in_one_line
from recommendations.editions.stood import stood_in
from recommendations.models import Correction, Edition


@dataclass(frozen=True)
class Field:
    label: str
    before: str
    after: str

    @property
    def parts(self) -> list[Part]:
        """Empty where there is nothing on a side: all of the other is put in, or taken out."""
        return differences(self.before, self.after) if self.before and self.after else []


def what_it_says(correction: Correction) -> SafeString:
    """Beside what is published; of a published one beside what stood there in the edition before."""
    row, values = correction.row, correction.values
    before = stood_before(correction.edition, row, values) if correction.edition else standing(row, values)
    address = reverse(f"admin:recommendations_{row._meta.model_name}_change", args=[row.pk])
    about = {"subject": row, "address": address, "published": correction.edition}
    return shown(row, before, values, **about)


def what_would_differ(row: Row, values: Mapping[str, Any]) -> SafeString:
    """What somebody is about to write, beside what is published."""
    return shown(row, standing(row, values), values)


def stood_before(edition: Edition, row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    before = Edition.objects.get(period=edition.period_id, number=edition.number - 1)
    return stood_in(before, row, values)


def shown(row: Row, before: Mapping[str, Any], after: Mapping[str, Any], **about: Any) -> SafeString:
    """In the order in which one is asked: JSON keeps another."""
    names = [name for name in correctable(row).fields if name in after]
    fields = [
        Field(label_of(row, name), *(in_words(row, name, side.get(name)) for side in (before, after))) for name in names
    ]
    return SafeString(render_to_string("recommendations/panel/correction.html", {"fields": fields, **about}))


def label_of(row: Row, name: str) -> str:
    if name in correctable(row).lists:
        return name
    field: Any = row._meta.get_field(name)
    return str(field.verbose_name)


def in_words(row: Row, name: str, kept: Any) -> str:
    """What a field is kept to say, as people read it."""
    if kept in (None, "", []):
        return ""
    if name == EVIDENCE:
        return "\n".join(map(in_one_line, kept))
    field: Any = row._meta.get_field(name)
    if isinstance(field, DateField):
        return date_in_words(kept)
    if isinstance(kept, list):
        return "\n".join(kept)
    return str(dict(field.flatchoices).get(kept, kept))
