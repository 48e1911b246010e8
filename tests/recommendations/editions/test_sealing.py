"""A sealed edition: bytes, a manifest that others can check, and a chain."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from django.db import transaction

from recommendations.editions.sealing import seal_if_changed
from recommendations.editions.store import contents_of, pieces_of
from recommendations.models import Assessment, Edition, Period, SealedPiece
from recommendations.record.load import load_record
from tests import factories as f
from tests.publishing import Panel, closed_period, published_period, sealed

pytestmark = pytest.mark.django_db


def written_out(edition: Edition, folder: Path) -> None:
    for file in edition.files.all():
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(pieces_of(edition, file.name)))
    (folder / "SHA256SUMS").write_text(edition.manifest, newline="")


@pytest.mark.usefixtures("record")
def test_the_record_of_2014_is_edition_1_of_its_period() -> None:
    edition = Edition.objects.get()
    assert (edition.period.slug, edition.number, edition.place) == ("2014-09-30", 1, 1)
    assert edition.previous_sha256 is None
    assert edition.published_by is None


@pytest.mark.usefixtures("record")
def test_the_manifest_is_what_sha256sum_checks(tmp_path: Path) -> None:
    edition = Edition.objects.get()
    written_out(edition, tmp_path)
    command = ["/usr/bin/sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    assert hashlib.sha256((tmp_path / "SHA256SUMS").read_bytes()).hexdigest() == edition.manifest_sha256

    (tmp_path / "figures.json").write_text("{}")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1


@pytest.mark.usefixtures("record")
def test_loading_again_seals_nothing_and_a_reset_seals_what_it_put_back() -> None:
    load_record()
    assert Edition.objects.count() == 1
    Assessment.objects.filter(recommendation=7).update(conclusion="Edited.")
    corrected = sealed(Period.objects.get())
    load_record(reset=True)
    last = Edition.objects.get(number=3)
    assert last.reason == "The record of 2014 was put back as it ships."
    assert last.previous_sha256 == corrected.manifest_sha256


def test_each_edition_is_chained_to_the_one_before_it_whatever_its_period() -> None:
    panel = Panel()
    first, second = published_period(panel), published_period(panel)
    third = sealed(first.period)
    assert [each.place for each in (first, second, third)] == [1, 2, 3]
    assert [each.number for each in (first, second, third)] == [1, 1, 2]
    for before, after in ((first, second), (second, third)):
        assert after.previous_sha256 == before.manifest_sha256
        told = json.loads(contents_of(after, ["edition.json"])["edition.json"])
        assert told["previous_sha256"] == before.manifest_sha256


def test_editions_share_the_bytes_that_did_not_change() -> None:
    period = sealed(f.AssessmentFactory().period).period
    before = SealedPiece.objects.count()
    sealed(period)
    changed = {"edition.json", "datapackage.json"}
    assert SealedPiece.objects.count() - before <= len(changed)


def test_a_file_of_any_size_is_stored_in_pieces_and_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.editions.store.PIECE", 64)
    edition = sealed(f.AssessmentFactory(summary="A sample of words. " * 40).period)
    file = edition.files.get(name="assessments.csv")
    assert SealedPiece.objects.filter(sha256=file.sha256).count() > 3
    content = b"".join(pieces_of(edition, file.name))
    assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    assert contents_of(edition, [file.name]) == {file.name: content}


def test_nothing_is_sealed_of_a_period_that_is_not_published_or_did_not_change() -> None:
    with transaction.atomic():
        assert seal_if_changed(closed_period(), by=None, reason="A sample.") is None
        edition = sealed(f.AssessmentFactory().period)
        assert seal_if_changed(edition.period, by=None, reason="A sample.") is None
        Assessment.objects.filter(period=edition.period).update(conclusion="Quick")
        again = seal_if_changed(edition.period, by=None, reason="A sample.")
    assert again is not None
    assert again.number == edition.number + 1


def test_ids_in_public_follow_from_what_is_published_and_not_from_when_it_was_begun() -> None:
    period = f.PeriodFactory(open_=True)
    recommendations = f.RecommendationFactory.create_batch(3)
    for recommendation in [*reversed(recommendations), None]:
        f.AssessmentFactory(period=period, recommendation=recommendation)
    f.give_edition(period)
    Period.objects.filter(pk=period.pk).update(state=Period.State.PUBLISHED)
    period.refresh_from_db()
    sealed(period)
    told = period.assessments.order_by("public_id").values_list("recommendation", "public_id")
    assert list(told) == [(None, 1), *((each.pk, place) for place, each in enumerate(recommendations, 2))]
