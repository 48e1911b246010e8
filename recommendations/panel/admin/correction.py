"""Correcting published rows: the page on which a correction is written, and the list of corrections."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm, modelform_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caldicott.desk.acts import Act, ActingAdmin
from caldicott.desk.rows import RowAdmin, ViewOnlyAdmin
from caldicott.plain_text import PlainTextField
from caldicott.refusals import Refused
from organisations.accounts.roles import may
from organisations.admin.people import person_of
from organisations.models import User
from recommendations.editions.correctable import correctable, differing, give, where_corrected
from recommendations.editions.correcting import (
    agree_correction,
    version_of,
    withdraw_correction,
    write_correction,
    wrote_some_of_it,
)
from recommendations.editions.evidence import EVIDENCE, evidence_of
from recommendations.models import Correction
from recommendations.panel.correcting import what_it_says, what_would_differ
from recommendations.transitions import CORRECTION

from .evidence import forms_of, links_in
from .wording import WordedForm

AGREE = Act(
    name="agree",
    label="Agree",
    says="It is published when the chair publishes the corrections of the period.",
    done="The correction is agreed.",
    do=lambda correction, *, by, reason, seen: agree_correction(correction=correction, by=by, seen=seen),
    possible=lambda correction, person: (
        CORRECTION["agree_correction"].is_open_to(correction, person) and not wrote_some_of_it(correction, person)
    ),
    seen=version_of,
)
WITHDRAW = Act(
    name="withdraw",
    label="Withdraw",
    says="It is not published. What is published stays as it is.",
    done="The correction is withdrawn.",
    do=lambda correction, *, by, reason, seen: withdraw_correction(
        correction=correction, by=by, reason=reason, seen=seen
    ),
    possible=lambda correction, person: (
        correction.state in CORRECTION["withdraw_correction"].from_states
        and may(person, correctable(correction.row).power)
    ),
    reason="Why is it withdrawn?",
    seen=version_of,
)


class CorrectionForm(WordedForm):
    reason = PlainTextField(
        label="Why is it corrected?",
        widget=AdminTextareaWidget,
        max_length=4_000,
        help_text="Whoever agrees it reads it.",
    )


class CorrectableMixin(RowAdmin):
    """Rows that can be corrected once they are published: the button, and the page behind it."""

    def get_urls(self) -> list[URLPattern]:
        named = f"{self.opts.app_label}_{self.opts.model_name}_correct"
        return [
            path("<int:row>/correct/", self.admin_site.admin_view(self.correct), name=named),
            *super().get_urls(),
        ]

    def correct(self, request: HttpRequest, row: int) -> HttpResponse:
        found = self.get_object(request, str(row))
        if found is None or not self.has_view_permission(request, found) or not found.is_published:
            raise Http404
        if not can_correct(request.user, found):
            raise PermissionDenied(f"This cannot be corrected in your role: {found}.")
        found = where_corrected(found)
        waiting = waiting_for(found)
        sent = request.POST if request.method == "POST" else None
        form, links = form_of(found, waiting, sent), links_of(found, waiting, sent)
        refused, values = "", typed(found, form, links)
        if sent is not None and form.is_valid() and (links is None or links.is_valid()):
            seen = request.POST.get("seen", "")
            try:
                written = write_correction(
                    row=found, values=values, reason=form.cleaned_data["reason"], by=person_of(request), seen=seen
                )
            except Refused as why:
                refused, waiting = str(why), waiting_for(found)
            else:
                messages.success(request, "The correction is written. Another person has to agree it.")
                return HttpResponseRedirect(reverse("admin:recommendations_correction_change", args=[written.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": found,
            "title": "Correct",
            "form": form,
            "links": links,
            "waiting": waiting,
            "refused": refused,
            "seen": version_of(waiting),
            "theirs": what_it_says(waiting) if refused and waiting else "",
            "differs": differs_so_far(found, values if sent is not None else waiting.values if waiting else {}),
        }
        return TemplateResponse(request, "admin/correct.html", context, status=409 if refused else 200)

    def beside_form(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        told = super().beside_form(request, row)
        if not row.is_published or not can_correct(request.user, row):
            return told
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_correct", args=[row.pk])
        return {**told, "acts": [*told.get("acts", []), ("Correct", address)]}


def waiting_for(row: Any) -> Correction | None:
    """The correction of a row that is not published yet."""
    return Correction.objects.waiting().filter(**{correctable(row).column: row}).first()


def typed(row: Any, form: ModelForm, links: Any) -> dict[str, Any]:
    """What was typed, as far as it can be read."""
    if not form.is_bound:
        return {}
    form.is_valid()
    values = {name: form.cleaned_data[name] for name in correctable(row).asked if name in form.cleaned_data}
    return {**values, EVIDENCE: links_in(links)} if links is not None and links.is_valid() else values


def differs_so_far(row: Any, values: Mapping[str, Any]) -> SafeString | str:
    """What was typed, or what the correction that waits says, beside what is published."""
    differ = differing(row, values)
    return what_would_differ(row, differ) if differ else ""


def can_correct(person: Any, row: Any) -> bool:
    return isinstance(person, User) and may(person, correctable(row).power)


def form_of(row: Any, waiting: Correction | None, data: Mapping[str, Any] | None) -> ModelForm:
    """What is published, or what the correction that waits would have it say."""
    shown = copy(row)
    if waiting:
        give(shown, waiting.values)
    form = modelform_factory(type(row), form=CorrectionForm, fields=correctable(row).asked)
    made: ModelForm = form(data, instance=shown, initial={"reason": waiting.reason if waiting else ""})
    return made


def links_of(row: Any, waiting: Correction | None, data: Mapping[str, Any] | None) -> Any:
    """The same of its evidence; None for a row that has none."""
    if EVIDENCE not in correctable(row).lists:
        return None
    return forms_of(waiting.values.get(EVIDENCE, evidence_of(row)) if waiting else evidence_of(row), data)


@admin.register(Correction)
class CorrectionAdmin(ActingAdmin, ViewOnlyAdmin):
    """Written at the row that is corrected; here it is looked at, agreed and withdrawn."""

    why = "A correction is written at the row that it corrects; here it is agreed, or withdrawn with a reason."
    acts = (AGREE, WITHDRAW)
    list_display = ["row", "period", "state", "written_by", "written_at", "agreed_by"]
    list_filter = ["state"]
    list_select_related = ["period", "written_by", "agreed_by"]
    date_hierarchy = "period__position_date"
    search_fields = ["reason", "written_by__name", "agreed_by__name"]
    search_help_text = "Finds by words of the reason, and by who wrote or agreed it."
    fields = [
        "period",
        "what_it_says",
        "reason",
        "state",
        "written_by",
        "written_at",
        "agreed_by",
        "agreed_at",
        "edition",
    ]
    readonly_fields = ["what_it_says"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        rows = (
            "assessment__recommendation",
            "assessment__period",
            "addition__recommendation",
            "addition__organisation",
        )
        report = ("report__commitment", "report__organisation", "report__period")
        return super().get_queryset(request).select_related("period", "written_by", "agreed_by", *rows, *report)

    def shown_with_act(self, row: Any, name: str) -> SafeString | str:
        return format_html("<h2>What it says</h2>{}", self.what_it_says(row))

    @admin.display(description="corrects")
    def row(self, correction: Correction) -> str:
        return str(correction.row)

    @admin.display(description="what it says")
    def what_it_says(self, correction: Correction) -> SafeString:
        return what_it_says(correction)
