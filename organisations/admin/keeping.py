"""What the secretariat does to organisations beyond editing their fields: each on a page that says what will happen."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect

from caldicott.desk.acts import Act, ReasonForm
from organisations.accounts.managing import may_manage_everybody
from organisations.keeping.following import (
    foreseen_merger,
    foreseen_succession,
    merge_organisations,
    separate_organisations,
    succeed_organisation,
)
from organisations.keeping.naming import foreseen_name, rename_organisation
from organisations.keeping.policies import merged_into
from organisations.models import Organisation, Succession, User

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]


class DayField(forms.DateField):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            input_formats=DATE_FORMATS,
            widget=AdminTextInputWidget(attrs={"class": "vDateField"}),
            help_text="Such as 2026-09-30 or 30/09/2026.",
            error_messages={
                "required": "Give the day.",
                "invalid": "Write the day as 2026-09-30, or as 30/09/2026 with the day first.",
            },
        )


class NameForm(ReasonForm):
    name = forms.CharField(label="New name", max_length=200, widget=AdminTextInputWidget)
    abbreviation = forms.CharField(
        label="New abbreviation",
        max_length=40,
        required=False,
        widget=AdminTextInputWidget,
        help_text="Empty for none.",
    )
    since = DayField("From which day?")

    field_order = ["name", "abbreviation", "since", "reason"]


class OtherForm(ReasonForm):
    """The other organisation, found while one types: however many there are, none is loaded before."""

    other = forms.ModelChoiceField(
        label="Which organisation?",
        queryset=Organisation.objects.unmerged(),
        widget=AutocompleteSelect(Succession._meta.get_field("successor"), admin.site),
        help_text="Type a part of a name, an abbreviation or an alias.",
        error_messages={
            "required": "Choose the other organisation.",
            "invalid_choice": "It is not there any more, or was merged into another. Choose again.",
        },
    )
    since = DayField("From which day?")

    field_order = ["other", "since", "reason"]


def _standing(organisation: Organisation, person: User) -> tuple[bool, bool]:
    """Whether the person may keep it, and whether it is merged: asked by every act of a page, looked up once."""
    known = vars(organisation)
    if "_standing" not in known:
        known["_standing"] = may_manage_everybody(person), merged_into(organisation) is not None
    found: tuple[bool, bool] = known["_standing"]
    return found


def may_be_kept(organisation: Organisation, person: User) -> bool:
    return _standing(organisation, person) == (True, False)


def may_be_separated(organisation: Organisation, person: User) -> bool:
    return _standing(organisation, person) == (True, True)


def merge(row: Organisation, *, other: Organisation, since: datetime.date, **told: Any) -> Any:
    return merge_organisations(merged=row, kept=other, since=since, **told)


def succeed(row: Organisation, *, other: Organisation, since: datetime.date, **told: Any) -> Any:
    return succeed_organisation(predecessor=row, successor=other, since=since, **told)


RENAME = Act(
    name="rename",
    label="Rename",
    says="Its public address stays. What it was called before stays with it, and finds it.",
    done="The organisation has its new name.",
    do=lambda row, **told: rename_organisation(organisation=row, **told),
    foresees=lambda row, *, name, abbreviation, since, reason: foreseen_name(row, name, abbreviation, since),
    starts=lambda row: {"name": row.name, "abbreviation": row.abbreviation},
    possible=may_be_kept,
    reason="Why is it renamed?",
    form=NameForm,
)
SUCCEED = Act(
    name="succeed",
    label="Another body takes over",
    says="Both stay, each with its page. From the day on, the other holds what this one led.",
    done="The other body has taken over.",
    do=succeed,
    foresees=lambda row, *, other, since, reason: foreseen_succession(row, other, since),
    possible=may_be_kept,
    reason="Why, or by what order?",
    form=OtherForm,
)
MERGE = Act(
    name="merge",
    label="Merge into another record",
    says="For two records of one body: this one is merged into the other, which is kept.",
    done="The record is merged. This is what is left of it; the other is kept.",
    do=merge,
    foresees=lambda row, *, other, since, reason: foreseen_merger(row, other, since),
    possible=may_be_kept,
    reason="How do you know that they are one body?",
    form=OtherForm,
)
SEPARATE = Act(
    name="separate",
    label="Undo the merger",
    says="What was passed on and is as it was then comes back: names, people, open invitations, collectives and "
    "returns that are not published. What was done since stays. Both pages say that it was a mistake, and why.",
    done="The two are separate again.",
    do=lambda row, **told: separate_organisations(merged=row, **told),
    possible=may_be_separated,
    reason="Why was it a mistake? Everybody reads this.",
)
ACTS = (RENAME, SUCCEED, MERGE, SEPARATE)
