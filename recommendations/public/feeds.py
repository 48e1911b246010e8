"""What changed, as Atom: all of it, or what is told of one recommendation or by one organisation."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from caldicott.lists import page_of
from caldicott.parameters import problems_with
from organisations.models import Organisation
from recommendations.models import Change, ChangeQuerySet, Recommendation
from recommendations.models.wording import Wording

from .atom import Atom, fit_for_xml
from .presenters.entries import Entry, entries_of

ENTRIES = 50  # on a page


@dataclass(frozen=True)
class FeedPage:
    """What a feed is about, None for everything, and the page of its changes that is asked for."""

    about: Recommendation | Organisation | None
    page: "Page[Change]"


class ChangesFeed(Feed):
    """Within a publication the period itself and the conclusions come first."""

    feed_type = Atom
    language = "en-GB"
    author_name = "Caldicott2 progress tracker"
    feed_copyright = "Crown copyright, used under the Open Government Licence v3.0"

    def __call__(self, request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
        """The feed; 400 and a line for each parameter that is not understood."""
        problems = problems_with(request.GET, {"page"})
        if problems:
            lines = "".join(f"{name}: {problem}\n" for name, problem in problems.items())
            return HttpResponseBadRequest(lines, content_type="text/plain; charset=utf-8")
        return super().__call__(request, *args, **names)

    def get_object(self, request: HttpRequest, **names: Any) -> FeedPage:
        """Raises Http404 for what is not there, a page included."""
        about = self.about(**names)
        told_of = ("period", "recommendation", "commitment", "organisation")
        changes = self.changes(about).select_related(*told_of).order_by("-at", "pk")
        return FeedPage(about, page_of(request, changes, ENTRIES))

    def about(self, **names: Any) -> Any:
        """What the address names; None where it names nothing. Raises Http404 for what is not there."""
        return None

    def changes(self, about: Any) -> ChangeQuerySet:
        return Change.objects.published()

    def feed_extra_kwargs(self, asked: FeedPage) -> dict[str, Any]:
        return {"page": asked.page}

    def title(self, asked: FeedPage) -> str:
        told = fit_for_xml(f": {asked.about}") if asked.about else ""
        return f"Caldicott2 progress tracker, what changed{told}"

    def subtitle(self, asked: FeedPage) -> str:
        return "What was new in each publication: conclusions, ratings and reports. The newest comes first."

    def link(self, asked: FeedPage) -> str:
        return asked.about.get_absolute_url() if asked.about else reverse("changes")

    def items(self, asked: FeedPage) -> list[Entry]:
        return entries_of(asked.page)

    def item_title(self, entry: Entry) -> str:
        return fit_for_xml(f"{entry.change.subject}: {entry.change.in_words}")

    def item_description(self, entry: Entry) -> str:
        """When, the words of the panel or of the report, each saying whose they are, and of a correction why."""
        first = entry.first_published
        since = f", first published in {first.month}" if first else ""
        said = format_html_join(
            "; ", "{} <q>{}</q>", ((lead, fit_for_xml(words)) for lead, words in entry.change.conclusions)
        )
        told = [format_html("<p>{}{}.</p>", entry.change.period, since)]
        if said:
            told.append(format_html("<p>{}</p>", said))
        if entry.report and entry.text:
            form = "<p>Reported:</p><blockquote>{}</blockquote>"
            if entry.report.wording == Wording.SUMMARY:
                form = "<p>Reported, in this site’s words: {}</p>"
            told.append(format_html(form, fit_for_xml(entry.text)))
        if entry.change.reason:
            told.append(format_html("<p>Why: {}</p>", fit_for_xml(entry.change.reason)))
        return "".join(told)

    def item_link(self, entry: Entry) -> str:
        return entry.change.get_absolute_url()

    def item_guid(self, entry: Entry) -> str:
        return f"changes/{entry.change.pk}"

    def item_pubdate(self, entry: Entry) -> datetime.datetime | None:
        """None of what was published elsewhere first: nothing on the record tells the day."""
        return None if entry.first_published else entry.change.at

    def item_updateddate(self, entry: Entry) -> datetime.datetime:
        return entry.change.at

    def item_categories(self, entry: Entry) -> tuple[str]:
        return (entry.change.kind,)


class RecommendationFeed(ChangesFeed):
    """The panel's conclusions on one recommendation, and what is reported under it."""

    def about(self, **names: Any) -> Recommendation:
        return get_object_or_404(Recommendation, **names)

    def changes(self, about: Recommendation) -> ChangeQuerySet:
        return super().changes(about).about(about)


class OrganisationFeed(ChangesFeed):
    """What one organisation reports."""

    def about(self, **names: Any) -> Organisation:
        return get_object_or_404(Organisation, **names)

    def changes(self, about: Organisation) -> ChangeQuerySet:
        return super().changes(about).filter(organisation=about)
