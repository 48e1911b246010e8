"""What a search shows of one thing that it found."""

from dataclasses import dataclass

from caldicott.search import excerpt
from recommendations.models import Rating, SelfRating


@dataclass(frozen=True)
class Result:
    """Texts may have their matches marked; the template filter `matches` shows them."""

    kind: str  # what it is, in a word or two
    title: str
    address: str
    where: tuple[str, ...] = ()  # its period, who told it, under what it stands
    says: str = ""  # of a page of the site, what is on it
    quoted: str = ""  # the panel's conclusion
    headline: str = ""  # the pieces of its texts where the words occur
    rating: Rating | None = None
    status: SelfRating | None = None

    @property
    def excerpt(self) -> str:
        """The headline, with dots where it begins or ends inside a sentence."""
        return excerpt(self.headline)

    @property
    def line(self) -> tuple[str, ...]:
        """What stands below the title: the kind, where the title does not begin with it, and the places."""
        return self.where if self.title.startswith(self.kind) else (self.kind, *self.where)
