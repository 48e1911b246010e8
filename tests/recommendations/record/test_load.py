"""Loading the record: all of it, once, without treading on what people or an import added."""

import datetime
import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from organisations.models import (
    Alias,
    CollectiveMembership,
    FigureCheck,
    Organisation,
    ToolkitReturn,
    ToolkitTable,
)
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Commitment,
    Edition,
    Mapping,
    Period,
    ProgressReport,
    Rating,
    Recommendation,
    Sufficiency,
)
from recommendations.record import files
from recommendations.record.load import load_record
from recommendations.record.names import Names
from tests.factories import OrganisationFactory
from tests.publishing import sealed

pytestmark = pytest.mark.usefixtures("record")


def test_the_record_has_26_recommendations_and_84_commitments() -> None:
    assert list(Recommendation.objects.values_list("number", flat=True)) == list(range(1, 27))
    assert list(Commitment.objects.values_list("number", flat=True)) == list(range(1, 85))


def test_expectations_are_numbered_31_to_52_and_all_else_is_a_commitment() -> None:
    expectations = Commitment.objects.filter(kind=Commitment.Kind.EXPECTATION)
    assert list(expectations.values_list("number", flat=True)) == list(range(31, 53))


def test_eight_commitments_belong_to_the_introduction_and_to_no_recommendation() -> None:
    introduction = [c for c in Commitment.objects.prefetch_related("mappings") if c.section == "introduction"]
    assert [c.number for c in introduction] == [1, 2, 3, 4, 5, 31, 32, 33]
    assert all(c.recommendation_numbers == [] for c in introduction)


@pytest.mark.parametrize(
    ("number", "recommendations"), [(56, [2, 4]), (59, [14, 22]), (70, [24, 26]), (75, [4, 12, 15])]
)
def test_some_commitments_belong_to_several_recommendations(number: int, recommendations: list[int]) -> None:
    assert Commitment.objects.get(number=number).recommendation_numbers == recommendations


def test_every_commitment_has_one_lead_organisation() -> None:
    assert {c.lead_organisations.count() for c in Commitment.objects.all()} == {1}


def test_where_the_two_annexes_differ_is_recorded() -> None:
    only_in_table_b = Mapping.objects.filter(in_annex_1=False).values_list("commitment", "recommendation")
    only_in_annex_1 = Mapping.objects.filter(in_table_b=False).values_list("commitment", "recommendation")
    assert set(only_in_table_b) == {(24, 16), (31, None), (76, 5)}
    assert set(only_in_annex_1) == {(70, 25)}


def test_the_gap_analysis_has_six_thirteen_and_seven() -> None:
    assert Counter(Recommendation.objects.values_list("sufficiency", flat=True)) == {
        Sufficiency.NOT_SUFFICIENT: 6,
        Sufficiency.ASSISTS: 13,
        Sufficiency.DELIVERS: 7,
    }


def test_the_one_period_is_published_and_tells_no_dates_that_the_source_does_not() -> None:
    period = Period.objects.get()
    assert (period.slug, period.state, period.opens_on, period.due_on) == ("2014-09-30", "published", None, None)


def test_the_panels_headline_of_six_follows_from_the_ratings() -> None:
    good = Assessment.objects.published().filter(rating__in=[Rating.GREEN, Rating.AMBER_GREEN])
    assert sorted(good.values_list("recommendation", flat=True)) == [1, 2, 17, 20, 21, 26]


def test_every_recommendation_and_the_system_overall_is_assessed() -> None:
    assert Assessment.objects.published().count() == 27
    overall = Assessment.objects.get(recommendation=None)
    assert (overall.rating, overall.rating_basis) == ("amber_red", "derived_from_words")


def test_every_row_of_annex_1_is_a_report_and_fifteen_report_nothing() -> None:
    reports = ProgressReport.objects.published()
    assert reports.count() == 95
    assert sum(report.nil_return for report in reports) == 15


def test_one_report_stands_on_a_row_that_the_response_does_not_number() -> None:
    report = ProgressReport.objects.get(commitment=None)
    assert (report.recommendation_id, report.organisation and report.organisation.slug) == (16, "nhs-england")


def test_additional_information_and_anticipated_progress_are_there() -> None:
    assert AdditionalInformation.objects.count() == 35
    anticipated = AdditionalInformation.objects.filter(kind="anticipated")
    assert [a.expected_by.isoformat() for a in anticipated if a.expected_by] == ["2015-03-31", "2016-03-31"]


