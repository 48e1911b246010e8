"""The bytes of the editions in a package: a file for each digest, which is its name. `edition_files` lists them."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from django.db.models.functions import Collate

from recommendations.editions.store import PIECE, keep
from recommendations.models import SealedFile, SealedPiece

from .problem import PackageProblem
from .reading import regular_file
from .resources import EDITION_FILES

Open = Callable[[str], AbstractContextManager[IO[bytes]]]

SEALED = "sealed"


def write_sealed(open_file: Open) -> None:
    """Write what any edition has, each once, by their digests."""
    digests = EDITION_FILES.queryset.order_by().values_list("sha256", flat=True).distinct()
    kept = all_pieces()
    following = next(kept, None)
    for digest in sorted(digests):
        with open_file(f"{SEALED}/{digest}") as file:
            while following and following[0] <= digest:
                if following[0] == digest:
                    for _, content in following[1]:
                        file.write(content)
                following = next(kept, None)


def all_pieces() -> Iterator[tuple[str, Iterator[tuple[str, bytes | memoryview]]]]:
    """The pieces of each digest, in one query, never many in memory. What is empty has none."""
    pieces = SealedPiece.objects.order_by(Collate("sha256", "C"), "position").values_list("sha256", "content")
    return groupby(pieces.iterator(chunk_size=4), key=itemgetter(0))


def bring_sealed(folder: Path, editions: Iterable[Any]) -> None:
    """Store what these editions have. Raises PackageProblem unless it is just that which is there, to the byte."""
    sizes = dict(SealedFile.objects.filter(edition__in=editions).values_list("sha256", "size"))
    for name in names_in(folder):
        if name not in sizes:
            raise PackageProblem(f"{SEALED}/{name} belongs to no edition.")
    for digest, size in sorted(sizes.items()):
        with regular_file(folder, f"{SEALED}/{digest}") as file:
            if os.fstat(file.fileno()).st_size != size:
                raise PackageProblem(f"{SEALED}/{digest} has not the {size} bytes that {EDITION_FILES.path} states.")
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise PackageProblem(f"{SEALED}/{digest} does not have the digest that it is named for.")
            file.seek(0)
            keep(digest, iter(lambda file=file: file.read(PIECE), b""))  # type: ignore[misc]


def names_in(folder: Path) -> Iterator[str]:
    """What is in the folder of sealed bytes. A package without editions need not have it."""
    path = folder / SEALED
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise PackageProblem(f"{SEALED} is not a folder.")
        with os.scandir(path) as found:
            yield from (each.name for each in found)
    except FileNotFoundError:
        return
    except OSError as error:
        raise PackageProblem(f"{SEALED} cannot be read: {error.strerror}.") from error
