"""A copy that somebody has is verified by itself, against the database and against known manifests. Anybody may have
made it: what is hostile in it is named, and never followed."""

import json
import os
import shutil
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recommendations.editions.verifying import copied as copied_editions
from recommendations.editions.verifying import copies as hostile
from recommendations.editions.verifying.manifest import MANIFEST
from recommendations.models import Edition

from .copies import all_copied, copied, delete, found, known_manifests, seal_anew, verified, verify, zipped

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "2014-09-30/1", "2015-09-30/1", "2014-09-30/2"


@pytest.fixture
def one(editions: list[Edition], tmp_path: Path) -> Path:
    """The files of the last edition."""
    return copied(editions[2], tmp_path / "one")


@pytest.fixture
def whole(editions: list[Edition], tmp_path: Path) -> Path:
    """All editions in their folders."""
    return all_copied(tmp_path / "all")


def refused(copy: Path, *more: str | Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command("verify_editions", "--copy", str(copy), *map(str, more))
    said = str(error.value)
    assert said.isprintable()
    return said


def test_what_sha256sum_says_is_what_is_verified(one: Path, whole: Path) -> None:
    for folder in (one, *(whole / name for name in (FIRST, SECOND, THIRD))):
        checked = ["/usr/bin/sha256sum", "--check", "--strict", "--quiet", MANIFEST]
        assert subprocess.run(checked, cwd=folder, check=True, capture_output=True).stdout == b""
    (one / "figures.json").write_bytes(b"{}")
    checked = ["/usr/bin/sha256sum", "--check", "--quiet", MANIFEST]
    assert subprocess.run(checked, cwd=one, check=False, capture_output=True).returncode == 1


def test_a_copy_of_all_and_of_one_verify_as_folder_and_as_zip(
    one: Path, whole: Path, editions: list[Edition], tmp_path: Path
) -> None:
    known = known_manifests(tmp_path / "known")
    told = f"the last is {THIRD} at place 3, its manifest {editions[2].manifest_sha256}."
    for copy in (whole, zipped(whole)):
        assert verified("--copy", copy, "--known", known) == f"0 differences. Verified 3 editions; {told}"
        assert verified("--copy", copy, "--alone") == f"0 differences. Verified 3 editions; {told}"
    single = tmp_path / "single"
    single.write_text(known.read_text().splitlines()[2])
    for copy in (one, zipped(one)):
        assert verified("--copy", copy, "--known", single).startswith("0 differences. Verified 1 edition; ")


@pytest.mark.django_db(databases=[])
def test_alone_it_asks_no_database(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("")
    assert found("--copy", tmp_path, "--alone")


def test_alone_is_for_a_copy() -> None:
    with pytest.raises(CommandError, match="name it with --copy"):
        call_command("verify_editions", "--alone")


def test_a_flipped_bit_is_found(whole: Path) -> None:
    path = whole / SECOND / "report" / "cover.json"
    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content)
    (line,) = found("--copy", whole)
    assert line.startswith(f"{SECOND}: report/cover.json: its bytes have the digest ")
    assert found("--copy", zipped(whole), "--alone") == [line]


def test_files_that_are_renamed_missing_and_more_are_found(whole: Path) -> None:
    folder = whole / FIRST
    (folder / "figures.json").rename(folder / "figure.json")
    (folder / "periods.csv").unlink()
    (whole / "2014-09-30" / "stray.txt").write_text("stray")
    assert found("--copy", whole) == [
        "2014-09-30/stray.txt belongs to no edition.",
        f"{FIRST}: figure.json is not listed in SHA256SUMS.",
        f"{FIRST}: figures.json is listed in SHA256SUMS and is not there.",
        f"{FIRST}: periods.csv is listed in SHA256SUMS and is not there.",
    ]


@pytest.mark.parametrize("name", [MANIFEST, "edition.json"])
def test_an_edition_without_what_it_takes_is_named(name: str, whole: Path) -> None:
    (whole / SECOND / name).unlink()
    lines = found("--copy", whole)
    assert f"{SECOND}: {name} is missing." in lines
    assert f"{SECOND} is in the database, and not in the copy." in lines


def test_exchanged_editions_are_found(whole: Path) -> None:
    (whole / FIRST).rename(whole / "away")
    (whole / THIRD).rename(whole / FIRST)
    (whole / "away").rename(whole / THIRD)
    lines = found("--copy", whole, "--alone")
    assert f"{FIRST}: edition.json says number 2, and its folder 1." in lines
    assert f"{THIRD}: edition.json says number 1, and its folder 2." in lines


def test_an_added_edition_is_found(whole: Path, editions: list[Edition], tmp_path: Path) -> None:
    """All of its digests fit, and it follows the last: only who knows the others can tell."""
    known = known_manifests(tmp_path / "known")
    shutil.copytree(whole / THIRD, whole / "2014-09-30" / "3")
    last = editions[2].manifest_sha256
    seal_anew(whole / "2014-09-30" / "3", lambda told: told.update(number=3, place=4, previous_sha256=last))
    assert verified("--copy", whole, "--alone")
    assert found("--copy", whole) == ["2014-09-30/3 is not in the database."]
    assert found("--copy", whole, "--alone", "--known", known) == [
        "2014-09-30/3 is not among the known: take a newer list if it was published since."
    ]


def test_one_that_was_sealed_anew_is_found(whole: Path, tmp_path: Path) -> None:
    """The last with other facts: its digests fit, and it follows the one before."""
    known = known_manifests(tmp_path / "known")
    (whole / THIRD / "assessments.csv").write_text("nothing")
    told = f"{THIRD}: its manifest has the digest {seal_anew(whole / THIRD)}, and "
    assert verified("--copy", whole, "--alone")
    assert found("--copy", whole)[0].startswith(f"{told}that of the database ")
    assert found("--copy", whole, "--alone", "--known", known)[0].startswith(f"{told}the known one ")


def test_a_middle_one_that_was_sealed_anew_breaks_the_chain(whole: Path) -> None:
    seal_anew(whole / SECOND, lambda told: told.update(reason="Another."))
    assert [line.partition(" the manifest")[0] for line in found("--copy", whole, "--alone")] == [f"{THIRD} follows"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (FIRST, f"{SECOND} is at place 2, and place 1 is missing."),
        (SECOND, f"{THIRD} is at place 3, and place 2 is missing."),
    ],
    ids=["first", "middle"],
)
def test_a_deleted_edition_is_found(name: str, told: str, whole: Path) -> None:
    shutil.rmtree(whole / name)
    assert told in found("--copy", whole, "--alone")
    assert f"{name} is in the database, and not in the copy." in found("--copy", whole)


