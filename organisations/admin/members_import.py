"""Members of collectives from a table: sent, looked at, and then confirmed."""

import base64
import binascii
import zlib
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminFileWidget, AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from caldicott.plain_text import PlainTextField
from caldicott.refusals import Refused
from organisations.accounts.managing import may_manage_everybody
from organisations.keeping.lines import LARGEST, TOO_LARGE
from organisations.keeping.members import Plan, import_members, plan_members
from organisations.keeping.table import COLUMNS, MOST_ROWS

FAULTS_SHOWN = 500
ROWS_SHOWN = 100


class TableForm(forms.Form):
    """The file is sent once: what was read goes along, packed, until it is confirmed."""

    table = forms.FileField(
        label="Table (Excel workbook or CSV)",
        required=False,
        widget=AdminFileWidget(attrs={"accept": ".xlsx,.csv"}),
        help_text=f"Columns: {', '.join(COLUMNS)}. Of a workbook (.xlsx) the first sheet that can be seen is read. "
        f"At most 5 MB and {MOST_ROWS:,} rows.",
    )
    packed = forms.CharField(required=False, widget=forms.HiddenInput)
    make_new = forms.BooleanField(label="Make organisations for members that nobody knows yet", required=False)
    reason = PlainTextField(
        label="Why is it brought in, and where does it come from?", widget=AdminTextareaWidget, max_length=4_000
    )
    reason.error_messages["required"] = "Give the reason: it is written down with what you do."

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        sent = told.get("table")
        if sent is not None:
            if sent.size > LARGEST:
                raise forms.ValidationError(TOO_LARGE)
            told["content"] = sent.read()
        elif told.get("packed"):
            told["content"] = unpacked(told["packed"])
        else:
            raise forms.ValidationError("Choose the file with the table.")
        return told


def packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode()


def unpacked(text: str) -> bytes:
    """Never more than a table may have, whatever was packed."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), LARGEST + 1)
    except (binascii.Error, zlib.error):
        raise forms.ValidationError("What was read before cannot be read again. Choose the file once more.") from None
    return content


class MembersImportMixin:
    """For the desk of collective memberships: one page more."""

    opts: Any
    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        own = path("import/", view, name="organisations_collectivemembership_import")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        told = {**(extra_context or {}), "may_import": may_manage_everybody(request.user)}  # type: ignore[arg-type]
        answer: HttpResponse = super().changelist_view(request, told)  # type: ignore[misc]
        return answer

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not may_manage_everybody(request.user):  # type: ignore[arg-type]
            raise PermissionDenied("Members are brought in by the secretariat.")
        form = TableForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._page(request, form)
        told = form.cleaned_data
        options = {"content": told["content"], "make_new": told["make_new"]}
        seen = request.POST.get("seen", "")
        refused = ""
        if seen and not request.FILES:
            try:
                done = import_members(**options, seen=seen, reason=told["reason"], by=request.user)  # type: ignore[arg-type]
            except Refused as why:
                refused = str(why)
            else:
                totals = ", ".join(f"{name}: {number:,}" for name, number in done.totals.items())
                messages.success(request, f"The table is brought in. {totals}.")
                return HttpResponseRedirect(reverse("admin:organisations_collectivemembership_changelist"))
        try:
            plan = plan_members(**options)
        except Refused as why:
            return self._page(request, form, refused=str(why))
        return self._page(request, form, refused=refused, plan=plan, content=told["content"])

    def _page(
        self,
        request: HttpRequest,
        form: TableForm,
        *,
        refused: str = "",
        plan: Plan | None = None,
        content: bytes = b"",
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Bring in members from a table",
            "form": form,
            "refused": refused,
            "plan": plan,
            "packed": packed(content) if plan else "",
            "faults": plan.faults[:FAULTS_SHOWN] if plan else [],
            "more_faults": max(0, len(plan.faults) - FAULTS_SHOWN) if plan else 0,
            "added": plan.added[:ROWS_SHOWN] if plan else [],
            "ended": plan.ended[:ROWS_SHOWN] if plan else [],
            "made": [*plan.made.values()][:ROWS_SHOWN] if plan else [],
            "shown": ROWS_SHOWN,
        }
        return TemplateResponse(request, "admin/import_members.html", context, status=409 if refused else 200)
