"""The history of one row, behind its button at the desk, and the list of all histories."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from organisations.models import AuditRow, HistoryRow, history_name

from .entries import entries
from .reading import Place, page_after
from .searching import HistorySearch, kinds_with_history, sources
from .words import address_of, subject_in_words


def history_of(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Of one row, whether it is still there or not, for whoever may look at it."""
    model = model_admin.model
    row = model_admin.get_object(request, unquote(object_id))
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    try:
        key = row.pk if row is not None else model._meta.pk.to_python(unquote(object_id))
    except ValidationError:
        raise Http404 from None
    if not isinstance(key, int) or not -(2**63) <= key < 2**63:
        raise Http404
    label = model._meta.label_lower
    told = HistoryRow.objects.filter(about__contains=[history_name(label, key)])
    kind = ContentType.objects.get_for_model(model)
    deeds = AuditRow.objects.filter(subject_type=kind, subject_id=key).select_related("by")
    page = page_after(Place.read(request.GET.get("after", "")), [told, deeds])
    if row is None and not page.rows:
        raise Http404
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model._meta,
        "original": row,
        "title": f"History of {row}" if row else f"History of {subject_in_words(label, key, {})}",
        "entries": entries(page.rows),
        "further": f"?{urlencode({'after': page.ends})}" if page.ends else "",
        "first": "after" in request.GET,
        "here": address_of(label, key),
    }
    return TemplateResponse(request, "admin/histories/of_a_row.html", context)


def all_histories(model_admin: Any, request: HttpRequest) -> HttpResponse:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    given = {name: value for name, value in request.GET.items() if name != "after"}
    form = HistorySearch(given or None, kinds=kinds_with_history())
    valid = not form.is_bound or form.is_valid()
    asked = form.cleaned_data if form.is_bound and valid else {}
    page = page_after(Place.read(request.GET.get("after", "")), sources(asked)) if valid else None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "All histories",
        "form": form,
        "narrowed": bool(given),
        "entries": entries(page.rows) if page else [],
        "further": f"?{urlencode({**given, 'after': page.ends})}" if page and page.ends else "",
        "first": "after" in request.GET,
    }
    return TemplateResponse(request, "admin/histories/all.html", context)