def test_a_deleted_last_edition_is_found(whole: Path, editions: list[Edition], tmp_path: Path) -> None:
    known = known_manifests(tmp_path / "known")
    shutil.rmtree(whole / THIRD)
    assert verified("--copy", whole, "--alone")
    assert found("--copy", whole) == [f"{THIRD} is in the database, and not in the copy."]
    told = f"{THIRD} is known, with the manifest {editions[2].manifest_sha256}, and is not there."
    assert found("--copy", whole, "--alone", "--known", known) == [told]


def test_one_that_the_database_lost_is_found(one: Path, editions: list[Edition]) -> None:
    delete(editions[2])
    assert found("--copy", one) == [f"{THIRD} is not in the database."]


ABOUTS = {
    "no JSON": "{",
    "a list": "[]",
    "lists within lists": "[" * 100_000,
    "no facts": "{}",
    "a number in words": '{"number": "one"}',
    "a number without end": '{"number": ' + "9" * 5000 + "}",
    "a truth": '{"period": "2014-09-30", "published_at": "", "reason": "", "number": true, "place": 1}',
    "a folder": '{"period": "../..", "published_at": "", "reason": "", "number": 1, "place": 1}',
}


@pytest.mark.parametrize("content", ABOUTS.values(), ids=ABOUTS.keys())
def test_an_edition_that_does_not_say_which_it_is_is_named(content: str, one: Path) -> None:
    (one / "edition.json").write_text(content)
    assert any(line.endswith("edition.json does not say which edition it is.") for line in found("--copy", one))


MANIFESTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a path out of the folder": (lambda told: f"{'0' * 64}  ../../etc/passwd\n{told}", "line 1: “0000"),
    "a path from the root": (lambda told: f"{'0' * 64}  /etc/passwd\n{told}", "line 1: “0000"),
    "what a terminal obeys": (lambda told: f"{told}\x1b[2J\n", "“�[2J” is no digest with a name"),
    "a file twice": (lambda told: told.splitlines(keepends=True)[0] + told, "does not list each file once"),
    "other line ends": (lambda told: told.replace("\n", "\r\n"), "is no digest with a name"),
}