@pytest.mark.parametrize(
    ("printed", "slug"),
    [("NHS Development Trust Authority", "nhs-tda"), ("nhs commissioning board", "nhs-england"), ("DH", "dh")],
)
def test_an_organisation_is_found_under_any_of_its_spellings(printed: str, slug: str) -> None:
    assert Names().called(printed) == Organisation.objects.get(slug=slug)


def test_the_ig_forum_follows_the_iscg() -> None:
    forum = Organisation.objects.get(slug="ig-forum")
    assert "iscg" in [succession.predecessor.slug for succession in forum.successions_from.all()]


@pytest.mark.parametrize(
    ("organisation_type", "version", "rows"),
    [
        ("general-practices", "V10", 13),
        ("general-practices", "V11", 13),
        ("care-commissioning-groups-and-contract-support-units", "V10", 69),
        ("care-commissioning-groups-and-contract-support-units", "V11", 69),
        ("commercial-third-parties", "V10", 16),
        ("commercial-third-parties", "V11", 16),
        ("community-health-providers", "V10", 39),
        ("community-health-providers", "V11", 39),
        ("acute-trusts", "V10", 45),
        ("acute-trusts", "V11", 43),
    ],
)
def test_annex_3_is_complete(organisation_type: str, version: str, rows: int) -> None:
    table = ToolkitTable.objects.get(organisation_type__slug=organisation_type, version=version)
    assert table.returns.count() == rows


def test_loading_again_changes_nothing() -> None:
    assert load_record() == Counter()


def test_the_load_tells_anew_the_period_its_assessments_and_its_reports() -> None:
    kinds = Counter(Change.objects.published().values_list("kind", flat=True))
    assert kinds == {"period": 1, "assessment": 27, "self_rating": 95}


def test_loading_again_and_a_reset_tell_nothing_anew() -> None:
    before = list(Change.objects.values())
    load_record()
    load_record(reset=True)
    assert list(Change.objects.values()) == before


def test_a_reset_tells_what_it_put_back_in_an_edition_of_its_own() -> None:
    Assessment.objects.filter(recommendation=7).update(conclusion="Edited.", rating=Rating.RED)
    sealed(Period.objects.get())
    assert load_record(reset=True) == {Assessment: 1, Edition: 1}
    told = Change.objects.filter(edition__number=3)
    assert list(told.order_by("pk").values_list("kind", "recommendation")) == [("edition", None), ("assessment", 7)]


def test_a_period_that_people_have_not_published_is_not_sealed() -> None:
    day = Period.objects.get().position_date
    Period.objects.update(state=Period.State.OPEN, opens_on=day, due_on=day)
    load_record()
    assert Edition.objects.count() == 1


def test_what_was_loaded_is_told_in_words() -> None:
    Assessment.objects.filter(recommendation=7).update(conclusion="Edited.")
    Recommendation.objects.filter(number__lte=2).update(title="Edited.")
    said = io.StringIO()
    call_command("load_record", reset=True, stdout=said)
    assert said.getvalue() == "Put back: 2 recommendations, 1 assessment.\n"


def test_loading_again_keeps_what_people_edited_and_what_was_imported() -> None:
    Recommendation.objects.filter(number=1).update(summary="Edited.", official_wording="Imported.")

    load_record()

    assert Recommendation.objects.values_list("summary", "official_wording").get(number=1) == ("Edited.", "Imported.")


def test_a_reset_puts_everything_back_as_it_ships() -> None:
    shipped = Recommendation.objects.get(number=1).summary
    Recommendation.objects.filter(number=1).update(summary="Edited.", official_wording="Imported.", footnotes=["One."])
    ToolkitReturn.objects.filter(position=1).update(level_0=9_999)
    FigureCheck.objects.filter(position=1).update(computed="0")
    Commitment.objects.get(number=6).lead_organisations.clear()

    changed = load_record(reset=True)

    recommendation = Recommendation.objects.get(number=1)
    assert (recommendation.summary, recommendation.official_wording, recommendation.footnotes) == (shipped, "", [])
    assert not ToolkitReturn.objects.filter(level_0=9_999).exists()
    assert [lead.slug for lead in Commitment.objects.get(number=6).lead_organisations.all()] == ["dh"]
    assert changed[Recommendation] == 1
    assert load_record(reset=True) == Counter()


