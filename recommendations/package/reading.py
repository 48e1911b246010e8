"""Reads a package from a folder that anybody may have made: nothing in it is believed before it is looked at.

No name in the descriptor is followed: each file has the one name that it is written under.
"""

import codecs
import csv
import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from .descriptor import DESCRIPTOR, FORM, NAME
from .problem import PackageProblem
from .resource import Resource
from .resources import RESOURCES

# In bytes. A descriptor is some 100 kB, and the longest text of the annexes a few.
LARGEST_DESCRIPTOR = 5_000_000
LARGEST_ROW = 10_000_000


@dataclass(frozen=True)
class Line:
    """One row of a file, and where it begins."""

    path: str
    number: int
    cells: list[str]

    def problem(self, why: str) -> PackageProblem:
        return PackageProblem(f"{self.path}, line {self.number}: {why}")


@contextmanager
def opened(folder: Path) -> Iterator[Mapping[str, BufferedReader]]:
    """The files of the package by the names of their resources, each as large and of the digest that is stated.

    Raises PackageProblem where one is missing, differs, or the descriptor is not that of such a package.
    """
    with ExitStack() as stack:
        stated = stated_in(stack.enter_context(regular_file(folder, DESCRIPTOR)))
        files = {}
        for resource in RESOURCES:
            file = stack.enter_context(regular_file(folder, resource.path))
            check(file, resource, stated[resource.name])
            files[resource.name] = file
        yield files


def regular_file(folder: Path, name: str) -> BufferedReader:
    """The file, open. Raises PackageProblem for a link, and for what may have no end: a pipe, a device."""
    try:
        # Without waiting for whoever might write to a pipe.
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        why = "it is a link" if error.errno == errno.ELOOP else error.strerror
        raise PackageProblem(f"{name} cannot be read: {why}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise PackageProblem(f"{name} is not a file.")
    return os.fdopen(descriptor, "rb")


def stated_in(file: BufferedReader) -> dict[str, dict[str, Any]]:
    """What the descriptor states of each resource, by its name."""
    content = file.read(LARGEST_DESCRIPTOR + 1)
    if len(content) > LARGEST_DESCRIPTOR:
        raise PackageProblem(f"{DESCRIPTOR} is larger than any descriptor.")
    try:
        told = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise PackageProblem(f"{DESCRIPTOR} is not JSON in UTF-8: {error}.") from error
    if not isinstance(told, dict) or told.get("name") != NAME:
        raise PackageProblem(f"{DESCRIPTOR} is not the descriptor of “{NAME}”.")
    shape = str(told.get("version")).partition(".")[0]
    if shape != FORM.partition(".")[0]:
        raise PackageProblem(f"{DESCRIPTOR}: files of version {shape} cannot be read here, only those of {FORM}.")
    return by_name(told.get("resources"))


def by_name(resources: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(resources, list) or not all(isinstance(each, dict) for each in resources):
        raise PackageProblem(f"{DESCRIPTOR} has no list of resources.")
    names = [str(each.get("name")) for each in resources]
    expected = [resource.name for resource in RESOURCES]
    if sorted(names) != sorted(expected):
        odd = sorted({*names, *expected} - ({*names} & {*expected})) or names
        raise PackageProblem(f"{DESCRIPTOR} does not list each resource once; look at “{odd[0]}”.")
    return dict(zip(names, resources, strict=True))


def check(file: BufferedReader, resource: Resource, stated: Mapping[str, Any]) -> None:
    """That the file is the one that is stated."""
    if stated.get("path") != resource.path:
        raise PackageProblem(f"{DESCRIPTOR}: the file of “{resource.name}” has to be {resource.path}.")
    size = os.fstat(file.fileno()).st_size
    if stated.get("bytes") != size:
        raise PackageProblem(f"{resource.path} has {size} bytes, and {DESCRIPTOR} states {stated.get('bytes')}.")
    if stated.get("hash") != f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}":
        raise PackageProblem(f"{resource.path} does not have the digest that {DESCRIPTOR} states.")
    file.seek(0)


def lines_of(file: BufferedReader, resource: Resource) -> Iterator[Line]:
    """The rows below the heading. Raises PackageProblem where it is not the CSV that a package has."""
    csv.field_size_limit(LARGEST_ROW)  # it is that of the whole process, and far lower by default
    text = Text(file, resource.path)
    reader = csv.reader(text, strict=True)
    begins = 1
    try:
        for cells in reader:
            line = Line(resource.path, begins, cells)
            if begins == 1:
                check_heading(line, resource)
            else:
                check_length(line, resource)
                yield line
            begins = reader.line_num + 1
            text.row_size = 0
    except csv.Error as error:
        raise PackageProblem(f"{resource.path}, line {reader.line_num}: this is not CSV: {error}.") from error
    if begins == 1:
        raise PackageProblem(f"{resource.path} is empty.")


def check_heading(line: Line, resource: Resource) -> None:
    if line.cells != resource.heading:
        raise line.problem(f"the columns have to be {', '.join(resource.heading)}.")


def check_length(line: Line, resource: Resource) -> None:
    if len(line.cells) != len(resource.heading):
        raise line.problem(f"there are {len(line.cells)} cells under {len(resource.heading)} columns.")


class Text:
    """The lines of a file as text. `row_size` counts bytes, for the reader to begin anew with each row."""

    def __init__(self, file: BufferedReader, path: str) -> None:
        self.file = file
        self.path = path
        self.number = 0
        self.row_size = 0

    def __iter__(self) -> "Text":
        return self

    def __next__(self) -> str:
        line = self.file.readline(LARGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.row_size += len(line)
        if self.row_size > LARGEST_ROW:
            raise self._problem("this row is longer than any text of the record.")
        if self.number == 1 and line.startswith(codecs.BOM_UTF8):
            raise self._problem("a byte order mark stands before the first column.")
        if b"\0" in line:
            raise self._problem("there is a NUL character.")
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            raise self._problem(f"this is not UTF-8: byte {error.start} of the line does not belong there.") from error

    def _problem(self, why: str) -> PackageProblem:
        return PackageProblem(f"{self.path}, line {self.number}: {why}")
