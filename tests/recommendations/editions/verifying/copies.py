"""Editions spoiled past every rule, and copies of them to be spoiled."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.editions.sealing import ABOUT
from recommendations.editions.store import pieces_of
from recommendations.editions.verifying.manifest import MANIFEST, written
from recommendations.models import Edition, SealedFile
from recommendations.models.edition import sha256_of
from tests.past_triggers import past_every_trigger

Run = tuple[list[str], str]


def verified(*arguments: str | Path) -> str:
    """The last line of a verification that finds nothing."""
    lines, ended = verify(*arguments)
    assert lines == []
    assert ended.startswith("0 differences. ")
    return ended


def found(*arguments: str | Path) -> list[str]:
    """The lines of a verification that finds something: each can be shown, and the command fails."""
    lines, ended = verify(*arguments)
    assert lines
    assert all(line.isprintable() and len(line) < 500 for line in lines)
    assert ended.startswith(f"{len(lines)} difference")
    return lines


def verify(*arguments: str | Path) -> Run:
    """The differences that the command tells, and its last line."""
    out = io.StringIO()
    try:
        call_command("verify_editions", *map(str, arguments), stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    *lines, last = out.getvalue().splitlines()
    return lines, last


def spoil(statement: str, *values: Any) -> None:
    """Change what nobody may change, after all rules were held."""
    connection.check_constraints()
    with past_every_trigger() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount


def delete(edition: Edition) -> None:
    """With all that hangs on it, so that only its place is left empty."""
    connection.check_constraints()
    with past_every_trigger() as cursor:
        for table in ("change", "sealedfile"):
            cursor.execute(f"DELETE FROM recommendations_{table} WHERE edition_id = %s", [edition.pk])  # noqa: S608
        cursor.execute("DELETE FROM recommendations_edition WHERE id = %s", [edition.pk])
        wanted = "SELECT sha256 FROM recommendations_sealedfile"
        cursor.execute(f"DELETE FROM recommendations_sealedpiece WHERE sha256 NOT IN ({wanted})")  # noqa: S608


def digest_of(edition: Edition, name: str) -> str:
    return SealedFile.objects.get(edition=edition, name=name).sha256


def known_manifests(path: Path) -> Path:
    """The list of all editions as they are now."""
    editions = Edition.objects.select_related("period").order_by("place")
    path.write_text("".join(f"{each.manifest_sha256}  {each.period.slug}/{each.number}\n" for each in editions))
    return path


def copied(edition: Edition, folder: Path) -> Path:
    """The files of one edition, and its manifest, as its page gives them."""
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(edition.manifest, encoding="utf-8", newline="")
    for name in edition.files.values_list("name", flat=True):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(pieces_of(edition, name)))
    return folder


def all_copied(folder: Path) -> Path:
    """Every edition, in folders by period and number."""
    for edition in Edition.objects.select_related("period"):
        copied(edition, folder / edition.period.slug / str(edition.number))
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder).as_posix())
    return path


def seal_anew(folder: Path, change: Callable[[dict[str, Any]], object] = lambda told: None) -> str:
    """Make the manifest of a copied edition fit whatever its files are now, as whoever means harm would."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    change(about)
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    manifest = written(
        {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    )
    (folder / MANIFEST).write_text(manifest, encoding="utf-8", newline="")
    return sha256_of(manifest)
