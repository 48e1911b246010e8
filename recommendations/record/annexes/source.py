"""The words of the annexes, each handed out once."""

from collections.abc import Iterable, Iterator, Sequence

from .joining import join
from .lines import Line, Piece
from .model import NotTheAnnexes, Passage
from .pages import read_pages


class Source:
    """The lines of the annexes, and the account of which of their words have been read.

    Raises NotTheAnnexes for text that no printed page can hold.
    """

    def __init__(self, text: str) -> None:
        pages = read_pages(text)
        self.length = pages.length
        self.lines = pages.lines
        self.furniture = pages.furniture
        self.headings: list[Passage] = []
        self._footnotes = pages.footnotes
        self._unread = {line.number: [True] * len(line.words) for line in self.lines}

    def passage(self, pieces: Iterable[Piece], *, strip: str = "", wide: bool = False) -> Passage:
        """Take the words of the pieces, and join them. `strip` names quotation marks to take off at both ends.

        `wide` says that the text runs over the whole width of the page: there a line that ends a sentence early also
        ends a paragraph.
        """
        taken = [piece for piece in pieces if piece.words]
        if not taken:
            raise NotTheAnnexes("a passage that has to hold words is empty")
        self._take(taken)
        text = join([(piece.words, piece.after_gap) for piece in taken], wide=wide)
        if strip:
            text = text.strip(strip).strip()
        notes = tuple(
            note
            for piece in taken
            for index in range(piece.start, piece.stop)
            if (note := self._footnotes.get((piece.line.number, index)))
        )
        return Passage(text, taken[0].line.number, taken[-1].line.number, notes)

    def heading(self, pieces: Iterable[Piece]) -> Passage:
        """Take words that name what follows, and keep them among the headings."""
        passage = self.passage(pieces)
        self.headings.append(passage)
        return passage

    def unread(self) -> Iterator[Passage]:
        """What nobody has taken, run by run of neighbouring lines."""
        run: list[Piece] = []
        for line in self.lines:
            pieces = list(_runs_of(line, self._unread[line.number]))
            if run and (not pieces or line.after_gap):
                yield _plain(run)
                run = []
            run.extend(pieces)
        if run:
            yield _plain(run)

    def _take(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            flags = self._unread[piece.line.number]
            for index in range(piece.start, piece.stop):
                if not flags[index]:
                    raise NotTheAnnexes(
                        f"line {piece.line.number} belongs to two passages: “{piece.line.words[index]}”"
                    )
                flags[index] = False


def _runs_of(line: Line, flags: Sequence[bool]) -> Iterator[Piece]:
    start: int | None = None
    for index, free in enumerate([*flags, False]):
        if free and start is None:
            start = index
        elif not free and start is not None:
            yield Piece(line, start, index)
            start = None


def _plain(run: Sequence[Piece]) -> Passage:
    return Passage(" ".join(piece.text for piece in run), run[0].line.number, run[-1].line.number)
