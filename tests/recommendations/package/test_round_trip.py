"""What goes out comes back the same, whatever people have written."""

import datetime
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import JSONField, Value

from organisations.models import FigureCheck, Organisation
from recommendations.editions.verifying.database import verify_database
from recommendations.models import Change, Evidence, Period, ProgressReport, SelfRating, TargetDate
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    AssessmentFactory,
    ChangeFactory,
    CollectiveMembershipFactory,
    CommitmentFactory,
    EvidenceFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
    SuccessionFactory,
    TargetDateFactory,
    ToolkitReturnFactory,
)
from tests.past_triggers import past_every_trigger

from .packages import bring_in, empty_the_record, files_of

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]

NASTY = [
    'He said "no", and left.',
    "one line\nand another\r\nand a third\rand a last\n",
    "  blanks before and after  ",
    "\ttab",
    ",,,",
    '"',
    '""',
    "=1+1",
    "-7",
    "null",
    "\\N",
    "NaN",
    "007",
    "🩺 👩🏽‍⚕️ é e\u0301 \u2028 \ufeff \u202eback",
    "\x01\x1b[31m\x7f",
    "x" * 20_000,
]


def comes_back_the_same(export: Export) -> None:
    before = export()
    empty_the_record()
    bring_in(before)
    assert files_of(export()) == files_of(before)


@pytest.mark.usefixtures("record")
def test_the_whole_record(exported: Export) -> None:
    comes_back_the_same(exported)
    assert Organisation.objects.exists()


@pytest.mark.usefixtures("record")
def test_the_whole_record_with_its_official_wording(exported: Export, annexes_text: Path) -> None:
    call_command("import_annexes", str(annexes_text), stdout=StringIO())
    assert ProgressReport.objects.exclude(official_wording="").exists()
    comes_back_the_same(exported)


@pytest.mark.usefixtures("record")
def test_the_record_that_ships_is_loaded_then(exported: Export) -> None:
    package = exported()
    empty_the_record()
    bring_in(package)

    out = StringIO()
    call_command("load_record", stdout=out)
    assert out.getvalue() == "The record is loaded already; nothing was changed.\n"


@pytest.mark.usefixtures("record")
def test_bringing_it_in_again_changes_nothing(exported: Export) -> None:
    package = exported()
    assert bring_in(package) == "All of it is there already; nothing was changed.\n"
    assert files_of(exported()) == files_of(package)


def test_texts_of_every_sort(exported: Export) -> None:
    organisation = OrganisationFactory(note=NASTY[1], source=NASTY[0])
    of, later = {"period": PeriodFactory()}, PeriodFactory()
    for nasty in NASTY:
        AliasFactory(organisation=organisation, note=nasty[:300])
        own = {"official_wording": nasty, "done": nasty, "next_steps": nasty}
        report = ProgressReportFactory(summary=nasty, note=nasty, footnotes=[nasty, "", nasty], **own, **of)
        EvidenceFactory(report=report, title=f"See {nasty}"[:300], page=nasty[:100])
        first = TargetDateFactory(organisation=report.organisation, **of)
        about = {"commitment": first.commitment, "organisation": first.organisation}
        moved = {"previously_on": first.expected_on, "expected_on": datetime.date(2101, 1, 1)}
        TargetDateFactory(number=1, reason=f"Since {nasty}", period=later, **moved, **about)
        ProgressReportFactory(self_rating=SelfRating.NOT_REPORTED, nil_reason=nasty, **of)
        conclusion = f"Good.{nasty}"[:300]
        AssessmentFactory(recommendation=report.recommendation, summary=nasty, conclusion=conclusion, **of)
        ChangeFactory(after={nasty: [nasty, None, {"": nasty}]}, reason=nasty, **of)

    comes_back_the_same(exported)

    reports = ProgressReport.objects.filter(nil_reason="").order_by("pk")
    assert [link.title for link in Evidence.objects.order_by("report_id")] == [f"See {nasty}"[:300] for nasty in NASTY]
    moves = TargetDate.objects.filter(number=1).order_by("pk")
    assert [move.reason for move in moves] == [f"Since {nasty}" for nasty in NASTY]
    assert [report.summary for report in reports] == NASTY
    assert [report.footnotes for report in reports] == [[nasty, "", nasty] for nasty in NASTY]
    assert [change.after for change in Change.objects.exclude(reason="").order_by("pk")] == [
        {nasty: [nasty, None, {"": nasty}]} for nasty in NASTY
    ]


