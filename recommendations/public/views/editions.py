"""Sealed editions: what each is and how one checks it, its bytes as they are stored, and what a correction changed."""

import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from caldicott.lists import Order, PublicList, page_of
from recommendations.editions.archive import edition_archived
from recommendations.editions.store import pieces_of
from recommendations.filters import EditionFilters
from recommendations.models import Change, Edition, SealedFile
from recommendations.public.presenters.corrections import files_that_differ, told
from recommendations.public.presenters.edition import Contents
from recommendations.tables import EDITIONS

R = TypeVar("R", bound=HttpResponseBase)

# What is sealed never changes, so that whoever has it need not ask again.
FOR_GOOD = "public, max-age=31536000, immutable"
# A file that somebody opens may show itself and nothing more, whatever is written in it.
INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"
PLAIN_TEXT = "text/plain; charset=utf-8"
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}

# A change has two long texts to be compared.
CHANGES_A_PAGE = 20

LIST = PublicList(
    filters=EditionFilters,
    table=EDITIONS,
    template="recommendations/public/edition_list.html",
    orders={"newest": Order("Published, the newest first", ("-place",))},
)


@require_safe
def edition_list(request: HttpRequest) -> HttpResponseBase:
    return LIST.answer(request, Edition.objects.published().with_neighbours().select_related("period"))


@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """The hash of every edition, the oldest first: what somebody keeps to notice later that one was exchanged."""
    editions = (
        Edition.objects.published().order_by("place").values_list("manifest_sha256", "period__position_date", "number")
    )
    lines = [f"{sha256}  {position_date}/{number}\n" for sha256, position_date, number in editions.iterator()]
    return HttpResponse("".join(lines), content_type=PLAIN_TEXT)


@require_safe
def of_period(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """Whoever cuts the address of an edition off is led to the editions of its period."""
    return redirect(f"{reverse('editions')}?period={position_date}")


@require_safe
def edition_detail(request: HttpRequest, position_date: datetime.date, number: int) -> HttpResponse:
    """What one edition is and says, and how a reader makes sure that nobody changed it."""
    edition = found(position_date, number)
    context = {
        "edition": edition,
        "sealed": Contents(edition),
        "site": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "recommendations/public/edition_detail.html", context)


@require_safe
def differences(request: HttpRequest, position_date: datetime.date, number: int) -> HttpResponse:
    """What a correction changed: row by row with its words, and which files are others. Of a first edition 404."""
    edition = found(position_date, number)
    if not edition.is_correction:
        raise Http404("The first edition corrects nothing.")
    changes = edition.changes.exclude(kind=Change.Kind.EDITION).order_by("pk")
    page = page_of(
        request, changes.select_related("period", "recommendation", "commitment", "organisation"), CHANGES_A_PAGE
    )
    context = {
        "edition": edition,
        "page": page,
        "told": [told(change) for change in page],
        "files": files_that_differ(edition) if page.number == 1 else [],
    }
    return render(request, "recommendations/public/edition_differences.html", context)


@require_safe
def manifest(request: HttpRequest, position_date: datetime.date, number: int) -> HttpResponse:
    edition = found(position_date, number)
    return sealed_as(edition, HttpResponse(edition.manifest.encode(), content_type=PLAIN_TEXT), edition.manifest_sha256)


@require_safe
def files(request: HttpRequest, position_date: datetime.date, number: int) -> HttpResponse:
    """They are listed on the page of their edition."""
    return redirect(f"{found(position_date, number).get_absolute_url()}#files")


@require_safe
def file(request: HttpRequest, position_date: datetime.date, number: int, name: str) -> HttpResponseBase:
    """The bytes of one file, as they were hashed."""
    sealed = get_object_or_404(
        SealedFile.objects.select_related("edition"),
        edition__in=Edition.objects.published().filter(period__position_date=position_date, number=number),
        name=name,
    )
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2], PLAIN_TEXT)
    response = StreamingHttpResponse(pieces_of(sealed.edition, name), content_type=media_type)
    response["Content-Length"] = str(sealed.size)
    return sealed_as(sealed.edition, response, sealed.sha256)


@require_safe
def archive(request: HttpRequest, position_date: datetime.date, number: int) -> HttpResponseBase:
    """Manifest and files as one ZIP, packed when it is asked for; its tag tells what is in it."""
    edition = found(position_date, number)
    etag = f'W/"{edition.manifest_sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return sealed_as(edition, unchanged, edition.manifest_sha256, etag=etag)
    name = f"caldicott2-{position_date}-edition-{number}.zip"
    response = FileResponse(
        edition_archived(edition), as_attachment=True, filename=name, content_type="application/zip"
    )
    return sealed_as(edition, response, edition.manifest_sha256, etag=etag)


def found(position_date: datetime.date, number: int) -> Edition:
    """Raises Http404 where no such edition is published."""
    editions: QuerySet[Any] = Edition.objects.published().with_neighbours().select_related("period")
    edition: Edition = get_object_or_404(editions, period__position_date=position_date, number=number)
    return edition


def sealed_as(edition: Edition, response: R, sha256: str, etag: str = "") -> R:
    """What is sent of an edition: kept for good, known by its digest, and nothing that could run."""
    response["ETag"] = etag or f'"{sha256}"'
    response["Last-Modified"] = http_date(edition.published_at.timestamp())
    response["Cache-Control"] = FOR_GOOD
    response["Content-Security-Policy"] = INERT
    return response
