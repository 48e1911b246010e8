"""One file of all that the pages of a report show."""

import hashlib
import re
from pathlib import Path
from typing import Protocol

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from recommendations.models import Edition

from ..contents import Contents
from ..document.cover import Cover
from ..places import Places
from . import make
from .kept import kept

# A link to a page of the site. None of the templates puts one link in another, and what is shown is escaped.
LINK = re.compile(r'<a (?P<before>[^>]*)href="/(?P<path>[^"#]*)(?P<anchor>#[^"]*)?"[^>]*>(?P<words>.*?)</a>', re.DOTALL)


class Report(Protocol):
    """What a report has; `sections` of the entries of one annex gives each with its entry."""

    @property
    def edition(self) -> Edition: ...

    @property
    def contents(self) -> Contents: ...

    @property
    def cover(self) -> Cover: ...


def pdf_of(report: Report) -> tuple[bytes, str]:
    """The PDF, and a digest of all that it was made of. Raises Busy while another one is made."""
    html, style = html_of(report), _style()
    digest = hashlib.sha256("\0".join([html, style, make.version()]).encode()).hexdigest()[:32]
    name = f"{report.cover.slug}-edition-{report.edition.number}"
    return kept(name, digest, lambda: make.pdf_from(html, style, digest)), digest


def html_of(report: Report) -> str:
    """The report in one file: links to its own sections become links within it.

    Of links to other pages of the site the words are left. A file is kept and passed on, and the address at which the
    site was asked for it is not a property of the report.
    """
    cover = report.cover
    places = Places(cover.slug)
    context = {
        "report": report,
        "contents": report.contents,
        "cover": cover,
        "edition": report.edition,
        "places": places,
    }
    own = places.cover.removeprefix("/")

    def within(link: re.Match[str]) -> str:
        stays = link["path"].startswith(own) and link["anchor"]
        return f'<a {link["before"]}href="{link["anchor"]}">{link["words"]}</a>' if stays else link["words"]

    return LINK.sub(within, render_to_string("recommendations/report/whole.html", context))


def _style() -> str:
    path = finders.find("site.css")
    if path is None:
        raise FileNotFoundError("The style sheet is not built: npm run build")
    return Path(path).read_text()