def test_what_is_not_there_is_told_from_what_is_empty(exported: Export) -> None:
    ProgressReportFactory(commitment=None, organisation=None, self_rating=SelfRating.NOT_REPORTED)
    ProgressReportFactory(recommendation=None, footnotes=[], summary="")
    ProgressReportFactory(footnotes=[""])
    AssessmentFactory(recommendation=None)
    AdditionalInformationFactory(recommendation=None, organisation=None)
    MappingFactory(recommendation=None)
    CollectiveMembershipFactory(begins_on=datetime.date(2014, 1, 1))
    CollectiveMembershipFactory(ends_on=datetime.date(2014, 1, 1), source="Annex 1")
    SuccessionFactory()
    SuccessionFactory(since=datetime.date(2014, 4, 1))
    EvidenceFactory(page="")
    TargetDateFactory()
    ProgressReportFactory(expected_on=datetime.date(2027, 3, 31), as_last_period=True, given_here=True)
    CommitmentFactory().lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
    RecommendationFactory(search_words="", gap_comments="None.")
    PeriodFactory(opens_on=datetime.date(2014, 1, 1), due_on=datetime.date(2014, 2, 1))
    ToolkitReturnFactory(blank=0, exempt=None, requirement="")
    FigureCheckFactory(organisation_type=None, group=None)

    comes_back_the_same(exported)

    reports = ProgressReport.objects.order_by("pk").values_list("commitment", "organisation", "footnotes")
    assert reports[0] == (None, None, [])
    assert reports[2][2] == [""]


def test_facts_in_json_to_the_last_figure(exported: Export) -> None:
    written = '{"share": 1.10, "large": 123456789012345678901234567890.5, "none": null}'
    exact = ChangeFactory()
    null = ChangeFactory(before=Value(None, JSONField()), after={})
    nothing = ChangeFactory(before=None, after={})
    with past_every_trigger() as cursor:
        cursor.execute("UPDATE recommendations_change SET after = %s::jsonb WHERE id = %s", [written, exact.pk])

    comes_back_the_same(exported)

    assert b'""share"": 1.10' in files_of(exported())["changes.csv"]
    assert Change.objects.filter(before__isnull=False).get() == null
    assert Change.objects.get(pk=nothing.pk).before is None


def test_moments_to_the_microsecond_and_in_utc(exported: Export) -> None:
    summer = datetime.timezone(datetime.timedelta(hours=1))
    moment = datetime.datetime(2026, 7, 1, 10, 30, 0, 123456, summer)
    ChangeFactory(at=moment)

    comes_back_the_same(exported)

    assert Change.objects.get().at == moment


def test_ids_in_public_stay(exported: Export) -> None:
    reports = [ProgressReportFactory(public_id=number) for number in (70_003, 70_001)]
    package = exported()
    empty_the_record()
    OrganisationFactory()
    bring_in(package)

    told = ProgressReport.objects.values_list("public_id", "summary")
    assert sorted(told) == sorted((report.public_id, report.summary) for report in reports)


def test_later_rows_get_ids_of_their_own(exported: Export) -> None:
    for _ in range(3):
        check = FigureCheckFactory()
    package = exported()
    empty_the_record()
    bring_in(package)

    assert FigureCheckFactory().pk == check.pk + 1


def test_ids_that_were_given_already_are_not_given_again(exported: Export) -> None:
    FigureCheckFactory()
    package = exported()
    FigureCheck.objects.all().delete()
    gone = FigureCheckFactory().pk
    FigureCheck.objects.all().delete()
    bring_in(package)

    assert FigureCheckFactory().pk > gone


def test_a_record_that_has_less_gets_the_rest(exported: Export) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    ProgressReportFactory(period=older)
    ProgressReportFactory(period=newer, summary="New.")
    package = exported()
    kept = OrganisationFactory(name="Only here")
    forget(newer)

    said = bring_in(package)

    assert said.startswith("Added: 1 periods, 1 editions, ")
    assert said.endswith(" edition files, 1 progress reports, 3 changes.\n")
    assert ProgressReport.objects.get(period__position_date=newer.position_date).summary == "New."
    assert Organisation.objects.filter(pk=kept.pk).exists()
    assert Period.objects.count() == 2
    assert verify_database().lines == []


def forget(period: Period) -> None:
    """As if it had never been published here."""
    connection.check_constraints()
    with past_every_trigger() as cursor:
        cursor.execute("DELETE FROM recommendations_sealedfile file USING recommendations_edition edition"
                       " WHERE edition_id = edition.id AND period_id = %s", [period.pk])  # fmt: skip
        for table in ("change", "edition", "progressreport"):
            cursor.execute(f"DELETE FROM recommendations_{table} WHERE period_id = %s", [period.pk])  # noqa: S608
        cursor.execute("DELETE FROM recommendations_period WHERE id = %s", [period.pk])
        wanted = "SELECT sha256 FROM recommendations_sealedfile"
        cursor.execute(f"DELETE FROM recommendations_sealedpiece WHERE sha256 NOT IN ({wanted})")  # noqa: S608
