"""The package carries every edition to the byte, and an import ends with the same editions or with nothing."""

import datetime
import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from recommendations.editions.sealing import seal
from recommendations.editions.store import PIECE, pieces_of
from recommendations.models import Assessment, Change, Edition, Period, SealedFile, SealedPiece
from recommendations.package import sealed
from recommendations.package.archive import archived
from recommendations.package.descriptor import DESCRIPTOR
from recommendations.package.folder import export_record
from recommendations.package.problem import PackageProblem
from recommendations.package.resources import CHANGES, EDITION_FILES, EDITIONS
from tests.factories import EditionFactory, PeriodFactory, SealedFileFactory, SealedPieceFactory

from .packages import bring_in, change_rows, empty_the_record, files_of, refused

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]
Sealed = dict[tuple[str, int], tuple[str, str | None, dict[str, bytes]]]

REAL = pytest.mark.django_db(transaction=True)  # the database looks at the end of each transaction


def all_sealed() -> Sealed:
    """Of each edition the manifest, what it follows, and the bytes of every file."""
    return {
        (edition.period.slug, edition.number): (
            edition.manifest,
            edition.previous_sha256,
            {file.name: b"".join(pieces_of(edition, file.name)) for file in edition.files.all()},
        )
        for edition in Edition.objects.select_related("period")
    }


def known_manifests(path: Path) -> Path:
    editions = Edition.objects.select_related("period")
    path.write_text("".join(f"{each.manifest_sha256}  {each.period.slug}/{each.number}\n" for each in editions))
    return path


def verified(known: Path) -> str:
    out = io.StringIO()
    call_command("verify_editions", "--known", str(known), stdout=out)
    return out.getvalue()


def correct(period: Period) -> Edition:
    with transaction.atomic():
        Assessment.objects.filter(period=period, recommendation=7).update(conclusion="A sample of a correction")
        return seal(period, by=None, reason="A sample of a reason.")


