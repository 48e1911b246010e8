"""Whatever is changed in the database's editions past its rules is found, and named."""

import csv
import hashlib
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.editions.sealing import seal
from recommendations.editions.store import PIECE, text_of
from recommendations.models import Assessment, Edition, SealedFile, SealedPiece
from recommendations.models.edition import sha256_of
from tests.factories import SealedFileFactory, SealedPieceFactory

from .copies import delete, digest_of, found, known_manifests, spoil, verified, verify

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "2014-09-30/1", "2015-09-30/1", "2014-09-30/2"


def test_all_that_was_verified_is_told_in_the_last_line(editions: list[Edition], tmp_path: Path) -> None:
    told = f"the last is {THIRD} at place 3, its manifest {editions[2].manifest_sha256}"
    assert verified() == f"0 differences. Verified 3 editions; {told}."
    assert verified("--known", known_manifests(tmp_path / "known")) == f"0 differences. Verified 3 editions; {told}."


def test_before_anything_is_published_there_is_nothing_to_find(db: None) -> None:
    assert verified() == "0 differences. Verified no editions."


def test_a_flipped_bit_is_found_in_every_edition_that_has_the_file(editions: list[Edition]) -> None:
    digest = digest_of(editions[0], "commitments.csv")
    spoil("UPDATE recommendations_sealedpiece SET content = set_bit(content, 8, 1 - get_bit(content, 8))"
          " WHERE sha256 = %s AND position = 0", digest)  # fmt: skip
    lines = found()
    assert [line.partition(": its bytes")[0] for line in lines] == [
        f"{name}: commitments.csv" for name in (FIRST, SECOND, THIRD)
    ]
    assert all(line.endswith(f"and SHA256SUMS says {digest}.") for line in lines)


def test_a_missing_piece_is_found(editions: list[Edition]) -> None:
    spoil("DELETE FROM recommendations_sealedpiece WHERE sha256 = %s", digest_of(editions[1], "figures.json"))
    size = SealedFile.objects.get(edition=editions[1], name="figures.json").size
    assert found()[0] == f"{SECOND}: figures.json has 0 bytes, and its row says {size}."


def test_pieces_in_another_order_are_found(editions: list[Edition]) -> None:
    digest, other = sha256_of("onetwo"), sha256_of("twoone")
    for place, content in enumerate([b"two", b"one"]):
        SealedPieceFactory(sha256=digest, position=place, content=content)
    SealedFileFactory(edition=editions[0], name="more.txt", size=6, sha256=digest)
    assert found() == [f"{FIRST}: more.txt is not listed in SHA256SUMS."]
    give_manifest(editions[0], f"{editions[0].manifest}{digest}  more.txt\n")
    assert f"{FIRST}: more.txt: its bytes have the digest {other}, and SHA256SUMS says {digest}." in found()


def give_manifest(edition: Edition, manifest: str) -> None:
    """With the digest that it has."""
    spoil(
        "UPDATE recommendations_edition SET manifest = %s, manifest_sha256 = %s WHERE id = %s",
        *(manifest, sha256_of(manifest), edition.pk),
    )


def test_a_renamed_file_is_found(editions: list[Edition]) -> None:
    spoil("UPDATE recommendations_sealedfile SET name = 'z.csv' WHERE edition_id = %s AND name = 'periods.csv'",
          editions[1].pk)  # fmt: skip
    assert found() == [
        f"{SECOND}: periods.csv is listed in SHA256SUMS and is not there.",
        f"{SECOND}: z.csv is not listed in SHA256SUMS.",
        f"{SECOND}: the rows that everybody reads are not those sealed in periods.csv.",
    ]


def test_a_changed_row_of_a_file_is_found(editions: list[Edition]) -> None:
    spoil("UPDATE recommendations_sealedfile SET size = 7 WHERE edition_id = %s AND name = 'figures.json'",
          editions[1].pk)  # fmt: skip
    assert [line for line in found() if line.endswith("bytes, and its row says 7.")]
    assert len(found()) == 1


MANIFESTS: dict[str, Callable[[str], str]] = {
    "a line more": lambda manifest: f"{manifest}x\n",
    "an empty line more": lambda manifest: f"{manifest}\n",
    "another order": lambda manifest: "".join(reversed(manifest.splitlines(keepends=True))),
    "a line twice": lambda manifest: manifest.splitlines(keepends=True)[0] + manifest,
    "no last line end": lambda manifest: manifest.rstrip(),
    "nothing": lambda manifest: "",
}


