"""The site's own pages, found by their titles and by what people call them, and its lists by what narrows them."""

from caldicott import rooms
from caldicott.rooms import Room

from .asked import Asked
from .lists import lists_for
from .result import Result


def pages_for(asked: Asked) -> list[Result]:
    """Those that are asked for by name."""
    return [*(_result(room) for room in rooms.ROOMS if asked.words and _fits(room, asked)), *lists_for(asked)]


def _fits(room: Room, asked: Asked) -> bool:
    """Whether it is asked for by its title, the beginning of one included, or by what people call it."""
    words = asked.words.casefold()
    return room.title.casefold().startswith(words) or words in room.called


def _result(room: Room) -> Result:
    return Result(kind="Page", title=room.title, address=room.address, says=room.says)
