"""The parts around a sheet: which sheet it is, the texts that cells share, and which formats show a day."""

import posixpath
import re

from caldicott.refusals import Refused

from .container import DAMAGED, SAVE_AS, Container
from .elements import Elements

NONE = f"This is no workbook. {SAVE_AS}"
LONGEST_TEXT = 32_767  # what a cell can hold
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# The numbers of formats that need not be spelt out; of those the ones with a day in them.
DAYS_BY_NUMBER = {str(number) for number in (*range(14, 18), 22, *range(27, 37), *range(50, 59))}
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')


class Relations(Elements):
    """What a part refers to, by its key: kind and address."""

    def __init__(self, container: Container, part: str) -> None:
        super().__init__()
        self.folder, name = posixpath.split(part)
        self.found: dict[str, tuple[str, str]] = {}
        self.read_whole(container.read(posixpath.join(self.folder, "_rels", f"{name}.rels")))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            address = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = kind, address.lstrip("/")

    def of_kind(self, wanted: str) -> str | None:
        return next((address for kind, address in self.found.values() if kind == wanted), None)


class Book(Elements):
    """The workbook itself: its first visible sheet, and from which day it counts."""

    def __init__(self, container: Container) -> None:
        super().__init__()
        if "[Content_Types].xml" not in container or "_rels/.rels" not in container:
            raise Refused(NONE)
        part = Relations(container, "").of_kind("officeDocument")
        if part is None:
            raise Refused(NONE)
        self.relations = Relations(container, part)
        self.from_1904 = False
        self.sheet: str | None = None
        self.read_whole(container.read(part))
        if self.sheet is None:
            raise Refused("The workbook has no sheet that can be seen. Show the one with the table, and save it again.")

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if self.count == 1 and name != "workbook":  # a letter or slides come in the same wrapping
            raise Refused(NONE)
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet" and self.sheet is None and attributes.get("state", "visible") == "visible":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, address = self.relations.found.get(key, ("", ""))
            if kind == "worksheet":  # another is a chart
                self.sheet = address


class Texts(Elements):
    """The texts that cells share. How a word is read aloud stands beside it and is no part of it."""

    def __init__(self, container: Container, part: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.aloud = False
        self.inside = False
        self.read_whole(container.read(part))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.aloud = True
        self.inside = name == "t" and not self.aloud

    def end(self, name: str) -> None:
        self.inside = False
        if name == "rPh":
            self.aloud = False
        elif name == "si":
            self.texts.append(plain("".join(self.pieces)))
            self.pieces.clear()

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)


class Formats(Elements):
    """For each style of a cell whether it shows a number as a day."""

    def __init__(self, container: Container, part: str) -> None:
        super().__init__()
        self.days: list[bool] = []
        self.own: dict[str, bool] = {}
        self.used = False
        self.read_whole(container.read(part))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.own[attributes.get("numFmtId", "")] = shows_day(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self.used = True
        elif name == "xf" and self.used:
            number = attributes.get("numFmtId", "0")
            self.days.append(self.own.get(number, number in DAYS_BY_NUMBER))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.used = False


def shows_day(code: str) -> bool:
    shown = NOT_SHOWN.sub("", code.partition(";")[0]).lower()
    return shown != "general" and ("d" in shown or "y" in shown or ("m" in shown and not {"h", "s"} & set(shown)))


def plain(text: str) -> str:
    """As it was typed: a sheet writes a sign for machines by its number. Raises Refused where no cell holds so much."""
    if len(text) > LONGEST_TEXT:
        raise Refused(DAMAGED)
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
