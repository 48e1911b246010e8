"""The package is whole, says what it is, and is the same for the same record."""

import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model

from organisations.models import AuditRow, HistoryRow, Invitation, Letter, Membership, User
from recommendations.models import (
    Agreement,
    AssessmentVersion,
    Commitment,
    Correction,
    Decision,
    Draft,
    Rating,
    Receipt,
    Reminder,
    SealedFile,
    SealedPiece,
    Submission,
)
from recommendations.package.archive import archived
from recommendations.package.descriptor import DESCRIPTOR
from recommendations.package.kinds import TEXT
from recommendations.package.resources import FIGURE_CHECKS, RESOURCES, Resource
from recommendations.package.writing import write_package
from tests.factories import ChangeFactory, OrganisationFactory, PeriodFactory, RecommendationFactory

from .packages import files_of

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]

# Why a model's rows are no part of the public record.
LEFT_OUT: dict[type[Model], str] = {
    User: "People are private.",
    User.groups.through: "People are private.",
    User.user_permissions.through: "People are private.",
    Group: "It tells what people may do.",
    Permission: "It tells what people may do.",
    Membership: "It tells what people may do.",
    Invitation: "People are private.",
    Letter: "It is written to a person.",
    AuditRow: "It tells what people did.",
    HistoryRow: "It tells what people changed.",
    Draft: "It is the organisation's alone until it is submitted.",
    Receipt: "It tells who submitted, and belongs to the organisation and the panel.",
    Submission: "It has what is for the panel only; what is public of it is in the progress report.",
    Decision: "It is between the panel and the organisation.",
    AssessmentVersion: "It is the panel's alone: what was published of it is in the assessment.",
    Agreement: "It tells what people did.",
    Correction: "It is between the panel's people until it is published, and then in the row that it corrects.",
    SealedPiece: "It is in the folder of sealed bytes, in a file that is named for its digest.",
    Reminder: "It stands on a letter to a person; pages tell the steps and their days.",
}

OWN_MODELS = [
    model
    for label in ("organisations", "recommendations")
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
]


def export(folder: Path) -> str:
    out = StringIO()
    call_command("export_record", str(folder), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: str(model.__name__))
def test_every_model_is_in_the_package_or_says_why_not(model: type[Model]) -> None:
    assert (model in LEFT_OUT) != (model in [resource.model for resource in RESOURCES])


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.name))
def test_every_field_has_a_column(resource: Resource) -> None:
    fields = {field.name for field in resource.model._meta.concrete_fields}
    told = {column.path for column in resource.columns if column.is_own} | {link.field for link in resource.links}
    own_key = {"id"} & fields if "public_id" in told or "id" not in resource.key else set()
    assert fields - told == own_key | set(resource.private)
    assert resource.heading[: len(resource.key)] == list(resource.key)
    assert len(set(resource.heading)) == len(resource.heading)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.name))
def test_an_empty_cell_means_one_thing_in_each_column(resource: Resource) -> None:
    """A text of its own is never null, but a digest, which is never empty. Nor is what a foreign key is made of."""
    for column in resource.columns:
        assert not (column.is_own and column.kind is TEXT and column.null) or column.name == "previous_sha256"


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.name))
def test_what_a_file_names_stands_in_a_file_before_it(resource: Resource) -> None:
    before = [each.name for each in RESOURCES[: RESOURCES.index(resource)]]
    assert {link.resource for link in resource.links} <= set(before)
    assert {named.name for named in resource.names} == {link.resource for link in resource.links}


