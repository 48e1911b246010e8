"""The record's files of organisations, recommendations and commitments agree with themselves and with each other."""

import re
import tomllib
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from organisations.models import Organisation

DATA = Path(__file__).resolve().parents[3] / "recommendations" / "record" / "data"

INTRODUCTION = "Introduction"


def rows(file: str, table: str) -> list[dict[str, Any]]:
    with (DATA / file).open("rb") as stream:
        return tomllib.load(stream)[table]


ORGANISATIONS = rows("organisations.toml", "organisation")
RECOMMENDATIONS = rows("recommendations.toml", "recommendation")
COMMITMENTS = rows("commitments.toml", "commitment")

BY_SLUG = {organisation["slug"]: organisation for organisation in ORGANISATIONS}
MEMBERS = {o["slug"]: o["members"] for o in ORGANISATIONS if "members" in o}
BY_NUMBER = {commitment["number"]: commitment for commitment in COMMITMENTS}


def spellings(organisation: dict[str, Any]) -> list[str]:
    """Every way to write its name: the name, the abbreviation if it has one, and the aliases."""
    written = [organisation["name"], organisation["abbreviation"]]
    written += [alias["name"] for alias in organisation["aliases"]]
    return [spelling for spelling in written if spelling]


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?:\s|$)", text))


def belonging_to(place: int | str, annex: str) -> set[int]:
    return {number for number, commitment in BY_NUMBER.items() if place in commitment[annex]}


