"""A copy of editions that somebody has: a folder, or a ZIP file. Anybody may have made it.

Nothing is written anywhere, and no name in it is followed: what is not a file under a plain path is told and left
alone.
"""

import os
import stat
import struct
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from recommendations.package.problem import PackageProblem
from recommendations.package.reading import regular_file

from .manifest import PLAIN_PATH

MOST_FILES = 500_000
LARGEST_DIRECTORY = 50_000_000  # in bytes; of a ZIP, where it lists its files
# What a ZIP unpacks to. Tables of text become a tenth or a twentieth; only what is made for it becomes far less.
LARGEST_UNPACKED = 200_000_000
MOST_TIMES_LARGER = 100


@dataclass
class Copy(ABC):
    """`amiss` tells what is in the copy and cannot be in one; `names` are the paths of all others, each a file."""

    path: Path
    amiss: list[str] = field(default_factory=list)

    @cached_property
    def names(self) -> set[str]:
        names: set[str] = set()
        for name, why in self.entries():
            if why or not PLAIN_PATH.fullmatch(name):
                self.amiss.append(f"{shortened(name)} {why or 'is a path that no file of an edition has'}")
            elif name in names:
                self.amiss.append(f"{name} stands there twice")
            else:
                names.add(name)
            if len(names) + len(self.amiss) > MOST_FILES:
                raise PackageProblem(f"{self.path} has more files than any copy.")
        return names

    @abstractmethod
    def entries(self) -> Iterator[tuple[str, str]]:
        """Every path, and why it is no file that may be read; empty where it may."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """A file among `names`. Raises PackageProblem where it cannot be read."""

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """The same, where reading may find it broken as well."""
        try:
            with self.open(name) as file:
                yield file
        except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
            raise PackageProblem(f"{name} cannot be read: {error}.") from error

    def close(self) -> None:  # noqa: B027 (a folder has nothing that is open)
        """Close what is open behind it."""


class Folder(Copy):
    def entries(self) -> Iterator[tuple[str, str]]:
        waiting, folders = [self.path], 0
        while waiting:
            folders += 1
            if folders > MOST_FILES:
                raise PackageProblem(f"{self.path} has more folders than any copy.")
            try:
                found = sorted(os.scandir(waiting.pop()), key=lambda each: each.name)
            except OSError as error:
                raise PackageProblem(f"{self.path} cannot be read: {error}.") from error
            for each in found:
                name = Path(each.path).relative_to(self.path).as_posix()
                if each.is_symlink():
                    yield name, "is a link"
                elif each.is_dir(follow_symlinks=False):
                    waiting.append(Path(each.path))
                else:
                    yield name, "" if each.is_file(follow_symlinks=False) else "is not a file"

    def open(self, name: str) -> IO[bytes]:
        return regular_file(self.path, name)


class Archive(Copy):
    @cached_property
    def zip(self) -> zipfile.ZipFile:
        file = regular_file(self.path.parent, self.path.name)
        try:
            check_directory(file, self.path)
            opened = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError, EOFError) as error:
            file.close()
            raise PackageProblem(f"{self.path} is neither a folder nor a ZIP file.") from error
        except BaseException:
            file.close()
            raise
        self.file = file
        return opened

    def entries(self) -> Iterator[tuple[str, str]]:
        listed = self.zip.infolist()
        unpacked = sum(each.file_size for each in listed)
        packed = os.fstat(self.file.fileno()).st_size
        if unpacked > max(LARGEST_UNPACKED, MOST_TIMES_LARGER * packed):
            raise PackageProblem(f"{self.path} would unpack to {unpacked} bytes: no copy is packed so small.")
        for each in listed:
            if not each.is_dir():
                yield each.orig_filename, why_not(each)

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(name)

    def close(self) -> None:
        if "zip" in self.__dict__:
            self.zip.close()
            self.file.close()


def copy_at(path: Path) -> Copy:
    """Raises PackageProblem where there is none."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise PackageProblem(f"{path} cannot be read: {error.strerror}.") from error
    return Folder(path) if stat.S_ISDIR(mode) else Archive(path)


def check_directory(file: IO[bytes], path: Path) -> None:
    """That a ZIP's list of its files is not larger than memory should hold, before it is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 22 - 65_535))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place < 0:
        raise zipfile.BadZipFile
    (directory,) = struct.unpack_from("<L", end, place + 12)
    large = end.rfind(b"PK\x06\x06", 0, place)
    if large >= 0:
        (directory,) = struct.unpack_from("<Q", end, large + 40)
    if directory > LARGEST_DIRECTORY:
        raise PackageProblem(f"{path} lists more files than any copy.")
    file.seek(0)


def why_not(entry: zipfile.ZipInfo) -> str:
    """Why an entry of a ZIP is no file that may be read."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG):
        return "is not a file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that no copy is"
    return ""


def shortened(name: str) -> str:
    return name if len(name) <= 100 else f"{name[:100]}…"
