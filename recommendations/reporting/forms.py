"""The questions of a report: how each is asked, and what its answer must look like.

Every answer may be missing while one drafts; what a report needs before it is submitted is asked by `checks`.
"""

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator

from caldicott.govuk.dates import DateInPartsField
from caldicott.plain_text import PlainTextField
from recommendations.models import SelfRating

from .content import Kind, RiskKind, RiskState

NARRATIVE = 4_000
LONG = 2_000
SHORT = 300
MOST_ROWS = 20  # of evidence, and of risks and issues

ON_TRACK = {"yes": True, "no": False}

RATINGS = [(rating.value, rating.label) for rating in SelfRating if rating != SelfRating.NOT_REPORTED]
DEFINITIONS = {
    SelfRating.NOT_BEGUN: "Nothing has been done yet that counts towards it.",
    SelfRating.IN_PROGRESS: "Some of it is done, and work on the rest goes on or is planned.",
    SelfRating.COMPLETE: "All of it is done, and there is something to show for it.",
    SelfRating.STOPPED: "It will not be done, or no longer by you.",
    SelfRating.UNCLEAR: "You cannot say how far it is. The narrative says why.",
}


def long_text(label: str, hint: str = "", *, longest: int = LONG, rows: int = 5) -> PlainTextField:
    field = PlainTextField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.Textarea,
        error_messages={
            "max_length": f"{label}: take out some words. It may have {longest:,} characters and has %(show_value)s."
        },
    )
    field.rows = rows  # type: ignore[attr-defined]
    return field


def line(label: str, hint: str = "", *, longest: int = SHORT, width: str = "") -> PlainTextField:
    field = PlainTextField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        error_messages={
            "max_length": f"{label}: take out some words. It may have {longest} characters and has %(show_value)s."
        },
    )
    field.width = width  # type: ignore[attr-defined]
    return field


def choice(label: str, choices: Any, hints: Any = None, **options: Any) -> forms.ChoiceField:
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        error_messages={"invalid_choice": f"{label} Choose one of those offered."},
        **{"widget": forms.RadioSelect, **options},
    )
    field.hints = {str(value): hint for value, hint in (hints or {}).items()}  # type: ignore[attr-defined]
    return field


class ReportForm(forms.Form):
    """Everything but evidence, risks and issues, which are rows of their own."""

    kind = choice(
        "What do you report?",
        Kind.choices,
        {
            Kind.AS_LAST_PERIOD: "Your answers of last period stand; one sentence says what is behind that.",
            Kind.NOTHING: "With the reason. The public sees both.",
        },
    )
    still = long_text("What has happened since last period?", "One sentence is enough.", longest=LONG, rows=3)
    nil_reason = long_text("Why is there nothing to report?", longest=LONG, rows=3)
    self_rating = choice("How far is it?", RATINGS, DEFINITIONS)
    narrative = long_text(
        "Where it stands",
        "What a patient or a colleague from elsewhere needs to understand how far you are.",
        longest=NARRATIVE,
        rows=8,
    )
    done = long_text("What was done since last period?")
    next_steps = long_text("What comes next?")
    on_track = choice("Is it on track?", [("yes", "Yes"), ("no", "No")])
    why_not_on_track = long_text("Why is it not on track?", rows=3)
    remedy = long_text("What is being done about that?", rows=3)
    expected_on = DateInPartsField(
        label="When do you expect to have done it?",
        what="The date by which you expect to have done it",
        help_text="For example, 31 3 2027.",
        required=False,
    )
    moved_because = long_text("Why has that date moved?", "Only where it is another than you gave before.", rows=3)


class EvidenceForm(forms.Form):
    title = line("Title", "What one finds there.")
    url = line("Link", "Its address, from https:// on.", longest=1_000)
    page = line("Page", "Where in it to look, if it is long.", longest=100, width="govuk-input--width-10")
    about_on = DateInPartsField(
        label="What date is it about?",
        what="The date that the evidence is about",
        help_text="Not when it was published: when what it tells of was so.",
        required=False,
    )
    is_public = forms.BooleanField(label="Show it to everybody, not only to the panel", required=False)

    def clean_url(self) -> str:
        url: str = re.sub(r"^https?://", _in_small_letters, self.cleaned_data["url"], flags=re.IGNORECASE)
        if url:
            URLValidator(["http", "https"], message="Link: give the whole address, as in https://example.org/report.")(
                url
            )
        return url


def _in_small_letters(beginning: "re.Match[str]") -> str:
    """Telephones write Https:// at the beginning of a line; it is the same address."""
    return beginning[0].lower()


class RiskForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = choice("Risk or issue?", RiskKind.choices, {RiskKind.RISK: "It may happen.", RiskKind.ISSUE: "It has."})
    text = long_text("What is it?", longest=1_000, rows=3)
    owner = line("Who deals with it?", "A role or a team rather than a name.")
    state = choice("How does it stand?", RiskState.choices, widget=forms.Select, initial=RiskState.OPEN)


EvidenceFormSet = forms.formset_factory(EvidenceForm, extra=0, max_num=MOST_ROWS, validate_max=True)
RiskFormSet = forms.formset_factory(RiskForm, extra=0, max_num=MOST_ROWS, validate_max=True)
EVIDENCE, RISKS = "evidence", "risks"  # how the names of their fields begin
