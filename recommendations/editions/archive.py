"""An edition as one ZIP file: its manifest and its files, as they stand in the manifest."""

import tempfile
import zipfile
from io import BufferedRandom

from recommendations.models import Edition
from recommendations.package.archive import entry

from .store import pieces_of

MANIFEST = "SHA256SUMS"


def edition_archived(edition: Edition) -> BufferedRandom:
    """To be read from its beginning; whoever asks closes it, and with that it is gone.

    It goes to the disk before anything is sent, a piece at a time, so that a slow reader holds no connection to the
    database. The same edition always gives the same bytes.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it is given away open)
    try:
        with zipfile.ZipFile(file, "w") as archive:
            with entry(archive, MANIFEST) as manifest:
                manifest.write(edition.manifest.encode())
            for name in edition.files.order_by("name").values_list("name", flat=True):
                with entry(archive, name) as content:
                    content.writelines(pieces_of(edition, name))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
