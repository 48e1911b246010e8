"""A package is brought into a record that holds other rows: equal ones stay, any other difference stops it all."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organisations.models import Alias, Organisation
from recommendations.models import Assessment, Period, ProgressReport
from tests.factories import (
    AliasFactory,
    AssessmentFactory,
    ChangeFactory,
    FigureCheckFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)

from .packages import bring_in, change_rows, empty_the_record, refused

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]


def test_a_row_that_differs_is_named_with_both_values(exported: Export) -> None:
    organisation = OrganisationFactory(slug="a", name="Before")
    package = exported()
    organisation.name = "After"
    organisation.save()

    assert refused(package) == ("organisations.csv, line 2: name is “Before” here and “After” in the database already.")


def test_a_text_that_was_taken_out_is_a_difference(exported: Export) -> None:
    report = ProgressReportFactory(official_wording="Words.", footnotes=["One."])
    package = exported()
    ProgressReport.objects.filter(pk=report.pk).update(official_wording="", footnotes=[])

    assert "progress_reports.csv, line 2: official_wording is “Words.” here and “” in" in refused(package)


def test_facts_in_json_are_equal_however_they_are_written(exported: Export) -> None:
    ChangeFactory(after={"a": 1, "b": [None]})
    package = exported()
    change_rows(package, "changes.csv", lambda rows: rows[0].update({"after": '{"b":[null],"a":1}'}))

    assert bring_in(package) == "All of it is there already; nothing was changed.\n"

    change_rows(package, "changes.csv", lambda rows: rows[0].update({"after": '{"b":[null],"a":true}'}))
    assert "changes.csv, line 2: after is" in refused(package)


def test_what_stands_in_the_way_is_told_in_the_words_of_the_rule(exported: Export) -> None:
    OrganisationFactory(slug="first", name="A name")
    AliasFactory(name="Spelling")
    package = exported()
    empty_the_record()
    other = OrganisationFactory(slug="second", name="a NAME")
    assert refused(package) == "organisations.csv, line 2: This name is taken already."

    other.delete()
    AliasFactory(name="SPELLING")
    assert refused(package) == "aliases.csv, line 2: This alias is taken already."
    assert Alias.objects.count() == 1
    assert not Organisation.objects.filter(slug="first").exists()


def test_another_row_with_the_same_id_stands_in_the_way(exported: Export) -> None:
    report = ProgressReportFactory(summary="Here.")
    package = exported()
    empty_the_record()
    ProgressReportFactory(public_id=report.public_id, period=PeriodFactory(open_=True))

    assert refused(package).startswith("progress_reports.csv, line 2: period is “")


def test_a_period_that_is_still_open_here_stands_in_the_way(exported: Export) -> None:
    period = PeriodFactory()
    package = exported()
    Period.objects.filter(pk=period.pk).update(
        state=Period.State.OPEN, opens_on=period.position_date, due_on=period.position_date
    )

    assert "periods.csv, line 2: opens_on is “” here and “" in refused(package)


def test_a_draft_here_stands_in_the_way_of_the_published_one(exported: Export) -> None:
    assessment = AssessmentFactory()
    package = exported()
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.DRAFT)

    assert refused(package) == (
        "assessments.csv, line 2: state is “published” here and “draft” in the database already."
    )


def test_nothing_of_it_can_be_hung_on_a_period_that_is_only_here(exported: Export) -> None:
    ProgressReportFactory()
    package = exported()
    empty_the_record()
    here = PeriodFactory(open_=True)
    change_rows(package, "progress_reports.csv", lambda rows: rows[0].update({"period": here.slug}))

    assert refused(package) == (
        f"progress_reports.csv, line 2: period “{here.slug}” is not among the periods of the package."
    )


def test_a_row_that_stands_twice_is_refused(exported: Export) -> None:
    OrganisationFactory(slug="twice")
    package = exported()
    empty_the_record()
    change_rows(package, "organisations.csv", lambda rows: rows.append(rows[0]))

    assert refused(package).startswith("organisations.csv, line 3: ")


def test_of_many_rows_the_one_at_fault_is_named(exported: Export) -> None:
    checks = [FigureCheckFactory(explanation="A line.\nAnother.") for _ in range(4)]
    package = exported()
    empty_the_record()
    change_rows(package, "figure_checks.csv", lambda rows: rows[2].update({"key": checks[0].key}))

    assert refused(package).startswith("figure_checks.csv, line 6: duplicate key value violates unique constraint")


def test_it_waits_for_whoever_loads_the_record(exported: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    OrganisationFactory()
    package = exported()
    waited = []
    monkeypatch.setattr(
        "recommendations.package.importing.wait_for_turn", lambda: waited.append(connection.in_atomic_block)
    )
    bring_in(package)
    assert waited == [True]


@pytest.mark.parametrize("command", ["export_record", "import_record"])
def test_a_database_without_its_tables_is_told_in_one_line(command: str, exported: Export, tmp_path: Path) -> None:
    OrganisationFactory()
    folder = exported() if command == "import_record" else tmp_path / "new"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE organisations_organisation RENAME TO away")

    with pytest.raises(CommandError, match=r"^The database does not do what it should: relation .* does not exist"):
        call_command(command, str(folder), stdout=StringIO())
