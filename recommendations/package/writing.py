"""Writes the package, file by file, to wherever files can be opened by name: a folder, or an archive."""

import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.db import connection, transaction

from .descriptor import DESCRIPTOR, Written, descriptor_of, last_change
from .resource import Resource
from .resources import RESOURCES
from .sealed import Open, write_sealed


def write_package(open_file: Open) -> list[Written]:
    """Write every file, the descriptor last: a package without one was broken off. What was written is given back.

    Rows are never many in memory, and all are of one moment, whatever is published meanwhile.
    """
    with of_one_moment():
        files = [write_rows(resource, open_file) for resource in RESOURCES]
        write_sealed(open_file)
        descriptor = descriptor_of(files, last_change())
    with open_file(DESCRIPTOR) as file:
        file.write(descriptor)
    return files


@contextmanager
def of_one_moment() -> Iterator[None]:
    """A transaction that sees the database as it is now. Within another one it can only be that one's moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write_rows(resource: Resource, open_file: Open) -> Written:
    """The file of a resource: CSV as RFC 4180 has it, every text exactly as it is, nothing escaped for spreadsheets."""
    with open_file(resource.path) as file:
        measured = Measured(file)
        writer = csv.writer(measured)
        writer.writerow(resource.heading)
        rows = 0
        for cells in resource.rows():
            writer.writerow(cells)
            rows += 1
    return Written(resource, rows, measured.size, measured.sha256.hexdigest())


class Measured:
    """Passes text on to a file as UTF-8, and knows how many bytes that were, and their digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size = 0
        self.sha256 = hashlib.sha256()

    def write(self, text: str) -> int:
        line = text.encode()
        self.size += len(line)
        self.sha256.update(line)
        return self.file.write(line)
