"""What changed, as Atom: all of it, or what is told of one recommendation or by one organisation."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join

from organisations.models import Organisation
from recommendations.models import Change, Recommendation

ENTRIES = 50
# What XML cannot hold, and would refuse the whole feed for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Atom(Atom1Feed):
    """Its ids and those of its entries hold whatever the pages' addresses become: tag:example.org,2026:changes/7."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.feed["id"] = self.tag(urlsplit(self.feed["feed_url"]).path.strip("/"))

    def add_item(self, *args: Any, **options: Any) -> None:
        super().add_item(*args, **{**options, "unique_id": self.tag(options["unique_id"])})

    def tag(self, name: str) -> str:
        return f"tag:{urlsplit(self.feed['feed_url']).hostname},2026:{name}"

    def latest_post_date(self) -> datetime.datetime:
        """A feed without entries has not changed since ever, and not just now, so that its tag holds."""
        return super().latest_post_date() if self.items else NEVER


class ChangesFeed(Feed):
    """Of a publication with more changes than a feed holds, the period itself and the conclusions come first."""

    feed_type = Atom
    language = "en-GB"
    author_name = "Caldicott2 progress tracker"
    feed_copyright = "Crown copyright, used under the Open Government Licence v3.0"

    def title(self, about: Any) -> str:
        told = CONTROL.sub("", f": {about}") if about else ""
        return f"Caldicott2 progress tracker, what changed{told}"

    def subtitle(self, about: Any) -> str:
        return "What each publication told anew: conclusions, ratings and reports. The newest comes first."

    def link(self, about: Any) -> str:
        address: str = about.get_absolute_url() if about else reverse("changes")
        return address

    def changes(self, about: Any) -> QuerySet[Change]:
        return Change.objects.published()

    def items(self, about: Any) -> QuerySet[Change]:
        told_of = ("period", "recommendation", "commitment", "organisation")
        return self.changes(about).select_related(*told_of).order_by("-at", "pk")[:ENTRIES]

    def item_title(self, change: Change) -> str:
        return CONTROL.sub("", f"{change.subject}: {change.in_words}")

    def item_description(self, change: Change) -> str:
        said = format_html_join(
            "; ", "{} <q>{}</q>", ((lead, CONTROL.sub("", words)) for lead, words in change.conclusions)
        )
        return format_html("<p>{}.</p>", change.period) + (format_html("<p>{}</p>", said) if said else "")

    def item_link(self, change: Change) -> str:
        return change.get_absolute_url()

    def item_guid(self, change: Change) -> str:
        return f"changes/{change.pk}"

    def item_pubdate(self, change: Change) -> datetime.datetime:
        return change.at

    def item_updateddate(self, change: Change) -> datetime.datetime:
        return change.at

    def item_categories(self, change: Change) -> tuple[str]:
        return (change.kind,)


class RecommendationFeed(ChangesFeed):
    """The panel's conclusions on one recommendation, and what is reported under it."""

    def get_object(self, request: HttpRequest, number: int) -> Recommendation:
        return get_object_or_404(Recommendation, number=number)

    def changes(self, about: Recommendation) -> QuerySet[Change]:
        return super().changes(about).filter(recommendation=about)


class OrganisationFeed(ChangesFeed):
    """What one organisation reports."""

    def get_object(self, request: HttpRequest, slug: str) -> Organisation:
        return get_object_or_404(Organisation, slug=slug)

    def changes(self, about: Organisation) -> QuerySet[Change]:
        return super().changes(about).filter(organisation=about)
