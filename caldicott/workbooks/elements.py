"""One part of a workbook, element by element, as it is unpacked. Nothing in it can make the reading large or long."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from caldicott.refusals import Refused

from .container import DAMAGED, TOO_MUCH

MOST_ELEMENTS = 1_000_000
MOST_NAMES = 2_000  # different ones of elements and attributes: the parser remembers each
DEEPEST = 64
LONGEST_TOKEN = 1024 * 1024  # the parser holds one tag or comment whole, and begins it anew with each piece


class Elements:
    """A subclass says what becomes of each element and its text. Names come bare: there are two sets of prefixes."""

    finished = False

    def __init__(self) -> None:
        self.count = 0
        self.depth = 0
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate(None, None, self.names)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse  # no workbook has one, and it is how entities multiply
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Nothing, unless a subclass wants it."""

    def text(self, text: str) -> None:
        """Nothing, unless a subclass wants it."""

    def read(self, pieces: Iterable[bytes]) -> Iterator[None]:
        """Yields after each piece, so that what was found can be taken; ends early when the subclass is finished."""
        fed = 0
        for piece in pieces:
            fed += len(piece)
            self._feed(piece)
            if len(self.names) > MOST_NAMES or fed - self.parser.CurrentByteIndex > LONGEST_TOKEN:
                raise Refused(TOO_MUCH)
            yield
            if self.finished:
                return
        self._feed(b"", last=True)
        yield

    def read_whole(self, pieces: Iterable[bytes]) -> None:
        for _ in self.read(pieces):
            pass

    def _feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError):
            raise Refused(DAMAGED) from None

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise Refused(TOO_MUCH)
        self.begin(_local(name), attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(_local(name))

    def _refuse(self, *_: object) -> None:
        raise Refused(DAMAGED)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