def comes_back_verified(tmp_path: Path, number: int) -> None:
    """Out, into an empty database, and verified there; then once more, which changes nothing."""
    before, known = all_sealed(), known_manifests(tmp_path / "known")
    told = list(Change.objects.order_by("pk").values("pk", "edition__number", "after"))
    assert len(before) == number
    export_record(tmp_path / "package")
    with transaction.atomic():
        empty_the_record()
    assert not connection.in_atomic_block
    assert not Edition.objects.exists()

    assert bring_in(tmp_path / "package").startswith("Added: ")

    assert all_sealed() == before
    assert verified(known).startswith(f"0 differences. Verified {number} edition")
    assert list(Change.objects.order_by("pk").values("pk", "edition__number", "after")) == told
    assert bring_in(tmp_path / "package") == "All of it is there already; nothing was changed.\n"
    assert all_sealed() == before
    export_record(tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(tmp_path / "package")


@REAL
@pytest.mark.usefixtures("record")
def test_the_first_edition_comes_into_an_empty_database_and_verifies(tmp_path: Path) -> None:
    comes_back_verified(tmp_path, 1)


@REAL
@pytest.mark.usefixtures("record")
def test_a_correction_comes_with_the_edition_that_it_corrects(tmp_path: Path) -> None:
    correct(Period.objects.get())
    comes_back_verified(tmp_path, 2)


@REAL
@pytest.mark.usefixtures("record")
def test_the_official_wording_comes_with_its_edition(tmp_path: Path, annexes_text: Path) -> None:
    call_command("import_annexes", str(annexes_text), stdout=io.StringIO())
    comes_back_verified(tmp_path, 2)


@REAL
@pytest.mark.usefixtures("record")
def test_the_next_edition_follows_what_was_brought_in(tmp_path: Path) -> None:
    export_record(tmp_path / "package")
    with transaction.atomic():
        empty_the_record()
    bring_in(tmp_path / "package")
    first, second = Edition.objects.get(), correct(Period.objects.get())
    assert (second.place, second.previous_sha256) == (2, first.manifest_sha256)
    assert verified(known_manifests(tmp_path / "known"))


@REAL
@pytest.mark.usefixtures("record")
def test_a_newer_edition_than_that_here_is_refused(tmp_path: Path) -> None:
    export_record(tmp_path / "older")
    correct(Period.objects.get())
    export_record(tmp_path / "newer")

    assert refused(tmp_path / "older") == (
        "editions.csv: edition 2 of 2014-09-30 is in the database and not here. Take a newer package."
    )

    with transaction.atomic():
        empty_the_record()
    bring_in(tmp_path / "older")
    assert refused(tmp_path / "newer") == (
        "editions.csv: edition 2 of 2014-09-30 corrects what the database has, and an import overwrites nothing. "
        "Bring the package into an empty database."
    )
    assert Edition.objects.count() == 1


@REAL
@pytest.mark.usefixtures("record")
def test_rows_that_no_edition_sealed_are_refused(tmp_path: Path) -> None:
    package = tmp_path / "package"
    export_record(package)
    with transaction.atomic():
        empty_the_record()
    change_rows(package, "progress_reports.csv", lambda rows: rows[0].update(note="Nobody sealed this."))
    assert refused(package) == (
        "The editions would not verify: 2014-09-30/1: the rows that everybody reads are not those sealed in "
        "progress_reports.csv."
    )
    change_rows(package, "progress_reports.csv", lambda rows: rows.pop())
    assert "are not those sealed in progress_reports.csv" in refused(package)
    assert not Period.objects.exists()


def test_another_chain_is_refused(record: None, tmp_path: Path) -> None:
    export_record(tmp_path / "package")
    empty_the_record()
    PeriodFactory(position_date=datetime.date(2015, 9, 30))
    assert refused(tmp_path / "package") == (
        "editions.csv, line 2: at place 1 the database has 2015-09-30/1, with another manifest: this is another "
        "chain of editions. Bring the package into an empty database."
    )


@pytest.fixture
def package(record: None, tmp_path: Path) -> Path:
    """A package of the record, and a database without it."""
    folder = tmp_path / "package"
    export_record(folder)
    empty_the_record()
    return folder


def test_who_published_and_in_which_transaction_never_goes_out() -> None:
    assert EDITIONS.heading == [
        "period",
        "number",
        "place",
        "published_at",
        "manifest_sha256",
        "previous_sha256",
        "reason",
        "manifest",
    ]
    assert EDITION_FILES.heading == ["period", "edition", "name", "size", "sha256"]
    assert CHANGES.heading[:4] == ["id", "at", "period", "edition"]


@pytest.mark.usefixtures("record")
def test_the_archive_has_the_same_bytes_once_each(tmp_path: Path) -> None:
    correct(Period.objects.get())
    export_record(tmp_path / "package")
    file, _ = archived()
    with file, zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert {name: archive.read(name) for name in names} == files_of(tmp_path / "package")
    kept = sorted(name for name in names if "/" in name)
    assert kept == [name for name in names if "/" in name]
    assert kept == sorted(f"sealed/{each}" for each in set(SealedFile.objects.values_list("sha256", flat=True)))
    assert names[-1] == DESCRIPTOR


def some_sealed(folder: Path) -> Path:
    return sorted((folder / "sealed").iterdir())[3]


def test_a_sealed_file_that_is_missing_is_named(package: Path) -> None:
    some_sealed(package).unlink()
    assert refused(package).endswith("cannot be read: No such file or directory.")


def test_without_the_folder_the_first_is_missing(package: Path) -> None:
    (package / "sealed").rename(package / "away")
    assert refused(package).startswith("sealed/0")


def test_a_sealed_file_too_many_is_named(package: Path) -> None:
    for name in ("0" * 64, "evil.txt"):
        (package / "sealed" / name).write_text("evil")
        assert refused(package) == f"sealed/{name} belongs to no edition."
        (package / "sealed" / name).unlink()


def test_a_sealed_file_that_was_changed_is_named(package: Path) -> None:
    path = some_sealed(package)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    assert refused(package) == f"sealed/{path.name} does not have the digest that it is named for."
    path.write_bytes(content + b"x")
    assert refused(package).startswith(f"sealed/{path.name} has not the {len(content)} bytes that edition_files.csv")


def test_links_and_pipes_are_not_followed(package: Path, tmp_path: Path) -> None:
    path = some_sealed(package)
    path.rename(tmp_path / "outside")
    path.symlink_to(tmp_path / "outside")
    assert refused(package) == f"sealed/{path.name} cannot be read: it is a link."
    path.unlink()
    os.mkfifo(path)
    assert refused(package) == f"sealed/{path.name} is not a file."
    (package / "sealed").rename(tmp_path / "sealed")
    (package / "sealed").symlink_to(tmp_path / "sealed")
    assert refused(package) == "sealed is not a folder."


CELLS = {
    "a path out of the folder": ("edition_files", "sha256", "../datapackage.json", "a_file_has_its_digest"),
    "another digest": ("edition_files", "sha256", "0" * 64, "belongs to no edition"),
    "another name": ("edition_files", "name", "zzz.csv", "is listed in SHA256SUMS and is not there"),
    "a name out of the folder": ("edition_files", "name", "../evil", "a_file_has_a_plain_path"),
    "another manifest": ("editions", "manifest", "x", "an_edition_has_the_digest_of_its_manifest"),
    "another number": ("editions", "number", "2", "edition_files.csv, line 2: edition “2014-09-30, 1” is not among"),
    "another moment": ("editions", "published_at", "2001-01-01T00:00:00Z", "edition.json says published_at"),
}


@pytest.mark.parametrize(("table", "column", "cell", "why"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_that_does_not_fit_the_bytes_is_refused(
    table: str, column: str, cell: str, why: str, package: Path
) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0][column] = cell
        if column == "number":
            rows[0]["reason"] = "A correction."

    change_rows(package, f"{table}.csv", change)
    assert why in refused(package)
    assert not SealedPiece.objects.exists()


def test_a_file_more_for_an_edition_that_is_there_is_refused(record: None, tmp_path: Path) -> None:
    package = tmp_path / "package"
    export_record(package)
    change_rows(package, "edition_files.csv", lambda rows: rows.append(rows[0] | {"name": "zzz.csv"}))
    assert refused(package) == "The editions would not verify: 2014-09-30/1: zzz.csv is not listed in SHA256SUMS."


def test_what_was_begun_of_the_sealed_is_taken_away(
    record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recommendations.package.writing.descriptor_of", full)
    with pytest.raises(PackageProblem, match="No space left on device"):
        export_record(tmp_path / "package")
    assert list((tmp_path / "package").iterdir()) == []


def test_however_large_a_sealed_file_is_little_is_in_memory() -> None:
    """Sixty pieces are fifteen megabytes; a third of that has to be enough."""
    edition, digest = EditionFactory(), "1" * 64
    SealedFileFactory(edition=edition, sha256=digest)
    for position in range(60):
        SealedPieceFactory(sha256=digest, position=position, content=bytes(PIECE))

    def open_file(_: str) -> AbstractContextManager[IO[bytes]]:
        return Path(os.devnull).open("wb")

    tracemalloc.start()
    try:
        sealed.write_sealed(open_file)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 5_000_000


def test_an_empty_file_is_carried_too(tmp_path: Path) -> None:
    """It has no pieces, whatever comes before and after it."""
    written = {}

    class Kept(io.BytesIO):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def close(self) -> None:
            written[self.name] = self.getvalue()
            super().close()

    edition = EditionFactory()
    for digest in ("1" * 64, "2" * 64, "3" * 64):
        SealedFileFactory(edition=edition, sha256=digest)
    for digest, position in (("1" * 64, 0), ("3" * 64, 1), ("3" * 64, 0), ("2" * 63 + "1", 0)):
        SealedPieceFactory(sha256=digest, position=position, content=f"{digest[0]}{position}".encode())
    sealed.write_sealed(Kept)
    assert list(written.values()) == [b"10", b"", b"3031"]
