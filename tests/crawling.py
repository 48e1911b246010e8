"""Follows every link of the site, as a patient machine would, and notes what is wrong with what it finds."""

import gzip
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import html5lib  # type: ignore[import-untyped]
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.conftest import ROOT

SITE = "http://testserver"
BUILT = ROOT / "static" / "build"
# What every page brings with it, by the names of the built files.
DRESS = ("site.css", "site.js", "supported.js", "images/favicon.svg")
MOST_QUERIES = 6
MOST_BYTES = 60_000
# Not followed: rooms for people who sign in, and the API's own addresses, which tests of their own walk.
OTHER_ROOMS = ("/admin/", "/accounts/", "/static/", "/api/v1/docs/")
# Nor PDFs: each takes seconds to make, and a test of its own reads one.
SLOW = (".pdf",)
LINKS = {"a": "href", "link": "href", "form": "action", "img": "src", "script": "src"}


class Outline(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if identity := given.get("id"):
            self.ids.append(identity)
        address = given.get(LINKS.get(tag, ""))
        if address is not None:
            self.links.append(address)


@dataclass
class Crawl:
    """A walk from the overview. `variants` is how many query strings are tried of each page and set of parameters.

    `strict` pages of each kind are parsed strictly; a parser that forgives nothing is too slow for thousands.
    """

    client: Client
    variants: int = 1_000
    strict: int = 1_000
    seen: dict[str, str] = field(default_factory=dict)  # by address, where it was linked from
    ids: dict[str, set[str]] = field(default_factory=dict)  # by address of a page, its anchors
    anchors: list[tuple[str, str, str]] = field(default_factory=list)  # page, anchor, where it was linked from
    problems: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)  # how many pages of each view were read
    heaviest: tuple[int, str] = (0, "")
    _tried: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)

    def from_the_overview(self) -> "Crawl":
        waiting = deque(["/"])
        self.seen["/"] = "the start"
        while waiting:
            address = waiting.popleft()
            for link in self.read(address):
                if self._is_new(link):
                    self.seen[link] = address
                    waiting.append(link)
        self._look_for_anchors()
        return self

    def read(self, address: str) -> Iterator[str]:
        """What is at an address; the addresses on this site that it links to."""
        connection.queries_log.clear()  # it holds some thousands, and complains when it is full
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address)
        if response.status_code in (301, 302):
            yield self._within(address, response["Location"]) or "/"
            return
        if response.status_code != 200:
            self.complain(address, f"answers {response.status_code}")
            return
        if not response["Content-Type"].startswith("text/html"):
            assert b"".join(response), address  # a file is read to its end
            return
        self.kinds[resolve(urlsplit(address).path).view_name] += 1
        html = response.content.decode()
        self._weigh(address, response, len(queries))
        self._parse_strictly(address, html)
        outline = Outline(html)
        self._note_ids(address, outline.ids)
        for link in outline.links:
            if found := self._within(address, link):
                yield found

    def complain(self, address: str, what: str) -> None:
        self.problems.append(f"{address} (linked from {self.seen.get(address)}): {what}")

    @cached_property
    def dress(self) -> int:
        """The bytes of style and script that a first visit brings beside the page."""
        return sum(len(gzip.compress((BUILT / name).read_bytes(), 6)) for name in DRESS)

    def _weigh(self, address: str, response: Any, queries: int) -> None:
        if queries > MOST_QUERIES:
            self.complain(address, f"takes {queries} queries")
        weight = len(gzip.compress(response.content, 6)) + self.dress
        self.heaviest = max(self.heaviest, (weight, address))
        if weight > MOST_BYTES:
            self.complain(address, f"weighs {weight:,} bytes")

    def _parse_strictly(self, address: str, html: str) -> None:
        if self.kinds[resolve(urlsplit(address).path).view_name] > self.strict:
            return
        try:
            html5lib.HTMLParser(strict=True).parse(html)
        except html5lib.html5parser.ParseError as error:
            self.complain(address, f"is not valid: {error}")

    def _note_ids(self, address: str, ids: list[str]) -> None:
        twice = [each for each, times in Counter(ids).items() if times > 1]
        if twice:
            self.complain(address, f"has ids twice: {twice[:5]}")
        self.ids[address] = set(ids)

    def _within(self, page: str, link: str) -> str | None:
        """The link as an address of this site; None for another site's and for what is not followed."""
        whole, anchor = urldefrag(urljoin(SITE + page, link))
        if not whole.startswith(SITE + "/"):
            return None
        address = whole.removeprefix(SITE)
        if address.startswith(OTHER_ROOMS) or address.endswith(SLOW):
            return None
        if anchor:
            self.anchors.append((address, anchor, page))
        return address

    def _is_new(self, address: str) -> bool:
        if address in self.seen:
            return False
        parts = urlsplit(address)
        if not parts.query:
            return True
        shape = (parts.path, tuple(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))))
        self._tried[shape] += 1
        return self._tried[shape] <= self.variants

    def _look_for_anchors(self) -> None:
        for address, anchor, page in self.anchors:
            if address in self.ids and anchor not in self.ids[address]:
                self.problems.append(f"{page}: links to #{anchor} of {address}, which has no such place")
