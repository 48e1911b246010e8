"""The official wording goes in whole, stays once it is in, and comes out again; anything but the annexes is refused."""

import os
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Period,
    ProgressReport,
    Recommendation,
)
from recommendations.models.wording import Worded

pytestmark = pytest.mark.usefixtures("record")

WORDED: tuple[type[Worded], ...] = (Recommendation, Commitment, ProgressReport, AdditionalInformation, Assessment)


def import_annexes(path: Path) -> str:
    out = StringIO()
    call_command("import_annexes", str(path), stdout=out)
    return out.getvalue()


def wording() -> dict[str, list[str]]:
    """Every official wording in the database."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list("official_wording", flat=True))
        for model in WORDED
    }


def test_every_text_of_the_annexes_finds_its_place(annexes_text: Path) -> None:
    said = import_annexes(annexes_text)

    assert said == "Placed 252 texts; 0 stood there already; kept 0 that differ; could not place 0.\n"
    reports = ProgressReport.objects.all()
    assert all(report.nil_return != bool(report.official_wording) for report in reports)
    assert not Recommendation.objects.filter(official_wording="").exists()
    assert not Commitment.objects.filter(official_wording="").exists()
    assert not AdditionalInformation.objects.filter(official_wording="").exists()
    assert not Assessment.objects.filter(official_wording="").exists()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda source: source.replace(b"\n", b"\r\n"), id="with Windows line ends"),
        pytest.param(lambda source: b"\xef\xbb\xbf" + source, id="with a byte order mark"),
        pytest.param(lambda source: source.replace(b"\n ", b"\n\t"), id="with tabs for the marks of pages"),
        pytest.param(lambda source: source.replace(b"\n ", b"\n\f"), id="with form feeds for the marks of pages"),
    ],
)
def test_the_same_text_written_in_another_way_reads_the_same(
    written: Callable[[bytes], bytes], annexes_text: Path, tmp_path: Path
) -> None:
    path = tmp_path / "annexes.txt"
    path.write_bytes(written(annexes_text.read_bytes()))
    import_annexes(path)

    assert import_annexes(annexes_text).startswith("Placed 0 texts; 252 stood there already; kept 0")


def test_importing_again_changes_nothing(annexes_text: Path) -> None:
    import_annexes(annexes_text)
    before = wording()

    said = import_annexes(annexes_text)

    assert said.startswith("Placed 0 texts; 252 stood there already;")
    assert wording() == before


def test_what_was_typed_in_by_hand_is_kept_and_said(annexes_text: Path) -> None:
    Recommendation.objects.filter(number=7).update(official_wording="Typed in by the panel.")

    said = import_annexes(annexes_text)

    assert Recommendation.objects.get(number=7).official_wording == "Typed in by the panel."
    assert "the statement of recommendation 7: kept as it is" in said
    assert "kept 1 that differ" in said


def test_a_reset_takes_the_official_wording_out_again(annexes_text: Path) -> None:
    import_annexes(annexes_text)

    call_command("load_record", reset=True, stdout=StringIO())

    assert {text for texts in wording().values() for text in texts} == {""}


def test_a_text_without_an_entry_is_listed_with_its_lines_and_not_guessed(annexes_text: Path) -> None:
    ProgressReport.objects.filter(commitment=6).delete()

    said = import_annexes(annexes_text)

    assert "recommendation 1, commitment 6, DH: the record has no such entry" in said
    assert said.startswith(("line", "lines"))
    assert said.endswith("could not place 1.\n")


def test_words_where_the_record_says_nothing_was_reported_are_listed(annexes_text: Path) -> None:
    ProgressReport.objects.filter(commitment=7).update(self_rating="not_reported", summary="")

    assert "the record says that nothing was reported here" in import_annexes(annexes_text)


def test_without_the_record_nothing_is_imported(annexes_text: Path) -> None:
    Period.objects.update(position_date="2000-01-01")

    with pytest.raises(CommandError, match=r"^The record is not loaded: run load_record first\.$"):
        import_annexes(annexes_text)


def half(source: bytes) -> bytes:
    return source[: len(source) // 2]


def without_annex_3(source: bytes) -> bytes:
    return source[: source.index(b" Annex 3: Information Governance Toolkit")]


def with_a_section_twice(source: bytes) -> bytes:
    start, end = source.index(b"Progress on Recommendation Five"), source.index(b"Progress on Recommendation Six")
    return source[:end] + source[start:]


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": half,
    "without its last annex": without_annex_3,
    "with a section twice": with_a_section_twice,
    "in another encoding": lambda source: source.decode().encode("utf-16"),
    "in Latin 1": lambda source: source.decode().encode("cp1252", errors="replace"),
    "with NUL characters": lambda source: source.replace(b" ", b"\0"),
    "backwards": lambda source: source.decode()[::-1].encode(),
}


@pytest.mark.parametrize("command", ["import_annexes", "verify_record"])
@pytest.mark.parametrize("damage", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_damaged_file_is_refused_in_one_line_and_changes_nothing(
    command: str, damage: Callable[[bytes], bytes], annexes_text: Path, tmp_path: Path
) -> None:
    path = tmp_path / "annexes.txt"
    path.write_bytes(damage(annexes_text.read_bytes()))
    before = wording()

    with pytest.raises(CommandError) as refused:
        call_command(command, str(path), stdout=StringIO())

    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1
    assert wording() == before


OTHERS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "white": (b" \n\n\t \n", "is empty"),
    "another document": (b"It was a dark night.\n" * 500, "is not the text of the annexes"),
    "binary": (random.Random(1).randbytes(50_000), "is not UTF-8 text"),  # noqa: S311
    "one endless line": (b"Annex 1: " + b"Progress on Recommendation " * 40_000, "is not the text of the annexes"),
}


@pytest.mark.parametrize("command", ["import_annexes", "verify_record"])
@pytest.mark.parametrize(("content", "why"), OTHERS.values(), ids=OTHERS.keys())
def test_what_is_not_the_annexes_is_refused_with_the_reason(
    command: str, content: bytes, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=why) as refused:
        call_command(command, str(path), stdout=StringIO())

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("command", ["import_annexes", "verify_record"])
def test_a_huge_file_is_refused_before_it_is_read(command: str, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(CommandError, match="larger than the annexes can be"):
        call_command(command, str(path))


@pytest.mark.parametrize("command", ["import_annexes", "verify_record"])
def test_a_missing_file_and_a_folder_are_refused(command: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command(command, str(tmp_path / "none.txt"))
    with pytest.raises(CommandError, match=r"is not a file\.$"):
        call_command(command, str(tmp_path))


@pytest.mark.parametrize("command", ["import_annexes", "verify_record"])
def test_what_may_have_no_end_is_not_begun(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for endless in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(CommandError, match=r"is not a file\.$"):
            call_command(command, str(endless))
