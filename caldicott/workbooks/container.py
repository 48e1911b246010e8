"""The file of a workbook: a ZIP of XML parts. What is odd about it is refused before any part is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from caldicott.refusals import Refused

LARGEST_UNPACKED = 32 * 1024 * 1024
MOST_PARTS = 1_000
AT_A_TIME = 64 * 1024
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others take memory as they like

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of old workbooks, and of those with a password
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")

SAVE_AS = "In the spreadsheet, save it as “Excel Workbook (.xlsx)”, and send that."
LOCKED = "The workbook has a password. Save a copy of it without one, and send that."
DAMAGED = "The workbook is damaged, or it is none. Open it in the spreadsheet, save it once more, and send that."
TOO_MUCH = "Too much is packed in the workbook. Copy the table alone into a new workbook, and send that."


def is_workbook(content: bytes) -> bool:
    return content.startswith((ZIP, OLE))


class Container:
    """Raises Refused for what is no plain workbook, on opening it and on reading a part."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(OLE):
            raise Refused(LOCKED if WITH_PASSWORD in content else f"The workbook is of an old kind (.xls). {SAVE_AS}")
        try:
            self.file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Refused(DAMAGED) from None
        self.parts = {each.filename: each for each in self.file.infolist()}
        self._check(self.file.infolist())

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def read(self, name: str) -> Iterator[bytes]:
        """Never more of it than was told on opening, whatever is packed."""
        if name not in self.parts:
            raise Refused(DAMAGED)
        try:
            with self.file.open(self.parts[name]) as part:
                while some := part.read(AT_A_TIME):
                    yield some
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
            raise Refused(DAMAGED) from None

    def _check(self, told: list[zipfile.ZipInfo]) -> None:
        if any(each.flag_bits & 1 for each in told):
            raise Refused(LOCKED)
        if any(name.endswith("vbaProject.bin") or name.startswith("xl/macrosheets/") for name in self.parts):
            raise Refused(f"There are macros in the workbook. {SAVE_AS}")
        if "xl/workbook.bin" in self.parts or "mimetype" in self.parts:
            raise Refused(f"The workbook is of another kind than .xlsx. {SAVE_AS}")
        if len(told) > MOST_PARTS or sum(each.file_size for each in told) > LARGEST_UNPACKED:
            raise Refused(TOO_MUCH)
        if len(self.parts) < len(told) or any(each.compress_type not in COMPRESSIONS for each in told):
            raise Refused(DAMAGED)
