"""The form of the feeds: Atom, a page at a time as RFC 5005 has it."""

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed

# What XML cannot hold, and would refuse the whole feed for.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Atom(Atom1Feed):
    """Its ids and those of its entries hold whatever the pages' addresses become: tag:example.org,2026:changes/7.

    It is given the `page` of its entries and names the first and the last one and those beside it. All have one id:
    they are one feed.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.beginning = self.feed["feed_url"]
        self.feed["id"] = self.tag(urlsplit(self.beginning).path.strip("/"))
        self.feed["feed_url"] = self.address(self.feed["page"].number)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for name, number in self.pages():
            handler.addQuickElement("link", "", {"rel": name, "href": self.address(number)})

    def pages(self) -> Iterator[tuple[str, int]]:
        """The numbers of the pages that lead through the feed, by their relation to this one."""
        page = self.feed["page"]
        yield "first", 1
        if page.has_previous():
            yield "previous", page.previous_page_number()
        if page.has_next():
            yield "next", page.next_page_number()
        yield "last", page.paginator.num_pages

    def address(self, number: int) -> str:
        return self.beginning if number == 1 else f"{self.beginning}?page={number}"

    def add_item(self, *args: Any, **options: Any) -> None:
        super().add_item(*args, **{**options, "unique_id": self.tag(options["unique_id"])})

    def tag(self, name: str) -> str:
        return f"tag:{urlsplit(self.beginning).hostname},2026:{name}"

    def latest_post_date(self) -> datetime.datetime:
        """A feed without entries has not changed since ever, and not just now, so that its tag holds."""
        return super().latest_post_date() if self.items else NEVER


def fit_for_xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return CONTROL.sub("", text)
