"""Every public page, for search engines: the rooms, and each thing that has a page of its own."""

from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from caldicott import rooms
from organisations.models import Organisation, OrganisationType
from recommendations.models import Commitment, Edition, Period, Recommendation

ADDRESSES_AT_A_TIME = 10_000  # in one file; the protocol allows five times as many


class Rooms(Sitemap):
    def items(self) -> list[str]:
        return ["home", *(room.name for room in rooms.ROOMS)]

    def location(self, item: str) -> str:
        return reverse(item)


def pages_of(queryset: "QuerySet[Any]") -> "GenericSitemap[Any]":
    """The page of each row."""
    sitemap: GenericSitemap[Any] = GenericSitemap({"queryset": queryset})
    sitemap.limit = ADDRESSES_AT_A_TIME
    return sitemap


SITEMAPS: dict[str, Any] = {
    "rooms": Rooms,
    "recommendations": pages_of(Recommendation.objects.order_by("number")),
    "commitments": pages_of(Commitment.objects.order_by("number")),
    "organisations": pages_of(Organisation.objects.unmerged().order_by("slug")),
    "periods": pages_of(Period.objects.published().order_by("position_date")),
    "editions": pages_of(Edition.objects.published().select_related("period").order_by("place")),
    "toolkit": pages_of(OrganisationType.objects.order_by("position")),
}
