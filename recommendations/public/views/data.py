"""The record for whoever wants to work with it: the page, the whole of it as one file, and what catalogues read."""

import hashlib
import os

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from caldicott.tables import FORMATS
from recommendations.package.archive import archived
from recommendations.package.descriptor import DESCRIPTION, LICENCE, TITLE
from recommendations.public.presenters.catalogue import ATTRIBUTION, PLACE, Catalogue
from recommendations.public.presenters.data import coverage, offers, terms

# How long others may keep what takes the whole record to make, in seconds.
TEN_MINUTES = 600

PYTHON = """\
import csv, io, urllib.request, zipfile

with urllib.request.urlopen("{address}") as answer:
    package = zipfile.ZipFile(io.BytesIO(answer.read()))
with package.open("assessments.csv") as file:
    for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")):
        print(row["period"], row["recommendation"], row["conclusion"])
"""


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Every file and list there is, and what the values in them mean."""
    context = {
        "offers": offers(),
        "coverage": coverage(),
        "terms": terms(),
        "title": TITLE,
        "about": DESCRIPTION.partition("\n")[0],
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "place": PLACE,
        "formats": FORMATS,
        "python": PYTHON.format(address=request.build_absolute_uri(reverse("data-package"))),
    }
    return render(request, "recommendations/public/data.html", context)


@require_safe
@cache_control(public=True, max_age=TEN_MINUTES)
def package(request: HttpRequest) -> HttpResponseBase:
    """The whole record as a Data Package in one file; its tag is the digest of its bytes."""
    file, _ = archived()
    etag = f'"{hashlib.file_digest(file, "sha256").hexdigest()}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        file.close()
        unchanged["ETag"] = etag
        return unchanged
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename="caldicott2-record.zip", content_type="application/zip")
    response["ETag"] = etag
    return response


@require_safe
@cache_control(public=True, max_age=TEN_MINUTES)
def catalogue(request: HttpRequest) -> JsonResponse:
    """The record in the words of DCAT."""
    file, _ = archived()
    with file:
        size = file.seek(0, os.SEEK_END)
    told = Catalogue(offers(), coverage(), size, request.build_absolute_uri).told
    return JsonResponse(
        told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
