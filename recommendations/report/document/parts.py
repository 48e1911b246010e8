"""What several sections are made of: texts, and whose promises and judgements they are."""

from dataclasses import dataclass

from recommendations.models import Commitment, Rating


@dataclass(frozen=True)
class Text:
    """A text in this site's words, and the publisher's, each empty where there is none."""

    summary: str
    official_wording: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """An organisation by its address and its name."""

    slug: str
    name: str


@dataclass(frozen=True)
class Promise:
    """A commitment or an expectation, and of whom it is; nobody where neither annex gives it this place."""

    number: int
    kind: str
    leads: tuple[Body, ...]
    text: Text

    @property
    def label(self) -> str:
        return f"{Commitment.Kind(self.kind).label} {self.number}"


@dataclass(frozen=True)
class Judgement:
    """The panel's assessment, its conclusion and its rating."""

    text: Text
    conclusion: str
    rating: str
    rating_basis: str

    @property
    def rating_label(self) -> str:
        return str(Rating(self.rating).label)