@pytest.mark.parametrize(("change", "why"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_no_edition_has_is_named(change: Callable[[str], str], why: str, one: Path) -> None:
    path = one / MANIFEST
    path.write_text(change(path.read_text()), newline="")
    assert why in "\n".join(found("--copy", one, "--alone"))


@pytest.mark.parametrize("name", [MANIFEST, "edition.json"])
def test_a_file_that_is_huge_is_not_read_to_its_end(name: str, one: Path) -> None:
    with (one / name).open("wb") as file:
        file.truncate(200_000_000)
    assert any(line.endswith(f"{name} is larger than that of any edition.") for line in found("--copy", one, "--alone"))


def test_of_a_manifest_of_nothing_but_line_ends_the_first_are_named(one: Path) -> None:
    (one / MANIFEST).write_bytes(b"\n" * 9_000_000)
    tracemalloc.start()
    try:
        lines = found("--copy", one, "--alone")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len([line for line in lines if "is no digest with a name" in line]) == 10
    assert most < 100_000_000


def test_more_folders_than_any_copy_has_are_not_searched(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        (one / f"folder-{number}").mkdir()
    monkeypatch.setattr(hostile, "MOST_FILES", 250)
    assert refused(one).endswith("has more folders than any copy.")


def test_links_and_pipes_are_named_and_not_followed(one: Path, tmp_path: Path) -> None:
    (one / "figures.json").rename(tmp_path / "outside.json")
    (one / "figures.json").symlink_to(tmp_path / "outside.json")
    (one / "report").rename(tmp_path / "report")
    (one / "report").symlink_to(tmp_path / "report")
    (one / "periods.csv").unlink()
    os.mkfifo(one / "periods.csv")
    lines = found("--copy", one)
    assert lines[:3] == ["figures.json is a link.", "periods.csv is not a file.", "report is a link."]
    assert any(line.endswith("report/cover.json is listed in SHA256SUMS and is not there.") for line in lines)


def test_a_pipe_and_nothing_in_place_of_a_copy_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "text.zip").write_text("hello")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert refused(tmp_path / "pipe") == "pipe is not a file."
    assert refused(tmp_path / "none").endswith("cannot be read: No such file or directory.")
    assert refused(tmp_path / "text.zip").endswith("is neither a folder nor a ZIP file.")
    for name in ("empty", "empty.zip"):
        assert refused(tmp_path / name).endswith(
            "holds no edition: neither SHA256SUMS nor a folder such as 2014-09-30/1."
        )


def entry(name: str, mode: int = 0o100644, flags: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.flag_bits = flags
    return made


ENTRIES = {
    "a path out of the folder": (entry("../../evil.txt"), "../../evil.txt is a path that no file of an edition has."),
    "a path from the root": (entry("/etc/passwd"), "/etc/passwd is a path that no file of an edition has."),
    "a path of Windows": (entry("..\\evil.txt"), "..\\evil.txt is a path that no file of an edition has."),
    "a hidden file": (entry(".evil"), ".evil is a path that no file of an edition has."),
    "what a terminal obeys": (entry("a\x1b[2J"), "a�[2J is a path that no file of an edition has."),
    "a link": (entry("link", 0o120777), "link is a link."),
    "a pipe": (entry("pipe", 0o010644), "pipe is not a file."),
    "a file twice": (entry("figures.json"), "figures.json stands there twice."),
    "a file more": (entry("evil.txt"), "evil.txt is not listed in SHA256SUMS."),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("more", "told"), ENTRIES.values(), ids=ENTRIES.keys())
def test_what_no_zip_of_an_edition_has_is_named(more: zipfile.ZipInfo, told: str, one: Path) -> None:
    path = zipped(one)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(more, b"evil")
    assert any(line.endswith(told) for line in found("--copy", path))


def test_an_encrypted_file_is_named(one: Path) -> None:
    path = zipped(one)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"figures.json"))
    content[place + 8] |= 1
    path.write_bytes(content)
    assert "figures.json is encrypted." in found("--copy", path)


@pytest.mark.parametrize("size", ["zeros", "overlapping"])
def test_a_bomb_is_refused_before_it_is_unpacked(size: str, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "LARGEST_UNPACKED", 1_000_000)
    path = zipped(one)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", bytes(60_000_000))
        if size == "overlapping":
            archive.filelist.extend([archive.filelist[-1]] * 50)
    assert "no copy is packed so small" in refused(path)


def test_a_file_that_unpacks_to_more_than_it_says_is_named(one: Path) -> None:
    path = zipped(one)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", bytes(1_000_000))
        archive.infolist()[-1].file_size = 10
    assert any("bomb.csv cannot be read" in line for line in found("--copy", path))


def test_a_broken_file_in_a_zip_is_named(one: Path) -> None:
    path = zipped(one)
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("commitments.csv").header_offset + 200
    content = bytearray(path.read_bytes())
    content[place : place + 50] = bytes(50)
    path.write_bytes(content)
    assert any("commitments.csv cannot be read" in line for line in found("--copy", path))


def test_a_zip_that_lists_too_much_is_refused(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(one)
    monkeypatch.setattr(hostile, "LARGEST_DIRECTORY", 100)
    assert refused(path).endswith("lists more files than any copy.")
    monkeypatch.undo()
    monkeypatch.setattr(hostile, "MOST_FILES", 10)
    assert refused(path).endswith("has more files than any copy.")
    assert refused(one).endswith("has more files than any copy.")


def test_a_copy_may_be_larger_than_memory(one: Path) -> None:
    with (one / "large.csv").open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        verify("--copy", one, "--alone")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 15_000_000


def test_the_layout_is_that_of_the_pages() -> None:
    assert copied_editions.PLACE.fullmatch("2014-09-30/1/report/cover.json")
    assert json.dumps(copied_editions.Part("2014-09-30/12/").stands) == '{"period": "2014-09-30", "number": 12}'
