"""How values read on a page: dates, numbers and texts in the words of British English."""

import datetime
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from caldicott.search import MATCH_BEGINS, MATCH_ENDS

# A text may have these characters itself, typed or imported: only those that stand around something are marks.
SIGNS = re.compile(f"[{MATCH_BEGINS}{MATCH_ENDS}]")
MATCH = re.compile(f"{MATCH_BEGINS}([^{MATCH_BEGINS}{MATCH_ENDS}]*){MATCH_ENDS}")
# One quotation from its first sign to its last.
QUOTATION = re.compile(r"\s*“[^“”]*”[.,;]?\s*")


def date_in_words(date: datetime.date | str) -> str:
    """30 September 2014, also of the text 2014-09-30, as which a date stands among facts in JSON."""
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date)
    return f"{date.day} {date:%B %Y}"


def date_in_brief(date: datetime.date) -> str:
    """30 Sep 2014, where there is no room for more."""
    return f"{date.day} {date:%b %Y}"


def moment_in_words(at: datetime.datetime) -> str:
    """30 September 2014 at 17:05, in London."""
    local = timezone.localtime(at)
    return f"{date_in_words(local)} at {local:%H:%M}"


def with_commas(number: int | float) -> str:
    """8,507."""
    return f"{number:,}"


def counted(number: int, one: str, many: str) -> str:
    """1 report, 2 reports, no reports."""
    return f"{with_commas(number) if number else 'no'} {one if number == 1 else many}"


def enumerated(words: Sequence[str]) -> str:
    """One; one and two; one, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, everything else as it is."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> SafeString:
    """The text, escaped, each part between blank lines as a paragraph of its own."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return format_html_join("\n", '<p class="govuk-body">{}</p>', ((part,) for part in parts if part))


def is_in_quotation_marks(text: str) -> bool:
    """Whether the whole of a text stands in quotation marks of its own."""
    return QUOTATION.fullmatch(text) is not None


def host_of(link: str) -> str:
    """The site that a link leads to, by its name; the whole link where it names none."""
    try:
        return urlsplit(link).hostname or link
    except ValueError:
        return link


def matches(headline: str) -> SafeString:
    """A headline of a search, escaped, with its matches marked."""
    marked = MATCH.sub(r"<mark>\1</mark>", escape(headline))
    return mark_safe(SIGNS.sub("", marked))  # noqa: S308 (escaped in the line above)
