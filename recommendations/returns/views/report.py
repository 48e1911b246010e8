"""One report: its form while it can be written, and every round of it as it was submitted."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from caldicott.refusals import Refused
from organisations.accounts import kept
from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import POWERS, Power
from recommendations.models import Draft
from recommendations.reporting.drafts import NEW, Conflict, Unkeepable, save_draft
from recommendations.reporting.forms import EVIDENCE, MOST_ROWS, RISKS
from recommendations.reporting.obligations import Obligation, Return
from recommendations.reporting.typed import Answers, Typed, beginning, typed_in, with_another_row
from recommendations.returns.conflict import Choice, merged, questions_that_differ
from recommendations.returns.finding import obligation_at, return_at

ANOTHER_ROW = {"add-evidence": EVIDENCE, "add-risk": RISKS}


@at_desk(Power.SEE_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, place: Place, position_date: datetime.date, number: int) -> HttpResponse:
    return_ = return_at(place, position_date, only=number)
    if not return_.obligations:
        return _not_asked(request, place)
    obligation = return_.obligations[0]
    if request.method == "POST":
        return _save(request, place, return_, obligation, typed_in(request.POST.dict()), _version(request))
    if "saved" in request.GET:  # rather than what waits
        kept.forget(request, request.path)
        return redirect(request.path)
    waiting = kept.waiting(request)
    if waiting is not None:
        typed = typed_in(waiting)
        return _form(
            request, place, return_, obligation, typed=typed, version=waiting.get("version", NEW), was_kept=True
        )
    return _form(request, place, return_, obligation)


def _not_asked(request: HttpRequest, place: Place) -> HttpResponse:
    """Raises Http404; who has typed something meanwhile is shown it."""
    if request.method != "POST":
        raise Http404
    context = {"place": place, "typed": kept.long_texts(request)}
    return render(request, "recommendations/returns/not_asked.html", context, status=404)


@at_desk(Power.WRITE_REPORT)
@require_POST
def choose(request: HttpRequest, place: Place, position_date: datetime.date, number: int) -> HttpResponse:
    """After a conflict: what was chosen of both versions, saved unless yet another came in between."""
    return_, obligation = obligation_at(place, position_date, number)
    theirs = obligation.draft
    mine = typed_in(request.POST.dict())
    if theirs is None:
        return _save(request, place, return_, obligation, mine, NEW)
    if theirs.version != _version(request):
        return _conflict(request, place, return_, obligation, mine, theirs)
    choices = _choices(request)
    differing = questions_that_differ(mine, theirs.typed)
    if not all(question.name in choices for question in differing):
        return _conflict(request, place, return_, obligation, mine, theirs, unchosen=True)
    try:
        chosen = merged(mine, theirs.typed, choices)
    except Refused as refused:
        return _conflict(request, place, return_, obligation, mine, theirs, refused=str(refused))
    return _save(request, place, return_, obligation, chosen, theirs.version)


def _choices(request: HttpRequest) -> dict[str, Choice]:
    """By question."""
    sent = {name[5:]: value for name, value in request.POST.items() if name.startswith("keep-")}
    return {name: Choice(value) for name, value in sent.items() if value in list(Choice)}


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else NEW


def _save(
    request: HttpRequest, place: Place, return_: Return, obligation: Obligation, typed: Typed, version: int
) -> HttpResponse:
    """Keep it and go where the pressed button leads; whatever stands in the way, the text is shown again."""
    if not place.may(Power.WRITE_REPORT):
        raise PermissionDenied(POWERS[Power.WRITE_REPORT])
    pressed = request.POST.get("do", "")
    by_itself = "application/json" in request.headers.get("Accept", "")
    if pressed in ANOTHER_ROW:
        typed = with_another_row(typed, ANOTHER_ROW[pressed])
    try:
        draft = save_draft(
            organisation=place.organisation,
            period=return_.period,
            commitment=obligation.commitment,
            typed=typed,
            version=version,
            by=place.person,
        )
    except Conflict as conflict:
        if by_itself:
            return JsonResponse({"says": f"{conflict} Press “Save draft” to see both."}, status=409)
        return _conflict(request, place, return_, obligation, typed, conflict.draft)
    except Unkeepable as refused:
        if by_itself:
            return JsonResponse({"says": next(iter(refused.fields.values()))}, status=422)
        return _form(request, place, return_, obligation, typed=typed, version=version, errors=refused.fields)
    except Refused as refused:
        if by_itself:
            return JsonResponse({"says": str(refused)}, status=409)
        return _form(request, place, return_, obligation, typed=typed, version=version, errors={"": str(refused)})
    kept.forget(request, _own_page(place, return_, obligation))
    if by_itself:
        return JsonResponse({"version": draft.version, "says": f"Draft saved at {_time(draft)}."})
    messages.success(request, f"Draft saved at {_time(draft)}.")
    return redirect(_way_on(pressed, place, return_, obligation, draft))


def _time(draft: Draft) -> str:
    return f"{timezone.localtime(draft.saved_at):%H:%M}"


def _way_on(pressed: str, place: Place, return_: Return, obligation: Obligation, draft: Draft) -> str:
    here = (place.organisation.slug, return_.period.position_date)
    own = _own_page(place, return_, obligation)
    if pressed == "check":
        return f"{reverse('return-submit', args=here)}?report={obligation.number}"
    if pressed == "list":
        return reverse("return", args=here)
    if pressed in ANOTHER_ROW:
        prefix = ANOTHER_ROW[pressed]
        return f"{own}#{prefix}-{int(draft.typed[f'{prefix}-TOTAL_FORMS']) - 1}"
    return own


def _own_page(place: Place, return_: Return, obligation: Obligation) -> str:
    return reverse("return-report", args=[place.organisation.slug, return_.period.position_date, obligation.number])


def _form(
    request: HttpRequest,
    place: Place,
    return_: Return,
    obligation: Obligation,
    *,
    typed: Typed | None = None,
    version: Any = None,
    errors: dict[str, str] | None = None,
    was_kept: bool = False,
) -> HttpResponse:
    """The form with what is saved, or with what was `typed` and is not; where nothing can be written, what was."""
    draft = obligation.draft
    if typed is None:
        expected = obligation.slippage.latest
        typed = draft.typed if draft else beginning(obligation.last, expected)
        version = draft.version if draft else NEW
    answers = Answers(typed, obligation.last)
    context = {
        "place": place,
        "return": return_,
        "obligation": obligation,
        "answers": answers,
        "version": version,
        "errors": errors or {},
        "typed_unsaved": kept.long_texts(request),
        "most_rows": MOST_ROWS,
        "was_kept": was_kept,
        "checked": "check" in request.GET,
        "writable": place.may(Power.WRITE_REPORT) and obligation.to_do and return_.takes_reports,
        "ticket": kept.ticket(request, request.path),
    }
    return render(request, "recommendations/returns/report.html", context, status=422 if errors else 200)


def _conflict(
    request: HttpRequest,
    place: Place,
    return_: Return,
    obligation: Obligation,
    mine: Typed,
    theirs: Draft,
    *,
    unchosen: bool = False,
    refused: str = "",
) -> HttpResponse:
    context = {
        "place": place,
        "return": return_,
        "obligation": obligation,
        "mine": mine,
        "theirs": theirs,
        "questions": questions_that_differ(mine, theirs.typed),
        "chosen": _choices(request),
        "unchosen": unchosen,
        "refused": refused,
        "ticket": kept.ticket(request, _own_page(place, return_, obligation)),
    }
    return render(request, "recommendations/returns/conflict.html", context, status=409)
