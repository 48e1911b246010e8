"""Every public address, with what there is, with what is not published, and with what may be next.

By the URLconf, and for each list by all that its declaration knows: what is added to them is walked too.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.urls import get_resolver, resolve, reverse

from caldicott.api.views import PublicResource
from caldicott.lists import PublicList
from organisations.models import Organisation, OrganisationType
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Period,
    ProgressReport,
    TargetDate,
)
from tests.journeys.test_every_page import PRIVATE
from tests.returning import POSITION
from tests.worlds import MUCH, OTHER, UNPUBLISHED, commitments_of_one_body

SECRET_WORDS = [each.word for each in (MUCH, OTHER)]
NOTHING_LIKE_IT = "999999"
# A document takes seconds to make: one stands for all.
SLOW = {"report-pdf", "edition-report-pdf"}
# These are numbered as they are published; the next ones would be unpublished rows, if these had numbers.
PUBLIC_IDS = {
    "api-progress-report-detail": ProgressReport,
    "api-target-date-detail": TargetDate,
    "api-additional-information-detail": AdditionalInformation,
    "api-assessment-detail": Assessment,
}


def days() -> list[Any]:
    """Of the record, of the sample period, and one that is not published; lists are asked for all of these."""
    return [Period.objects.earliest("position_date").position_date, POSITION, UNPUBLISHED[0]]


def some(numbers: Any) -> list[int]:
    """The first few that are published, the last one, and those that would come next."""
    known = sorted(numbers)
    last = known[-1] if known else 0
    return sorted({*known[:3], *known[-2:], *range(last + 1, last + 4), 100_000, 10**9})


def values_of() -> dict[str, list[Any]]:
    """What stands in the public addresses, by the name of the part: what there is, and what may be next."""
    slugs = ["nhs-england", "all-organisations", "ig-forum", "nowhere"]
    return {
        "slug": slugs,
        "position_date": days(),
        "period": days(),
        "number": [1, 2, 3, 7, 20, 26, 27],
        "annex": [1, 3, 4],
        "part": [2],
        "section": ["rooms", "recommendations", "commitments", "organisations", "periods", "editions", "toolkit"],
        "name": [
            "edition.json",
            "missing_reports.csv",
            "silent_organisations.csv",
            "nothing.csv",
        ],
    }


def values_for(name: str) -> dict[str, list[Any]]:
    values = values_of()
    if model := PUBLIC_IDS.get(name):
        published: Any = model._default_manager
        values["public_id"] = some(published.published().values_list("public_id", flat=True))
    elif name == "api-change-detail":
        values["pk"] = some(Change.objects.values_list("pk", flat=True))
    elif name in ("api-toolkit-return-detail", "api-figure-check-detail"):
        values["pk"] = [1, 2, 100_000]
    elif name == "toolkit-type":
        values["slug"] = list(OrganisationType.objects.values_list("slug", flat=True))
    elif name == "api-period-detail":
        values["slug"] = days()
    elif name in ("commitment", "api-commitment-detail", "short-commitment"):
        values["number"] = [*reported_on(), 85]
    elif name.startswith(("recommendation", "api-recommendation", "short-recommendation")):
        values["number"] = [*range(1, 8), 20, 26, 27]
    elif name in ("organisation", "organisation-feed", "api-organisation-detail"):
        led = Organisation.objects.filter(commitments__in=reported_on()).order_by("slug").distinct()
        values["slug"] = [*led.values_list("slug", flat=True), "all-organisations", "nowhere"]
    elif name.startswith("edition"):
        values["number"] = [1, 2, 3]
    return values


def reported_on() -> list[int]:
    """Commitments on which any of the worlds has a report, and a few more."""
    return [commitment.number for commitment, _ in commitments_of_one_body()][:12]


def combined(wanted: list[str], values: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    if not wanted:
        yield {}
        return
    first, *others = wanted
    for value in values[first]:
        for rest in combined(others, values):
            yield {first: value, **rest}


def public_names() -> list[str]:
    return [name for name in get_resolver().reverse_dict if isinstance(name, str) and name not in PRIVATE]


def plain_addresses() -> Iterator[str]:
    """Every address of the URLconf that is not private, with what there is and with what is not there."""
    for name in sorted(public_names()):
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        if name in SLOW:
            continue
        for kwargs in combined(wanted, values_for(name)):
            yield reverse(name, kwargs=kwargs)


def lists() -> Iterator[tuple[str, PublicList]]:
    """Each public list with its address."""
    for name in public_names():
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        view: Any = None if wanted else resolve(reverse(name)).func
        if getattr(view, "__name__", "").endswith("_list") and not name.startswith("api-"):
            yield reverse(name), import_module(view.__module__).LIST


def queries() -> Iterator[str]:
    """Each list by each filter with each value, in each order, for each word, as each file, on each page."""
    for address, each in lists():
        for name, field in each.filters({}).form.fields.items():
            for value in asked_of(field):
                yield f"{address}?{urlencode({name: value})}"
            yield from (f"{address}?{urlencode({name: day, 'format': 'csv'})}" for day in [POSITION, *UNPUBLISHED])
        for order in [*each.orders, "id"]:
            yield f"{address}?sort={order}"
        for word in [*SECRET_WORDS, "sample", "progress"]:
            yield f"{address}?q={word}"
            yield f"{address}?q={word}&format=csv"
        yield from (f"{address}?page={page}" for page in (2, 3, 99))
        yield f"{address}?format=xlsx"
    for name in sorted(name for name in public_names() if name.startswith("api-") and name.endswith("-list")):
        address = reverse(name)
        resource = getattr(resolve(address).func, "cls", None)
        if not (resource and issubclass(resource, PublicResource)):
            continue
        for key, field in resource.filterset_class({}).form.fields.items():
            yield from (f"{address}?{urlencode({key: value})}" for value in asked_of(field))
        for order in resource.ordering_fields:
            yield from (f"{address}?ordering={sign}{order}" for sign in ("", "-"))
        yield from (f"{address}?search={word}" for word in [*SECRET_WORDS, "sample", "progress"])
        yield from (f"{address}?page={page}&page_size=50" for page in (1, 2, 3, 99))
    yield from (f"/search/?q={word}" for word in [*SECRET_WORDS, "quaga", "thylacin", "sample", "2091", "progress"])


def asked_of(field: Any) -> list[str]:
    """Some of what a filter offers, and what is not there: for a period, one that is not published."""
    offered = [str(value) for value, _ in getattr(field, "choices", ())][:4]
    return list(dict.fromkeys([*offered, *map(str, UNPUBLISHED), NOTHING_LIKE_IT]))


def of_the_desk() -> Iterator[str]:
    """The panel's desk, and the organisations' own, for whoever is not signed in: no more than where to sign in."""
    for part in ("period", "assessment", "progressreport", "correction", "edition", "user", "letter"):
        app = "organisations" if part in ("user", "letter") else "recommendations"
        for rest in ("", "add/", "1/change/", "1/history/", "1/delete/", "1/act/publish/", "1/preview/", "9/correct/"):
            yield f"/admin/{app}/{part}/{rest}"
    yield from ("/admin/", "/admin/autocomplete/?term=q", "/admin/jsi18n/", "/admin/nothing/")
    asked = {"app_label": "recommendations", "model_name": "assessment", "field_name": "period", "term": "2091"}
    yield f"/admin/autocomplete/?{urlencode(asked)}"
    for day in days():
        yield f"/admin/recommendations/assessment/assess/{day}/"
        yield f"/returns/nhs-england/{day}/"
        yield f"/returns/nhs-england/{day}/10/"


def addresses() -> list[str]:
    slow = [reverse("edition-report-pdf", args=[POSITION, 2])]
    return list(dict.fromkeys([*plain_addresses(), *queries(), *of_the_desk(), *slow]))
