"""What can be done to a row at the desk beyond editing its fields: each act on a page of its own."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from caldicott.plain_text import PlainTextField
from caldicott.refusals import Refused

from .rows import RowAdmin


def digest_of(foreseen: Sequence[str]) -> str:
    """What names that which a person was told will happen."""
    return hashlib.sha256("\n".join(foreseen).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Act:
    """One act. `do` is called with the row, the person and the reason, and raises what its action raises.

    `possible` says whether the row as it stands and the person's roles allow it; only then is it offered. `done` is
    said afterwards.
    """

    name: str
    label: str
    says: str
    done: str
    do: Callable[..., Any]
    possible: Callable[[Any, Any], bool]
    reason: str = ""  # what the reason is for; empty where none is asked
    form: "type[ReasonForm] | None" = None  # where more is asked than the reason: its values go to `do` too
    # What names the state that the person looked at: it goes to `do` as `seen`, which refuses if it is another now.
    seen: Callable[[Any], str] | None = None
    # What will happen, sentence by sentence, from the row and what was typed: shown before anything is done. What the
    # person confirms goes to `do` as `seen`, a digest of it.
    foresees: Callable[..., Sequence[str]] | None = None
    starts: Callable[[Any], dict[str, Any]] | None = None  # what stands in the form at first


class ReasonForm(forms.Form):
    reason = PlainTextField(widget=AdminTextareaWidget, max_length=4_000)

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = "Give the reason: it is written down with what you do."


class ActingAdmin(RowAdmin):
    """Rows with acts. Their buttons stand above the form of the row."""

    acts: Sequence[Act] = ()

    def get_urls(self) -> list[URLPattern]:
        named = f"{self.opts.app_label}_{self.opts.model_name}_act"
        act = path("<int:row>/act/<str:name>/", self.admin_site.admin_view(self.act_view), name=named)
        return [act, *super().get_urls()]

    def shown_with_act(self, row: Any, name: str) -> SafeString | str:
        """What one has to see before one acts."""
        return ""

    def act_view(self, request: HttpRequest, row: int, name: str) -> HttpResponse:
        found = self.get_object(request, str(row))
        act = next((each for each in self.acts if each.name == name), None)
        if found is None or act is None or not self.has_view_permission(request, found):
            raise Http404
        initial = act.starts(found) if act.starts else {}
        form = (act.form or ReasonForm)(request.POST or None, label=act.reason, initial=initial) if act.reason else None
        refused, foreseen = "", []
        if request.method == "POST" and (form is None or form.is_valid()):
            told = form.cleaned_data if form else {"reason": ""}
            seen = {"seen": request.POST.get("seen", "")} if act.seen or act.foresees else {}
            if act.foresees:
                foreseen = list(act.foresees(found, **told))
            try:
                if act.foresees and not seen["seen"]:
                    self._must_be_possible(request, act, found)
                    return self._act_page(request, found, act, form, foreseen=foreseen)
                if act.seen and not seen["seen"]:
                    self._must_be_possible(request, act, found)
                    raise Refused("This was sent without what you looked at. Look at it, then decide.")
                act.do(found, by=request.user, **told, **seen)
            except Refused as why:
                refused = str(why)
            else:
                messages.success(request, act.done)
                return HttpResponseRedirect(self._address("change", found.pk))
        else:
            self._must_be_possible(request, act, found)
        return self._act_page(request, found, act, form, refused=refused, foreseen=foreseen)

    def _must_be_possible(self, request: HttpRequest, act: Act, found: Any) -> None:
        if not act.possible(found, request.user):
            raise PermissionDenied(f"“{act.label}” cannot be done now, or not in your role: {found}.")

    def _act_page(
        self,
        request: HttpRequest,
        found: Any,
        act: Act,
        form: "ReasonForm | None",
        *,
        refused: str = "",
        foreseen: Sequence[str] = (),
    ) -> HttpResponse:
        # As it is now, and shown with it: whoever was refused for what they had not seen sees it here and goes on.
        try:
            seen = act.seen(found) if act.seen else ""
        except Refused as why:
            refused, seen = refused or str(why), ""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": found,
            "foresees": act.foresees is not None,
            "foreseen": foreseen,
            "media": self.media + form.media if form else self.media,
            "title": act.label,
            "act": act,
            "form": form,
            "refused": refused,
            "shown": self.shown_with_act(found, act.name),
            "seen": digest_of(foreseen) if foreseen else seen,
        }
        return TemplateResponse(request, "admin/act.html", context, status=409 if refused else 200)

    def acts_for(self, row: Any, person: Any) -> list[tuple[str, str]]:
        """What a person may do with a row now, each with where."""
        return [(act.label, self._address("act", row.pk, act.name)) for act in self.acts if act.possible(row, person)]

    def beside_form(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        return {**super().beside_form(request, row), "acts": self.acts_for(row, request.user)}

    def _address(self, view: str, *arguments: Any) -> str:
        return reverse(f"{admin.site.name}:{self.opts.app_label}_{self.opts.model_name}_{view}", args=arguments)