def test_a_broken_data_file_stops_the_load_with_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in files.FILES.values():
        (tmp_path / name).write_text((files.DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "assessments.toml").write_text('[[assessment]]\nsummary = "One."\n', encoding="utf-8")
    monkeypatch.setattr(files, "DATA", tmp_path)
    Organisation.objects.filter(slug="bma").update(name="Renamed")

    with pytest.raises(CommandError, match=r"^assessments.toml: entry 1 has no “conclusion”\.$"):
        call_command("load_record", reset=True)

    assert Organisation.objects.get(slug="bma").name == "Renamed"


@pytest.mark.parametrize("spelling", ["NHS Commissioning Board", "nhs commissioning board"])
def test_an_alias_that_people_moved_stays_where_it_is_until_a_reset(spelling: str) -> None:
    moved = Alias.objects.filter(name="NHS Commissioning Board")
    moved.update(organisation=Organisation.objects.get(slug="bma"), name=spelling)

    load_record()
    assert Alias.objects.get(name=spelling).organisation.slug == "bma"

    load_record(reset=True)
    alias = Alias.objects.get(name__iexact=spelling)
    assert (alias.name, alias.organisation.slug) == ("NHS Commissioning Board", "nhs-england")


def test_what_stands_in_the_way_of_an_entry_is_named_in_one_line() -> None:
    shipped = Organisation.objects.get(slug="bma").name
    Organisation.objects.filter(slug="bma").update(name="Renamed")
    OrganisationFactory(name=shipped.upper())

    with pytest.raises(CommandError, match=r"^organisation bma cannot be placed: .*british medical association") as e:
        call_command("load_record", reset=True)

    assert "\n" not in str(e.value)
    assert Organisation.objects.get(slug="bma").name == "Renamed"


FAULTS = {
    "a file in another encoding": ("organisations.toml", b"[[", b"\xff[[", "organisations.toml cannot be read"),
    "an alias without a name": ("organisations.toml", b"aliases = [", b'aliases = [{note=""},', "has no “name”"),
    "a conclusion without a rule": (
        "assessments.toml",
        b'conclusion = "',
        b'conclusion = "Hm ',
        "assessments.toml",
    ),
    "a text that is too long": ("recommendations.toml", b'title = "', b'title = "' + b"z" * 200, "^recommendation 1 c"),
    "a value that is not known": ("commitments.toml", b'kind = "', b'kind = "x', "^commitment 1 cannot be placed"),
}


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_in_a_data_file_is_told_in_one_line(
    file: str, old: bytes, new: bytes, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in files.FILES.values():
        content = (files.DATA / name).read_bytes()
        (tmp_path / name).write_bytes(content.replace(old, new, 1) if name == file else content)
    monkeypatch.setattr(files, "DATA", tmp_path)

    with pytest.raises(CommandError, match=said) as e:
        call_command("load_record", reset=True)

    assert "\n" not in str(e.value)


def test_a_second_load_needs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(800):
        load_record()


def members_of(collective: str) -> set[str]:
    memberships = CollectiveMembership.objects.filter(collective__slug=collective)
    return set(memberships.values_list("member__slug", flat=True))


def test_collectives_have_the_members_that_the_annexes_show_and_no_others() -> None:
    assert members_of("leading-national-organisations") == {"cqc", "nhs-england", "nhs-tda"}
    assert members_of("royal-colleges") == {"rcgp", "rcn"}
    assert members_of("local-commissioners") == set()
    assert not CollectiveMembership.objects.filter(source="").exists()


def test_since_when_a_member_belongs_stays_as_people_said_until_a_reset() -> None:
    membership = CollectiveMembership.objects.filter(collective__slug="royal-colleges", member__slug="rcn")
    membership.update(begins_on=datetime.date(2010, 1, 1))

    assert load_record() == Counter()
    assert membership.get().begins_on == datetime.date(2010, 1, 1)

    load_record(reset=True)
    assert membership.get().begins_on is None


def test_a_member_that_came_back_stays_told_twice() -> None:
    membership = CollectiveMembership.objects.get(collective__slug="royal-colleges", member__slug="rcn")
    CollectiveMembership.objects.filter(pk=membership.pk).update(ends_on=datetime.date(2010, 1, 1))
    CollectiveMembership.objects.create(
        collective=membership.collective, member=membership.member, begins_on=datetime.date(2012, 1, 1)
    )

    assert load_record() == Counter()
