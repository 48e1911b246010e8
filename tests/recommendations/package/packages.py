"""Packages to be changed in tests, and a database without a record to bring them into."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model

from recommendations.editions.sealing import seal
from recommendations.models import Edition, Period, SealedPiece
from recommendations.package.descriptor import DESCRIPTOR
from recommendations.package.resources import RESOURCES
from tests.past_triggers import past_every_trigger

MODELS: list[type[Model]] = [*(resource.model for resource in RESOURCES), SealedPiece]

Files = dict[str, bytes]


def files_of(folder: Path) -> Files:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def seal_what_is_public() -> None:
    """In place of the bare editions that factories make, a real one of each period; changes stay as they are."""
    unsealed = Period.objects.published().filter(editions=None)
    if not unsealed.exists() and not Edition.objects.filter(files=None).exists():
        return
    with past_every_trigger() as cursor:
        cursor.execute("UPDATE recommendations_change SET edition_id = NULL")
        cursor.execute("DELETE FROM recommendations_sealedpiece")
        cursor.execute("DELETE FROM recommendations_sealedfile")
        cursor.execute("DELETE FROM recommendations_edition")
    for period in Period.objects.published().order_by("position_date"):
        seal(period, by=None)


def empty_the_record() -> None:
    """As in a database that was only just made: no rows, and ids from 1."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in MODELS)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def row_counts() -> list[int]:
    return [model._base_manager.count() for model in MODELS]


def bring_in(folder: Path) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("import_record", str(folder), stdout=out)
    return out.getvalue()


def refused(folder: Path) -> str:
    """Why the command refuses the package: one line, exit 1, and nothing has changed."""
    before = row_counts()
    with pytest.raises(CommandError) as error:
        bring_in(folder)
    assert error.value.returncode == 1
    assert row_counts() == before
    said = str(error.value)
    assert said.isprintable()
    assert len(said) < 400
    return said


def rewrite(folder: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file and have the descriptor state it as it is then, as whoever means harm would."""
    path = folder / name
    content = change(path.read_bytes())
    path.write_bytes(content)
    with descriptor(folder) as told:
        for resource in told["resources"]:
            if resource["path"] == name:
                resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def change_rows(folder: Path, name: str, change: Callable[[list[dict[str, str]]], object]) -> None:
    """Change the rows of a file in place."""

    def changed(content: bytes) -> bytes:
        reader = csv.DictReader(io.StringIO(content.decode(), newline=""))
        rows = list(reader)
        change(rows)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().encode()

    rewrite(folder, name, changed)


@contextmanager
def descriptor(folder: Path) -> Iterator[dict[str, Any]]:
    """The descriptor as a dictionary, written back at the end."""
    path = folder / DESCRIPTOR
    told = json.loads(path.read_text(encoding="utf-8"))
    yield told
    path.write_text(json.dumps(told), encoding="utf-8")