@pytest.mark.parametrize("change", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_was_changed_with_its_digest_is_found(
    change: Callable[[str], str], editions: list[Edition]
) -> None:
    give_manifest(editions[2], change(editions[2].manifest))
    lines = found()
    assert all(line.startswith(f"{THIRD}: ") for line in lines)
    assert any("SHA256SUMS" in line for line in lines)


FACTS = {
    "place": ("place = 9", f"{THIRD} is at place 9, and place 3 is missing."),
    "reason": ("reason = 'Another.'", 'edition.json says reason "A sample of a reason.", and its row "Another.".'),
    "moment": ("published_at = '2001-01-01Z'", 'and its row "2001-01-01T00:00:00Z".'),
    "number": ("number = 5", "before it, edition 2 of 2014-09-30 is missing."),
    "what it follows": (f"previous_sha256 = '{'0' * 64}'", f"{THIRD} follows the manifest {'0' * 64}, and that of"),
}


@pytest.mark.parametrize(("changed", "told"), FACTS.values(), ids=FACTS.keys())
def test_a_changed_fact_of_an_edition_is_found(changed: str, told: str, editions: list[Edition]) -> None:
    spoil(f"UPDATE recommendations_edition SET {changed} WHERE id = %s", editions[2].pk)  # noqa: S608
    assert told in "\n".join(found())


MOVE = "UPDATE recommendations_edition SET number = %s, place = %s, previous_sha256 = %s, reason = %s WHERE id = %s"


def test_exchanged_editions_are_found(editions: list[Edition]) -> None:
    """Their files and manifests stay whole, and each stands in the place of the other."""
    first, _, third = editions
    for edition in (first, third):  # no two may have the same, not even for a moment
        spoil(MOVE, edition.number + 9, edition.place + 9, sha256_of(str(edition.place)), "Moved.", edition.pk)
    for edition, other in ((first, third), (third, first)):
        spoil(MOVE, other.number, other.place, other.previous_sha256, other.reason, edition.pk)
    lines = found()
    assert f"{THIRD}: edition.json says number 1, and its row 2." in lines
    assert f"{FIRST}: edition.json says number 2, and its row 1." in lines
    assert any(line.startswith(f"{SECOND} follows the manifest {first.manifest_sha256}, and that of") for line in lines)


def test_an_added_edition_is_found_by_its_manifest(editions: list[Edition]) -> None:
    last = editions[2]
    Edition.objects.create(
        period=last.period, number=3, place=4, reason="Added.", manifest="a\n", manifest_sha256=sha256_of("a\n"),
        previous_sha256=last.manifest_sha256,
    )  # fmt: skip
    lines = found()
    assert lines[0] == "2014-09-30/3: SHA256SUMS, line 1: “a” is no digest with a name."


def test_an_added_edition_that_fits_is_found_by_the_known(editions: list[Edition], tmp_path: Path) -> None:
    known = known_manifests(tmp_path / "known")
    seal(editions[1].period, by=None, reason="Nobody decided this.")
    assert verified()
    assert found("--known", known) == [
        "2015-09-30/2 is not among the known: take a newer list if it was published since."
    ]


@pytest.mark.parametrize(
    ("which", "told"),
    [
        (0, f"{SECOND} is at place 2, and place 1 is missing."),
        (1, f"{THIRD} is at place 3, and place 2 is missing."),
        (2, f"{FIRST}: the rows that everybody reads are not those sealed in assessments.csv."),
    ],
    ids=["first", "middle", "last"],
)
def test_a_deleted_edition_is_found(which: int, told: str, editions: list[Edition]) -> None:
    delete(editions[which])
    assert told in found()


def test_a_deleted_last_edition_whose_rows_were_put_back_is_found_by_the_known(
    editions: list[Edition], tmp_path: Path
) -> None:
    known = known_manifests(tmp_path / "known")
    third = editions[2]
    delete(third)
    spoil("UPDATE recommendations_assessment SET conclusion = %s WHERE period_id = %s AND recommendation_id = 7",
          conclusion_sealed(editions[0]), third.period_id)  # fmt: skip
    assert verified()
    assert found("--known", known) == [
        f"{THIRD} is known, with the manifest {third.manifest_sha256}, and is not there."
    ]


def conclusion_sealed(edition: Edition) -> str:
    with text_of(edition, "assessments.csv") as file:
        return next(row["conclusion"] for row in csv.DictReader(file) if row["recommendation"] == "7")


def test_a_chain_that_was_sealed_anew_is_found_by_the_known(editions: list[Edition], tmp_path: Path) -> None:
    known = known_manifests(tmp_path / "known")
    period = editions[0].period
    for edition in reversed(editions):
        delete(edition)
    Assessment.objects.filter(period=period).update(conclusion="Good progress")
    for sealed, reason in ((period, ""), (editions[1].period, ""), (period, "A sample of a reason.")):
        seal(sealed, by=None, reason=reason)
    assert verified()
    lines = found("--known", known)
    assert [line.partition(": its manifest")[0] for line in lines] == [FIRST, SECOND, THIRD]


ROWS = {
    "an assessment": (
        "UPDATE recommendations_assessment SET conclusion = 'x' WHERE recommendation_id = 3",
        "assessments",
    ),
    "a report": ("UPDATE recommendations_progressreport SET summary = 'x' WHERE position = 3", "progress_reports"),
    "a report's state": (
        "UPDATE recommendations_progressreport SET state = 'draft' WHERE position = 3",
        "progress_reports",
    ),
    "information": ("DELETE FROM recommendations_additionalinformation", "additional_information"),
    "the period": ("UPDATE recommendations_period SET note = 'x' WHERE position_date < '2015-01-01'", "periods"),
}


@pytest.mark.parametrize(("statement", "table"), ROWS.values(), ids=ROWS.keys())
def test_a_row_that_was_changed_past_the_triggers_is_found(statement: str, table: str, editions: list[Edition]) -> None:
    spoil(statement)
    assert found() == [f"{THIRD}: the rows that everybody reads are not those sealed in {table}.csv."]


def test_a_period_that_is_published_or_taken_back_past_the_triggers_is_found(editions: list[Edition]) -> None:
    spoil("UPDATE recommendations_period SET state = 'closed', opens_on = '2015-01-01', due_on = '2015-02-01'"
          " WHERE position_date = '2015-09-30'")  # fmt: skip
    spoil("INSERT INTO recommendations_period (position_date, state, note) VALUES ('2016-09-30', 'published', '')")
    assert found() == [
        "2015-09-30 has an edition, and is closed.",
        "2016-09-30 is published and has no edition.",
    ]


def test_pieces_of_no_file_are_found(editions: list[Edition]) -> None:
    piece = SealedPieceFactory()
    assert found()[0] == f"pieces are kept under {piece.sha256}, which belong to no file of any edition."


LISTS = {
    "words": ("hello\n", "line 1: write a manifest’s SHA-256"),
    "an empty line": (f"{'0' * 64}  {FIRST}\n\n", "line 2: write a manifest’s SHA-256"),
    "two of one": (f"{'0' * 64}  {FIRST}\n{'1' * 64}  {FIRST}\n", f"line 2: {FIRST} has another digest"),
}


@pytest.mark.parametrize(("content", "why"), LISTS.values(), ids=LISTS.keys())
def test_a_list_that_is_none_of_editions_is_refused(content: str, why: str, db: None, tmp_path: Path) -> None:
    (tmp_path / "known").write_text(content)
    with pytest.raises(CommandError, match=why):
        call_command("verify_editions", "--known", str(tmp_path / "known"))
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("verify_editions", "--known", str(tmp_path / "none"))


def test_a_list_as_large_as_none_is_not_read(db: None, tmp_path: Path) -> None:
    with (tmp_path / "known").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(CommandError, match="is larger than any list of editions"):
        call_command("verify_editions", "--known", str(tmp_path / "known"))


def test_it_looks_and_changes_nothing(editions: list[Edition]) -> None:
    with CaptureQueriesContext(connection) as queries:
        verified()
    assert not [each for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_large_files_are_never_whole_in_memory(editions: list[Edition]) -> None:
    """Fifty pieces are twelve megabytes; a third of that has to be enough."""
    content = bytes(PIECE)
    digest = hashlib.sha256(content * 50).hexdigest()
    for position in range(50):
        SealedPiece.objects.create(sha256=digest, position=position, content=content)
    tracemalloc.start()
    try:
        lines, _ = verify()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert lines == [f"pieces are kept under {digest}, which belong to no file of any edition."]
    assert most < 4_500_000