def numbers(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


# Organisations


def test_every_organisation_says_the_same_things() -> None:
    keys = {"slug", "name", "abbreviation", "kind", "aliases", "predecessors", "note", "source"}
    assert [organisation["slug"] for organisation in ORGANISATIONS if set(organisation) - {"members"} != keys] == []


def test_slugs_are_unique_and_fit_for_an_address() -> None:
    slugs = [organisation["slug"] for organisation in ORGANISATIONS]
    assert [slug for slug, count in Counter(slugs).items() if count > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_every_organisation_has_a_known_kind() -> None:
    assert {organisation["kind"] for organisation in ORGANISATIONS} <= set(Organisation.Kind.values)


def test_no_spelling_leads_to_two_organisations_or_twice_to_one() -> None:
    written = Counter(spelling.casefold() for organisation in ORGANISATIONS for spelling in spellings(organisation))
    assert [spelling for spelling, count in written.items() if count > 1] == []


def test_no_slug_is_a_spelling_of_another_organisation() -> None:
    owners = {spelling.casefold(): o["slug"] for o in ORGANISATIONS for spelling in spellings(o)}
    assert [slug for slug in BY_SLUG if owners.get(slug, slug) != slug] == []


def test_every_alias_says_what_it_is() -> None:
    aliases = [alias for organisation in ORGANISATIONS for alias in organisation["aliases"]]
    assert [alias["name"] for alias in aliases if set(alias) != {"name", "note"} or not alias["note"]] == []


def test_predecessors_exist() -> None:
    named = {slug for organisation in ORGANISATIONS for slug in organisation["predecessors"]}
    assert named - set(BY_SLUG) == set()


def test_nobody_is_among_its_own_predecessors() -> None:
    TopologicalSorter({o["slug"]: o["predecessors"] for o in ORGANISATIONS}).prepare()


def test_only_collectives_have_members() -> None:
    assert {organisation["kind"] for organisation in ORGANISATIONS if "members" in organisation} == {"collective"}


def test_every_member_exists_and_stands_there_once() -> None:
    for collective, members in MEMBERS.items():
        slugs = [member["slug"] for member in members]
        assert set(slugs) <= set(BY_SLUG), collective
        assert len(set(slugs)) == len(slugs), collective


def test_no_collective_belongs_to_itself_through_others() -> None:
    TopologicalSorter({collective: [m["slug"] for m in members] for collective, members in MEMBERS.items()}).prepare()


def test_every_membership_says_where_and_by_what_the_annexes_show_it() -> None:
    source = re.compile(r"Annex 1, Progress on Recommendation \w+( \w+)?: .+\.")
    told = [member for members in MEMBERS.values() for member in members]
    assert [member["slug"] for member in told if set(member) != {"slug", "source"}] == []
    assert [m["slug"] for m in told if not source.fullmatch(m["source"]) or len(m["source"]) > 200] == []


def test_who_answers_for_itself_what_a_collective_is_expected_to_do_did_report_on_it() -> None:
    leads = {commitment["number"]: commitment["lead_organisations"] for commitment in COMMITMENTS}
    reported = {
        (collective, report["organisation"])
        for report in rows("progress_reports.toml", "progress_report")
        if "organisation" in report
        for collective in leads.get(report.get("commitment"), [])
    }
    answering = {
        (collective, member["slug"])
        for collective, members in MEMBERS.items()
        for member in members
        if "expected to do" in member["source"]
    }
    assert answering < reported
    # Of the Alliance the annexes tell, in the row of the leading national organisations; it does not answer itself.
    assert {each for each in reported - answering if each[0] in MEMBERS} == {
        ("leading-national-organisations", "information-governance-alliance")
    }


def test_both_tellings_of_where_the_forum_comes_from_are_recorded() -> None:
    assert BY_SLUG["ig-forum"]["predecessors"] == ["iscg", "iscg-ig-sub-group"]


def test_every_organisation_has_a_note_and_a_place_in_the_annexes() -> None:
    place = re.compile(r"Annex 1, Progress on (Recommendation|Other) .+|Annex 3|Introduction to the three annexes")
    assert [o["slug"] for o in ORGANISATIONS if sentences(o["note"]) != 1 or not place.fullmatch(o["source"])] == []


def test_every_alias_stands_in_the_annexes(annexes_text: Path) -> None:
    text = " ".join(annexes_text.read_text(encoding="utf-8").split())
    aliases = [alias["name"] for organisation in ORGANISATIONS for alias in organisation["aliases"]]
    assert [a for a in aliases if not re.search(rf"(?<!\w){re.escape(a)}(?!\w)", text, re.IGNORECASE)] == []


def test_every_organisation_stands_in_the_annexes_under_some_spelling(annexes_text: Path) -> None:
    text = " ".join(annexes_text.read_text(encoding="utf-8").split())
    unnamed = [
        organisation["slug"]
        for organisation in ORGANISATIONS
        if not any(re.search(rf"(?<!\w){re.escape(s)}(?!\w)", text, re.IGNORECASE) for s in spellings(organisation))
    ]
    assert unnamed == []


# Recommendations


def test_the_recommendations_are_1_to_26_in_order() -> None:
    assert [recommendation["number"] for recommendation in RECOMMENDATIONS] == numbers(1, 26)


def test_every_recommendation_says_the_same_things_and_none_is_empty() -> None:
    keys = {"number", "title", "summary", "sufficiency", "gap_comments", "search_words", "source"}
    assert [r["number"] for r in RECOMMENDATIONS if set(r) != keys or not all(r.values())] == []


def test_titles_of_recommendations_are_unique() -> None:
    assert len({recommendation["title"] for recommendation in RECOMMENDATIONS}) == 26


def test_every_summary_of_a_recommendation_has_two_or_three_sentences() -> None:
    assert [r["number"] for r in RECOMMENDATIONS if sentences(r["summary"]) not in (2, 3)] == []


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("not_sufficient", [1, 2, 4, 7, 10, 19]),
        ("assists", [3, 5, 6, 8, 9, 11, 14, 15, 16, 17, 18, 21, 26]),
        ("delivers", [12, 13, 20, 22, 23, 24, 25]),
    ],
)
def test_each_column_of_table_a_holds_its_recommendations(column: str, expected: list[int]) -> None:
    assert [r["number"] for r in RECOMMENDATIONS if r["sufficiency"] == column] == expected


def test_the_columns_of_table_a_count_six_thirteen_and_seven() -> None:
    counts = Counter(recommendation["sufficiency"] for recommendation in RECOMMENDATIONS)
    assert counts == {"not_sufficient": 6, "assists": 13, "delivers": 7}


# Commitments


def test_the_commitments_are_1_to_84_in_order() -> None:
    assert [commitment["number"] for commitment in COMMITMENTS] == numbers(1, 84)


def test_every_commitment_says_the_same_things() -> None:
    keys = {"number", "kind", "summary", "lead_organisations", "table_b", "annex_1", "note"}
    assert [commitment["number"] for commitment in COMMITMENTS if set(commitment) != keys] == []


def test_the_expectations_are_31_to_52_and_all_else_are_commitments() -> None:
    assert {commitment["kind"] for commitment in COMMITMENTS} == {"commitment", "expectation"}
    assert [c["number"] for c in COMMITMENTS if c["kind"] == "expectation"] == numbers(31, 52)


def test_every_commitment_has_a_lead_that_exists() -> None:
    assert [c["number"] for c in COMMITMENTS if not c["lead_organisations"]] == []
    assert {slug for c in COMMITMENTS for slug in c["lead_organisations"]} - set(BY_SLUG) == set()


