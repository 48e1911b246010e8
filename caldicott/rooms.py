"""The rooms of the public site: each page that stands for itself and not for one thing on the record.

They are told here once, for whatever leads to them: the navigation, the foot of each page, the overview, the page that
is shown where nothing is, the search, and the sitemap.
"""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Room:
    name: str  # of its address
    title: str
    says: str  # what is there, in one line
    called: tuple[str, ...] = ()  # what else people call it, in small letters

    @property
    def address(self) -> str:
        return reverse(self.name)


# In the navigation.
MAIN = (
    Room("recommendations", "Recommendations", "What was asked, and what the panel concluded on each"),
    Room("commitments", "Commitments", "Who said they would do what, and what they reported", ("expectations",)),
    Room("organisations", "Organisations", "What one body holds and what it told the panel", ("bodies",)),
    Room(
        "periods",
        "Periods",
        "Each position on one page: where reported and concluded differ, and who was silent",
        ("positions", "dates"),
    ),
    Room(
        "gap-analysis",
        "Gap analysis",
        "Would the commitments be enough, if they were all kept?",
        ("annex 2", "gaps", "sufficiency"),
    ),
    Room(
        "toolkit",
        "Toolkit",
        "Self-assessment scores of five kinds of organisation, and printed figures checked",
        ("annex 3", "ig toolkit", "information governance toolkit"),
    ),
    Room(
        "data",
        "Data",
        "The whole record to take away, and how to use it",
        ("downloads", "download", "csv", "xlsx", "excel", "spreadsheet", "open data", "data package"),
    ),
    Room(
        "about",
        "About",
        "How ratings and figures come about: what is counted, and by which rules ratings are read from words",
        ("help", "method", "methodology", "ratings", "rules", "how ratings and figures come about"),
    ),
)
# At the foot of each page.
BESIDE = (
    Room(
        "reports",
        "Progress reports",
        "Every report as it was published, by whom and on what",
        ("reports", "progress"),
    ),
    Room(
        "changes",
        "Changes",
        "What each publication changed, the newest first, also as a feed",
        ("news", "feed", "atom", "rss", "subscribe", "updates"),
    ),
    Room("api-docs", "API", "The same facts for programs", ("json", "programs", "developers", "openapi")),
)
# Inside another room, which leads to them.
WITHIN = (
    Room(
        "editions",
        "Editions",
        "Everything that was published for a period, sealed for good, and how to check that nobody changed it",
        ("edition", "corrections", "correction", "manifest", "sha256", "checksums", "fingerprint", "sealed"),
    ),
    Room(
        "assessments",
        "Assessments",
        "Every assessment of the panel: its conclusion, its rating and what it says",
        ("conclusions", "assessment", "panel"),
    ),
    Room(
        "additional-information",
        "Additional information",
        "What was added on a recommendation as a whole, and the progress that is expected",
        ("anticipated progress", "additions"),
    ),
    Room(
        "toolkit-figures",
        "Printed figures, checked",
        "Every figure that the annexes print, beside what follows from their own rows",
        ("figure checks", "errors", "mistakes", "differences"),
    ),
    Room(
        "toolkit-returns",
        "Toolkit returns",
        "Every printed row of the toolkit’s tables: how many organisations are at each level",
        ("scores", "returns"),
    ),
    Room(
        "roles",
        "What each role may do",
        "Who reports, who answers for it, who concludes and who publishes",
        ("roles", "permissions", "authorised officer", "reporter", "secretariat", "chair", "observer"),
    ),
)
ROOMS = (*MAIN, *BESIDE, *WITHIN)


def titled(name: str) -> str:
    """The title of the room whose address has this name. Raises KeyError where there is none."""
    return {room.name: room.title for room in ROOMS}[name]