@pytest.mark.usefixtures("record")
def test_files_are_those_that_the_descriptor_states(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    said = export(folder)
    files = files_of(folder)
    told = json.loads(files.pop(DESCRIPTOR))

    assert said.startswith("Wrote ")
    assert said.endswith(f" rows in {len(RESOURCES)} files, and the bytes of every edition, to {folder}.\n")
    assert {each["path"]: (each["bytes"], each["hash"]) for each in told["resources"]} == {
        name: (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        for name, content in files.items()
        if not name.startswith("sealed/")
    }
    sealed = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if "/" in name}
    assert sealed == {f"sealed/{digest}": digest for digest in SealedFile.objects.values_list("sha256", flat=True)}


def test_two_packages_of_the_same_record_are_the_same_bytes(exported: Export) -> None:
    ChangeFactory()
    OrganisationFactory(name="Éa")
    assert files_of(exported()) == files_of(exported())


def test_a_package_of_another_record_has_another_version(exported: Export) -> None:
    first = exported()
    OrganisationFactory()
    versions = [json.loads((folder / DESCRIPTOR).read_bytes())["version"] for folder in (first, exported())]
    assert versions[0] != versions[1]
    assert all(version.startswith("2.0.0+") for version in versions)


def test_it_was_created_when_the_record_last_changed(tmp_path: Path) -> None:
    folders = (tmp_path / str(number) for number in range(9))

    def created() -> str | None:
        folder = next(folders)
        export(folder)
        told: dict[str, str] = json.loads((folder / DESCRIPTOR).read_bytes())
        return told.get("created")

    assert created() is None
    period = PeriodFactory()
    assert created() == f"{period.slug}T00:00:00Z"
    change = ChangeFactory(period=period)
    change.refresh_from_db()
    assert created() == change.at.isoformat().replace("+00:00", "Z")
    ChangeFactory(period=PeriodFactory(open_=True), at="9999-01-01T00:00:00Z")
    assert created() == change.at.isoformat().replace("+00:00", "Z")


def test_texts_are_sorted_alike_in_every_language(exported: Export) -> None:
    for slug in ("b-a", "ba", "b", "a-z", "a"):
        OrganisationFactory(slug=slug)
    lines = (exported() / "organisations.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.partition(",")[0] for line in lines] == ["a", "a-z", "b", "b-a", "ba"]


def test_nothing_is_changed_for_spreadsheets(exported: Export) -> None:
    RecommendationFactory(number=7, title="=SUM(A1)", summary="é")
    content = (exported() / "recommendations.csv").read_bytes()
    assert content.startswith(b"number,title,")
    assert "7,=SUM(A1),assists,,é,,[],,\r\n".encode() in content


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match=r"is not empty: name a new folder, or an empty one\.$"):
        export(tmp_path)
    assert files_of(tmp_path) == {"mine.txt": b"mine"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    export(tmp_path)
    assert DESCRIPTOR in files_of(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder, why in ((tmp_path / "none" / "package", "No such file"), (tmp_path / "file", "File exists")):
        with pytest.raises(CommandError, match=f"cannot be written to: {why}") as error:
            export(folder)
        assert "\n" not in str(error.value)


def test_what_was_begun_is_taken_away_where_it_cannot_be_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recommendations.package.writing.descriptor_of", full)
    with pytest.raises(CommandError, match=r"cannot be written to: No space left on device\.$"):
        export(tmp_path)
    assert files_of(tmp_path) == {}


def test_the_archive_is_the_same_package(exported: Export) -> None:
    Commitment.objects.create(number=1, kind="commitment", summary="Long. " * 5_000)
    file, files = archived()
    with file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files_of(exported())
    assert len(files) == len(RESOURCES)


def test_two_archives_of_the_same_record_are_the_same_bytes() -> None:
    ChangeFactory()
    contents = []
    for _ in range(2):
        file, _ = archived()
        with file:
            contents.append(file.read())
    assert contents[0] == contents[1]


def test_however_many_rows_there_are_few_are_in_memory() -> None:
    """Ten thousand rows of a thousand characters are ten megabytes; a tenth of that has to be enough."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisations_figurecheck (key, position, version, requirement, kind, measure, printed,"
            " computed, agrees, explanation, source) SELECT n, n, '', '', 'count', '', '', '', true, repeat('x', 1000),"
            " '' FROM generate_series(1, 10000) n"
        )
    tracemalloc.start()
    try:
        rows = sum(1 for _ in FIGURE_CHECKS.rows())
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows == 10_000
    assert most < 2_000_000


def test_a_package_costs_the_same_queries_for_few_and_many(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    for number in (0, 5):
        for _ in range(number):
            ChangeFactory()
            RecommendationFactory()
        with django_assert_num_queries(len(RESOURCES) + (6 if number == 0 else 5)):  # type: ignore[attr-defined]
            file, _ = archived()
            file.close()


def test_ratings_are_told_with_their_words(exported: Export) -> None:
    told = json.loads((exported() / DESCRIPTOR).read_bytes())
    assessments = next(each for each in told["resources"] if each["name"] == "assessments")
    rating = next(field for field in assessments["schema"]["fields"] if field["name"] == "rating")
    assert rating["categories"] == [{"value": value, "label": label} for value, label in Rating.choices]
    assert rating["constraints"]["enum"] == Rating.values


def test_a_package_that_was_broken_off_has_no_descriptor() -> None:
    begun = []

    def open_file(name: str) -> object:
        begun.append(name)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 (it has no words)
        write_package(open_file)  # type: ignore[arg-type]
    assert DESCRIPTOR not in begun