def test_expectations_are_led_by_collectives_and_commitments_by_named_bodies() -> None:
    for commitment in COMMITMENTS:
        for slug in commitment["lead_organisations"]:
            collective = BY_SLUG[slug]["kind"] == "collective"
            assert collective == (commitment["kind"] == "expectation"), commitment["number"]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("dh", numbers(1, 29)),
        ("iigop", [30]),
        ("all-staff", [31, 32]),
        ("all-organisations", [*numbers(33, 45)]),
        ("local-nhs-providers", [46]),
        ("local-commissioners", [47, 48, 49]),
        ("leading-national-organisations", [50, 51, 52]),
        ("academy-of-medical-royal-colleges", [53]),
        ("bma", [54]),
        ("cag-hra", [55]),
        ("cqc", [56, 57, 58]),
        ("hee", [59]),
        ("hscic", [60, 61, 62]),
        ("ico", [63, 64, 65]),
        ("iscg", numbers(66, 70)),
        ("monitor", [71]),
        ("nhs-employers", [72]),
        ("nhs-england", numbers(73, 82)),
        ("nhs-leadership-academy", [83]),
        ("nhs-tda", [84]),
    ],
)
def test_each_lead_holds_its_run_of_numbers(lead: str, expected: list[int]) -> None:
    assert [c["number"] for c in COMMITMENTS if lead in c["lead_organisations"]] == expected


def test_every_summary_of_a_commitment_names_its_lead_in_one_or_two_sentences() -> None:
    for commitment in COMMITMENTS:
        assert sentences(commitment["summary"]) in (1, 2), commitment["number"]
        for slug in commitment["lead_organisations"]:
            summary = commitment["summary"].casefold()
            named = any(spelling.casefold() in summary for spelling in spellings(BY_SLUG[slug]))
            assert named, commitment["number"]


def test_no_two_commitments_have_the_same_summary() -> None:
    assert len({commitment["summary"] for commitment in COMMITMENTS}) == 84


@pytest.mark.parametrize("annex", ["table_b", "annex_1"])
def test_every_place_of_a_commitment_is_a_recommendation_or_the_introduction(annex: str) -> None:
    known = {INTRODUCTION, *(recommendation["number"] for recommendation in RECOMMENDATIONS)}
    for commitment in COMMITMENTS:
        places = commitment[annex]
        assert set(places) <= known, commitment["number"]
        assert len(set(places)) == len(places), commitment["number"]


def test_table_b_places_every_commitment_in_the_introduction_or_under_recommendations_but_not_both() -> None:
    for commitment in COMMITMENTS:
        places = commitment["table_b"]
        assert places == [INTRODUCTION] or (places and INTRODUCTION not in places), commitment["number"]


def test_eight_commitments_belong_to_the_introduction() -> None:
    assert belonging_to(INTRODUCTION, "table_b") == {1, 2, 3, 4, 5, 31, 32, 33}


def test_several_commitments_belong_to_more_than_one_recommendation() -> None:
    several = {c["number"]: c["table_b"] for c in COMMITMENTS if len(c["table_b"]) > 1}
    assert several == {56: [2, 4], 59: [14, 22], 70: [24, 26], 75: [4, 12, 15]}


def test_only_recommendation_21_has_no_commitment() -> None:
    assert [r["number"] for r in RECOMMENDATIONS if not belonging_to(r["number"], "table_b")] == [21]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (INTRODUCTION, {1, 2, 3, 4, 5, 32, 33}),
        (2, {8, 9, 34, 46, 47, 56, 72}),
        (4, {50, 56, 66, 74, 75}),
        (6, {12, 13, 14, 48, 71, 77, 84}),
        (12, {18, 39, 40, 49, 57, 61, 75, 81, 83}),
        (16, {23}),
        (25, {29, 45, 52, 70}),
        (26, {30, 62, 70}),
    ],
)
def test_the_rows_of_annex_1_are_those_printed(place: int | str, expected: set[int]) -> None:
    assert belonging_to(place, "annex_1") == expected


def test_the_two_annexes_differ_on_four_commitments_and_each_says_why() -> None:
    differing = {c["number"]: (c["table_b"], c["annex_1"]) for c in COMMITMENTS if c["table_b"] != c["annex_1"]}
    assert differing == {
        24: ([16], []),
        31: ([INTRODUCTION], []),
        70: ([24, 26], [24, 25, 26]),
        76: ([5], []),
    }
    assert all(BY_NUMBER[number]["note"] for number in differing)
