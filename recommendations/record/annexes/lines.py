"""Lines of words, and pieces of them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that holds words. `after_gap`: an empty line or the start of a page stands before it."""

    number: int
    words: tuple[str, ...]
    after_gap: bool
    opens_page: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, from `start` to before `stop`.

    `runs_on`: the empty line before it was made by the other column, not by the end of a paragraph.
    """

    line: Line
    start: int
    stop: int
    runs_on: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return self.line.words[self.start : self.stop]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def after_gap(self) -> bool:
        """Whether a gap stands before it; what stands in mid-line has the gap of its line."""
        return self.line.after_gap and not self.runs_on

    def rest(self, words: int) -> "Piece":
        """The piece without its first words."""
        return replace(self, start=min(self.start + words, self.stop))

    def head(self, words: int) -> "Piece":
        """The first words of the piece."""
        return replace(self, stop=min(self.start + words, self.stop))


def whole(line: Line) -> Piece:
    """All words of a line."""
    return Piece(line, 0, len(line.words))
