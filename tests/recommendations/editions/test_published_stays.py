"""What is published cannot be changed but by another edition: whoever asks, and in whichever way, the database refuses.

As the role that the deployment gives to the site, which owns no table.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from organisations.models import Organisation
from recommendations.editions.correcting import agree_correction, correct_period, write_correction
from recommendations.editions.publishing import publish_period
from recommendations.editions.sealing import seal
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Edition,
    Evidence,
    Period,
    ProgressReport,
    SealedFile,
    SealedPiece,
    TargetDate,
)
from tests import factories as f
from tests.conftest import ROOT
from tests.publishing import Panel, closed_period, sealed

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = (ROOT / "deploy" / "database" / "roles.sql").read_text()
PUBLIC = (Period, Assessment, ProgressReport, AdditionalInformation, Evidence, TargetDate)
SEALED = (Edition, SealedFile, SealedPiece, Change)
Attack = Callable[[Any], Any]


@contextmanager
def as_the_site() -> Iterator[None]:
    """With the rights that `roles.sql` gives to the site's role, and no others."""
    role = f"site_of_{connection.settings_dict['NAME']}"
    granted = [line.removeprefix("ALTER DEFAULT PRIVILEGES IN SCHEMA public ") for line in ROLES.splitlines()]
    grants = [line for line in granted if line.startswith("GRANT") and " ON TABLES " in line]
    assert grants, "roles.sql grants no rights on tables"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {role}")
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for grant in grants:
            rights = grant.removeprefix("GRANT ").partition(" ON TABLES ")[0]
            cursor.execute(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


@pytest.fixture
def period() -> Period:
    """A published one with a row of each kind, sealed in a transaction that has ended."""
    with transaction.atomic():
        report = f.ProgressReportFactory()
        period: Period = report.period
        f.EvidenceFactory(report=report)
        f.AssessmentFactory(period=period, recommendation=report.recommendation)
        f.AdditionalInformationFactory(period=period)
        f.TargetDateFactory(period=period)
        sealed(period)
    return period


def by_the_orm(row: Any) -> None:
    field = next(each for each in row._meta.concrete_fields if each.name in ("summary", "title", "note", "reason"))
    setattr(row, field.name, "Another word.")
    row.save()


def by_update(row: Any) -> None:
    column = "position_date" if isinstance(row, Period) else "position" if isinstance(row, Evidence) else "period"
    other = f.PeriodFactory.build(open_=True)
    other.save()
    values = {"position_date": other.position_date, "position": 77, "period": other}
    if column == "position_date":
        other.delete()
    type(row).objects.filter(pk=row.pk).update(**{column: values[column]})


def by_deletion(row: Any) -> None:
    type(row).objects.filter(pk=row.pk)._raw_delete("default")


def by_raw_sql(row: Any) -> None:
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id + 1000000 WHERE id = {int(row.pk)}")  # noqa: S608


def by_emptying(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {row._meta.db_table} CASCADE")


def by_disabling_the_triggers(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {row._meta.db_table} DISABLE TRIGGER ALL")


def by_replication(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


def by_tables_of_the_same_names(row: Any) -> None:
    """Temporary ones, which come before the true ones where nobody says which is meant."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("CREATE TEMP TABLE recommendations_period (id bigint, state text)")
        cursor.execute(
            "CREATE TEMP TABLE recommendations_edition AS "
            "SELECT period_id, this_transaction() AS made_in FROM public.recommendations_edition"
        )
        table = row._meta.db_table
        cursor.execute(f"UPDATE public.{table} SET id = id + 1000000 WHERE id = {int(row.pk)}")  # noqa: S608


def by_putting_it_off(row: Any) -> None:
    """Until the end of the transaction, where all that was put off is asked for."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        by_deletion(row)


ATTACKS: tuple[Attack, ...] = (
    by_update,
    by_deletion,
    by_raw_sql,
    by_emptying,
    by_disabling_the_triggers,
    by_replication,
    by_tables_of_the_same_names,
    by_putting_it_off,
)


def everything() -> dict[str, list[Any]]:
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in (*PUBLIC, *SEALED)}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("model", PUBLIC)
def test_a_published_row_stays_whatever_is_tried(period: Period, model: Any, attack: Attack) -> None:
    before = everything()
    row = model._default_manager.first()
    with as_the_site(), pytest.raises(DatabaseError):
        attack(row)
    assert_as_before(before)


def assert_as_before(before: dict[str, list[Any]]) -> None:
    """Nothing is another; a period that an attack made beside the published one is no matter."""
    after = everything()
    after["Period"] = [row for row in after["Period"] if row["state"] == Period.State.PUBLISHED]
    assert after == before


@pytest.mark.parametrize("attack", [by_deletion, by_raw_sql, by_emptying, by_disabling_the_triggers])
@pytest.mark.parametrize("model", SEALED)
def test_what_is_sealed_stays_whatever_is_tried(period: Period, model: Any, attack: Attack) -> None:
    before = everything()
    with as_the_site(), pytest.raises(DatabaseError):
        attack(model._default_manager.first())
    assert everything() == before


@pytest.mark.parametrize("model", [Assessment, ProgressReport, AdditionalInformation, Period])
def test_saving_a_changed_row_is_refused_too(period: Period, model: Any) -> None:
    before = everything()
    with as_the_site(), pytest.raises(DatabaseError, match="only together with a new edition"):
        by_the_orm(model._default_manager.first())
    assert everything() == before


def test_nothing_is_added_to_a_published_period(period: Period) -> None:
    here: dict[str, Any] = {"period": period, "recommendation": f.RecommendationFactory()}
    organisation: Organisation = f.OrganisationFactory()
    evidence = Evidence.objects.get()
    new = (
        Assessment(**here, state="published", conclusion="Quick"),
        ProgressReport(**here, state="accepted", self_rating="complete", organisation=organisation),
        AdditionalInformation(**here, position=9),
        Evidence(
            report=evidence.report,
            position=evidence.position + 1,
            title="More",
            url="https://example.org/",
            about_on=period.position_date,
        ),
        TargetDate(
            period=period,
            commitment=f.CommitmentFactory(),
            organisation=organisation,
            number=0,
            expected_on=period.position_date,
        ),
    )
    before = everything()
    for row in new:
        with as_the_site(), pytest.raises(DatabaseError, match="only together with a new edition"):
            row.save()
    assert everything() == before


def test_a_period_is_not_published_without_an_edition() -> None:
    period = f.PeriodFactory(open_=True)
    with as_the_site(), pytest.raises(DatabaseError, match="only together with a new edition"):
        Period.objects.filter(pk=period.pk).update(state=Period.State.PUBLISHED)
    assert not Period.objects.published().exists()


@transaction.atomic
def close_for_a_moment(period: Period) -> None:
    """To change what is in it meanwhile."""
    here = Period.objects.filter(pk=period.pk)
    here.update(state=Period.State.CLOSED, opens_on="2020-01-01", due_on="2020-01-02")
    Assessment.objects.update(conclusion="Quick")
    here.update(state=Period.State.PUBLISHED, opens_on=None, due_on=None)


@transaction.atomic
def seal_another_and_change(period: Period) -> None:
    sealed(f.PeriodFactory())
    Assessment.objects.filter(period=period).update(conclusion="Quick")


def seal_first_and_change_later(period: Period) -> None:
    sealed(period)
    Assessment.objects.filter(period=period).update(conclusion="Quick")


@pytest.mark.parametrize("attack", [close_for_a_moment, seal_another_and_change])
def test_no_detour_leads_to_a_change(period: Period, attack: Attack) -> None:
    before = everything()
    with as_the_site(), pytest.raises(DatabaseError, match="only together with a new edition"):
        attack(period)
    assert everything() == before


def test_an_edition_lets_nobody_change_what_it_sealed_once_its_transaction_has_ended(period: Period) -> None:
    with as_the_site(), pytest.raises(DatabaseError, match="only together with a new edition"):
        seal_first_and_change_later(period)
    assert not Assessment.objects.filter(conclusion="Quick").exists()


def test_the_site_itself_changes_it_with_another_edition(period: Period) -> None:
    with as_the_site(), transaction.atomic():
        Assessment.objects.filter(period=period).update(conclusion="Quick")
        edition = seal(period, by=None, reason="A sample.")
    assert Assessment.objects.get().conclusion == "Quick"
    assert Change.objects.filter(edition=edition, kind="assessment").count() == 1


def test_the_site_publishes_and_corrects_with_the_rights_that_it_has() -> None:
    panel, period = Panel(), closed_period()
    with as_the_site():
        publish_period(period=period, by=panel.chair)
        row = Assessment.objects.get(period=period)
        correction = write_correction(row=row, values={"conclusion": "Quick"}, reason="A sample.", by=panel.member)
        agree_correction(correction=correction, by=panel.chair, seen="1")
        edition = correct_period(period=period, reason="A sample.", by=panel.chair)
    assert edition.number == 2


def test_an_edition_whose_manifest_has_another_digest_is_refused(period: Period) -> None:
    with as_the_site(), pytest.raises(DatabaseError, match="digest_of_its_manifest"):
        f.EditionFactory(period=period, manifest_sha256="1" * 64)


def test_what_is_not_published_can_be_changed() -> None:
    draft = f.AssessmentFactory(period=f.PeriodFactory(open_=True), state="draft")
    with as_the_site():
        Assessment.objects.filter(pk=draft.pk).update(conclusion="Quick")
        Assessment.objects.filter(pk=draft.pk).delete()
