"""Where the bytes of an edition are kept: in pieces, by their digest, so that editions share what did not change."""

import hashlib
import io
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from recommendations.models import Edition, SealedFile, SealedPiece

# In bytes. So much is in memory at a time, whatever the size of a file.
PIECE = 256 * 1024
IN_MEMORY = 1024 * 1024


@dataclass(frozen=True)
class Stored:
    """A file whose bytes are in the store."""

    name: str
    size: int
    sha256: str


@dataclass
class Store:
    """Takes the files of one edition. `files` are those that were written so far."""

    files: list[Stored] = field(default_factory=list)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file to be written; it is stored when it is closed."""
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            yield file  # type: ignore[misc]  # it has all that writing takes
            size = file.tell()
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
            file.seek(0)
            keep(sha256, iter(lambda: file.read(PIECE), b""))
        self.files.append(Stored(name, size, sha256))

    def write(self, name: str, content: bytes) -> None:
        with self.open(name) as file:
            file.write(content)

    @property
    def manifest(self) -> str:
        """Every file with its digest, by name, as `sha256sum` writes and checks it."""
        return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(self.files, key=lambda file: file.name))

    def belong_to(self, edition: Edition) -> None:
        SealedFile.objects.bulk_create(
            SealedFile(edition=edition, name=file.name, size=file.size, sha256=file.sha256) for file in self.files
        )


def keep(sha256: str, pieces: Iterable[bytes]) -> None:
    """Store what has this digest, unless it is there already. An empty file has no pieces."""
    if SealedPiece.objects.filter(sha256=sha256).exists():
        return
    for position, content in enumerate(pieces):
        SealedPiece.objects.create(sha256=sha256, position=position, content=content)


def contents_of(edition: Edition, names: Collection[str]) -> dict[str, bytes]:
    """All bytes of some files that are known to be small, by their names, in one query."""
    pieces = SealedPiece.objects.filter(sha256=OuterRef("sha256")).order_by("position").values("content")
    files = edition.files.filter(name__in=names).annotate(pieces=ArraySubquery(pieces))
    return {name: b"".join(map(bytes, stored)) for name, stored in files.values_list("name", "pieces")}


def pieces_of(edition: Edition, name: str) -> Iterator[bytes]:
    """The bytes of a file, never many in memory; none where the edition has no such file."""
    digest = edition.files.filter(name=name).values("sha256")
    stored = SealedPiece.objects.filter(sha256__in=digest).order_by("position").values_list("content", flat=True)
    return (bytes(content) for content in stored.iterator(chunk_size=4))


def text_of(edition: Edition, name: str) -> io.TextIOWrapper:
    """A file to be read as text, line ends as they are."""
    return io.TextIOWrapper(io.BufferedReader(Pieces(pieces_of(edition, name))), encoding="utf-8", newline="")


class Pieces(io.RawIOBase):
    """Pieces of bytes, as a file to be read from its beginning to its end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.rest = self.rest or next(self.pieces, b"")
        read = self.rest[: len(buffer)]
        buffer[: len(read)] = read
        self.rest = self.rest[len(read) :]
        return len(read)
