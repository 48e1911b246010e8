"""The file of a workbook: a ZIP of XML parts. What is odd about it is refused before any part is unpacked."""

import io
import zipfile

from caldicott.refusals import Refused

# Of all parts, unpacked: twice what the largest table takes. Where somebody packs nothing but empty cells in it, the
# library takes 1 GB and some seconds for them.
LARGEST_UNPACKED = 12 * 1024 * 1024
MOST_PARTS = 1_000
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


def check_container(content: bytes) -> None:
    """Raises Refused for what is no plain workbook, or packs more than a table needs."""
    if content.startswith(OLE):
        raise Refused(LOCKED if WITH_PASSWORD in content else f"The workbook is of an old kind (.xls). {SAVE_AS}")
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused(DAMAGED) from None
    names = {each.filename for each in parts}
    if any(each.flag_bits & 1 for each in parts):
        raise Refused(LOCKED)
    if any(name.endswith("vbaProject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Refused(f"There are macros in the workbook. {SAVE_AS}")
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise Refused(f"The workbook is of another kind than .xlsx. {SAVE_AS}")
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST_UNPACKED:
        raise Refused(TOO_MUCH)
    if len(names) < len(parts) or any(each.compress_type not in COMPRESSIONS for each in parts):
        raise Refused(DAMAGED)
