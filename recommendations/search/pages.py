"""The site's own pages, found by their titles and by what people call them."""

from dataclasses import dataclass

from django.urls import reverse

from .asked import Asked
from .result import Result


@dataclass(frozen=True)
class SitePage:
    """A page that stands for itself and not for one thing on the record."""

    name: str  # of its address
    title: str
    says: str
    called: tuple[str, ...] = ()

    def fits(self, asked: Asked) -> bool:
        """Whether it is asked for by its title, the beginning of one included, or by what people call it."""
        words = asked.words.casefold()
        return self.title.casefold().startswith(words) or words in self.called

    @property
    def result(self) -> Result:
        return Result(kind="Page", title=self.title, address=reverse(self.name), says=self.says)


PAGES = (
    SitePage("recommendations", "Recommendations", "What was asked, and what the panel concluded on each"),
    SitePage("commitments", "Commitments", "Who said they would do what, and what they reported", ("expectations",)),
    SitePage("organisations", "Organisations", "What one body holds and what it told the panel", ("bodies",)),
    SitePage(
        "periods",
        "Periods",
        "Each position on one page: where reported and concluded part, and who was silent",
        ("positions", "dates"),
    ),
    SitePage(
        "reports",
        "Progress reports",
        "Every report as it was published, by whom and on what",
        ("reports", "progress"),
    ),
    SitePage(
        "changes",
        "Changes",
        "What each publication changed, the newest first, also as a feed",
        ("news", "feed", "atom", "rss", "subscribe", "updates"),
    ),
    SitePage(
        "gap-analysis",
        "Gap analysis",
        "Would the commitments be enough, if they were all kept?",
        ("annex 2", "gaps", "sufficiency"),
    ),
    SitePage(
        "toolkit",
        "Toolkit",
        "Self-assessment scores of five kinds of organisation, and printed figures checked",
        ("annex 3", "ig toolkit", "information governance toolkit"),
    ),
    SitePage(
        "toolkit-figures",
        "Printed figures, checked",
        "Every figure that the annexes print, beside what follows from their own rows",
        ("figure checks", "errors", "mistakes", "differences"),
    ),
    SitePage(
        "toolkit-returns",
        "Toolkit returns",
        "Every printed row of the toolkit’s tables: how many organisations are at each level",
        ("scores", "returns"),
    ),
    SitePage(
        "data",
        "Data",
        "The whole record to take away, and how to use it",
        ("downloads", "download", "csv", "xlsx", "excel", "spreadsheet", "open data", "data package"),
    ),
    SitePage(
        "about",
        "About: how ratings and figures come about",
        "The method: what is counted, by which rules ratings are read from words",
        ("help", "method", "methodology", "ratings", "rules", "how ratings and figures come about"),
    ),
    SitePage("api-docs", "API", "The same facts for programs", ("json", "programs", "developers", "openapi")),
)


def pages_for(asked: Asked) -> list[Result]:
    """Those that are asked for by name."""
    return [page.result for page in PAGES if asked.words and page.fits(asked)]
