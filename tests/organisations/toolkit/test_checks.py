"""Every printed figure of Annex 3 is checked, and the disagreements are those that are really there."""

from collections import Counter
from dataclasses import replace

import pytest

from organisations.models.toolkit import FigureCheck
from organisations.toolkit.checks import Check, checks_of
from organisations.toolkit.tables import Claim, Toolkit
from recommendations.record.toolkit_files import claims, figure_checks, movements, toolkit

GENERAL_PRACTICES = "general-practices"
COMMISSIONERS = "care-commissioning-groups-and-contract-support-units"
THIRD_PARTIES = "commercial-third-parties"
COMMUNITY = "community-health-providers"
ACUTE = "acute-trusts"
MANAGEMENT = "information-governance-management"
CONFIDENTIALITY = "confidentiality-and-data-protection-assurance"
SECURITY = "information-security-assurance"
CLINICAL = "clinical-information-assurance"
SECONDARY = "secondary-use-assurance"
CORPORATE = "corporate-information-assurance"


@pytest.fixture(scope="module")
def checks() -> list[Check]:
    return figure_checks()


@pytest.fixture(scope="module")
def by_claim(checks: list[Check]) -> dict[str, Check]:
    return {check.key.removeprefix("claim/"): check for check in checks if check.key.startswith("claim/")}


def wrong(checks: list[Check], kind: str) -> list[Check]:
    return [check for check in checks if check.kind == kind and not check.agrees]


def one(checks: list[Check], **wanted: str | None) -> Check:
    (found,) = (check for check in checks if all(getattr(check, name) == value for name, value in wanted.items()))
    return found


def test_everything_printed_has_one_check(checks):
    kinds = Counter(check.kind for check in checks)
    tables = toolkit().tables
    assert kinds["row_total"] == sum(len(table.rows) for table in tables) == 362
    assert kinds["percentage"] == sum(len(row.percentages) for table in tables for row in table.rows) == 1780
    assert kinds["average"] == sum(len(line.averages) for table in tables for line in table.lines) == 296
    assert kinds["average_percentage"] == sum(len(line.percentages) for table in tables for line in table.lines) == 290
    assert kinds["direction"] == len(movements()) == 24


def test_every_claim_that_can_be_checked_is(by_claim):
    assert set(by_claim) == {claim.key for claim in claims() if claim.formula != "none"}


def test_keys_are_unique(checks):
    assert len({check.key for check in checks}) == len(checks)


def test_every_check_explains_itself_in_a_sentence_and_names_its_place(checks):
    assert [check.key for check in checks if not check.explanation.endswith((".", ".)"))] == []
    assert {check.source.split(",")[0] for check in checks} == {"Annex 1", "Annex 2", "Annex 3"}


def test_checks_fit_where_they_are_kept(checks):
    for name in ("key", "kind", "measure", "printed", "computed", "source"):
        longest = max(len(getattr(check, name)) for check in checks)
        assert longest <= getattr(FigureCheck._meta.get_field(name), "max_length")  # noqa: B009
    assert {check.kind for check in checks} == set(FigureCheck.Kind.values)


def test_there_are_several_dozen_disagreements_of_ten_kinds(checks):
    assert Counter(check.kind for check in checks if not check.agrees) == {
        "row_total": 104,
        "percentage": 42,
        "average": 10,
        "average_percentage": 28,
        "sentence": 21,
        "direction": 1,
        "like_for_like": 20,
        "judgement": 13,
        "count": 22,
        "label": 12,
    }


def test_row_totals_differ_in_four_tables(checks):
    found = Counter((check.organisation_type, check.version, check.computed) for check in wrong(checks, "row_total"))
    assert found == {
        (GENERAL_PRACTICES, "V11", "5893"): 13,
        (COMMISSIONERS, "V10", "264"): 1,
        (COMMISSIONERS, "V10", "265"): 27,
        (COMMISSIONERS, "V10", "266"): 3,
        (COMMISSIONERS, "V10", "268"): 11,
        (COMMISSIONERS, "V10", "269"): 4,
        (COMMUNITY, "V10", "33"): 39,
        (ACUTE, "V10", "278"): 5,
        (ACUTE, "V10", "276"): 1,
    }


def test_only_the_percentages_of_general_practices_in_version_11_differ_in_rows(checks):
    differing = wrong(checks, "percentage")
    assert {(check.organisation_type, check.version) for check in differing} == {(GENERAL_PRACTICES, "V11")}
    assert all("8,507" in check.explanation for check in differing)
    check = one(checks, organisation_type=GENERAL_PRACTICES, version="V11", requirement="10-114", printed="45.9")
    assert check.computed == "66.2"


def test_what_percentages_were_taken_over_is_found_out(checks):
    measure = "organisations the percentages are taken over"
    found = {
        (check.organisation_type, check.version, check.group): check.computed
        for check in wrong(checks, "count")
        if check.measure == measure
    }
    assert found == {
        **{(GENERAL_PRACTICES, "V11", group): "8507" for group in (MANAGEMENT, CONFIDENTIALITY, SECURITY)},
        (ACUTE, "V10", MANAGEMENT): "277",
        (ACUTE, "V10", CONFIDENTIALITY): "277",
        (ACUTE, "V10", SECURITY): "274.4",
    }


@pytest.mark.parametrize(
    ("group", "measure", "printed", "computed", "reason"),
    [
        (MANAGEMENT, "average, the column headed “?”", "2.4", "3.4", "no reading of the rows"),
        (CONFIDENTIALITY, "average, level 0", "0.6", "0.7", "cut off"),
        (CONFIDENTIALITY, "average, level 3", "85.8", "85.9", "cut off"),
        (SECURITY, "average, level 1", "7.3", "7.4", "cut off"),
    ],
)
def test_averages_of_acute_trusts_that_do_not_follow(checks, group, measure, printed, computed, reason):
    check = one(checks, organisation_type=ACUTE, version="V10", group=group, measure=measure)
    assert (check.printed, check.computed, check.agrees) == (printed, computed, False)
    assert reason in check.explanation


def test_one_line_of_averages_counts_the_line_above_as_a_row(checks):
    found = [check for check in wrong(checks, "average") if check.organisation_type == COMMISSIONERS]
    assert {(check.version, check.group) for check in found} == {("V10", CONFIDENTIALITY)}
    assert {check.printed: check.computed for check in found} == {
        "16.7": "16.8",
        "17.6": "17.4",
        "47.8": "47.4",
        "1.5": "1.4",
        "176.4": "176.8",
        "6.2": "6.5",
    }
    assert all("line of averages above" in check.explanation for check in found)


@pytest.mark.parametrize(
    ("organisation_type", "version", "group", "printed", "computed", "reason"),
    [
        (GENERAL_PRACTICES, "V11", MANAGEMENT, "0.2%", "0.3%", "8,507"),
        (GENERAL_PRACTICES, "V11", CONFIDENTIALITY, "69.1%", "99.7%", "8,507"),
        (GENERAL_PRACTICES, "V10", SECURITY, "67.1", "67.2", "roundings"),
        (GENERAL_PRACTICES, "V11", SECURITY, "68.1%", "98.2%", "8,507"),
        (COMMISSIONERS, "V10", MANAGEMENT, "21.3%", "22.1%", "0.6 from that of"),
        (COMMISSIONERS, "V10", CONFIDENTIALITY, "18.5%", "18.2%", "do not themselves follow"),
        (COMMISSIONERS, "V11", CONFIDENTIALITY, "44.3%", "44.4%", "roundings"),
        (COMMISSIONERS, "V10", SECURITY, "19.9%", "17.9%", "one digit off"),
        (COMMISSIONERS, "V11", SECURITY, "42.5%", "42.6%", "roundings"),
        (COMMISSIONERS, "V11", SECONDARY, "15.5%", "6.8%", "average counts 14.5 and 1.0"),
        (COMMISSIONERS, "V10", CORPORATE, "2.7%", "1.0%", "average counts 2.0 and 0.7"),
        (THIRD_PARTIES, "V11", MANAGEMENT, "98.6%", "98.7%", "roundings"),
        (THIRD_PARTIES, "V11", SECURITY, "98.1%", "98.0%", "roundings"),
        (COMMUNITY, "V10", MANAGEMENT, "88.9%", "88.8%", "roundings"),
        (COMMUNITY, "V11", SECURITY, "85.1%", "85.0%", "roundings"),
        (COMMUNITY, "V10", CORPORATE, "77.4%", "77.5%", "roundings"),
        (ACUTE, "V10", CONFIDENTIALITY, "63%", "93.4%", "one digit off 93"),
        (ACUTE, "V11", MANAGEMENT, "97%", "97.5%", "cut off"),
        (ACUTE, "V11", SECURITY, "92%", "92.5%", "cut off"),
        (ACUTE, "V11", CORPORATE, "98%", "98.5%", "cut off"),
    ],
)
def test_shares_in_sentences_that_do_not_follow(checks, organisation_type, version, group, printed, computed, reason):
    check = one(
        checks, kind="sentence", organisation_type=organisation_type, version=version, group=group, printed=printed
    )
    assert (check.computed, check.agrees) == (computed, False)
    assert reason in check.explanation


def test_no_other_share_in_a_sentence_differs(checks):
    assert sum(check.group is not None for check in wrong(checks, "sentence")) == 20


def test_every_printed_direction_holds_over_all_organisations_but_the_one_without_requirements(checks):
    (check,) = wrong(checks, "direction")
    assert (check.organisation_type, check.group, check.computed) == (THIRD_PARTIES, CLINICAL, "no requirements")


def test_five_printed_directions_do_not_survive_like_for_like(checks):
    turned = {
        (check.organisation_type, check.group): check.computed
        for check in wrong(checks, "like_for_like")
        if check.group is not None
    }
    assert turned == {
        (GENERAL_PRACTICES, SECURITY): "fell from 98.6% to 98.2%",
        (COMMUNITY, MANAGEMENT): "fell from 97.4% to 95.4%",
        (COMMUNITY, SECONDARY): "unchanged at 100.0%",
        (COMMUNITY, CORPORATE): "unchanged at 100.0%",
        (ACUTE, SECONDARY): "increased from 98.4% to 98.9%",
    }


@pytest.mark.parametrize(
    ("claim", "computed"),
    [
        ("gp-v10-made-returns-answered", "5787 to 5824"),
        ("gp-v11-made-returns-answered", "5893"),
        ("gp-slight-improvement", "31.8 percentage points"),
        ("gp-slight-improvement-answered", "improvement in 2 of 3 groups"),
        ("gp-fall-in-practices-answered", "increased from 5,804 to 5,893"),
        ("gp-level-three", "0 of 3 groups"),
        ("ccg-v10-blanks-lowest", "64.0%"),
        ("ccg-v11-blanks-concern", "0 of 227"),
        ("ccg-v10-returns-answered", "194"),
        ("ccg-name", "Clinical Commissioning Groups"),
        ("ctp-improvement", "at most 2.8 percentage points"),
        ("ctp-fall-in-returns-answered", "fell from 392.8 to 355"),
        ("ctp-v10-returns-answered", "368 to 409"),
        ("chp-v10-organisations-in-rows", "33"),
        ("chp-level-three-igm", "increased from 26.5% to 32.2%"),
        ("chp-level-three-cdp", "increased from 7.8% to 13.0%"),
        ("chp-level-three-isa", "increased from 3.7% to 7.2%"),
        ("chp-level-three-clinical", "increased from 9.4% to 13.7%"),
        ("chp-level-three-measure", "more at levels 0 and 1 in 4 groups"),
        ("acute-blank-entries", "column headed “?”"),
        ("acute-groups-v10", "5"),
        ("acute-groups-v11", "5"),
        ("toolkit-changes-minor", "3 groups with another number of requirements"),
        ("overall-fall-gp-unexplained", "fall of 2,613, blanks no longer counted 2,703"),
        ("overall-fall-ctp-unexplained", "fall of 899, blanks no longer counted 861.2"),
        ("overall-falls", "4"),
        ("overall-blanks", "8 of 12"),
        ("introduction-commitments", "5"),
        ("introduction-commitments-rows", "5"),
        ("introduction-expectations-rows", "2"),
        ("interim-cover", "still to come"),
        ("item-70-recommendations", "24, 25, 26"),
        ("apology-recommendations", "5"),
        ("joint-commitment", "achieved in part"),
        ("item-72-recommendations", "2"),
        ("item-79-answer", "nothing"),
        ("ig-forum-origin", "ISCG, or only its sub-group"),
        ("annual-reporting", "not told"),
        ("message-not-begun", "begun"),
        ("recommendation-21-commitments", "none"),
    ],
)
def test_claims_that_do_not_follow(by_claim, claim, computed):
    assert (by_claim[claim].computed, by_claim[claim].agrees) == (computed, False)


@pytest.mark.parametrize(
    ("claim", "computed"),
    [
        ("groups-analysed", "6"),
        ("types-analysed", "5"),
        ("gp-v10-average-blanks", "2691"),
        ("gp-v11-no-blanks", "0"),
        ("gp-requirements", "13"),
        ("gp-groups", "3"),
        ("chp-requirements", "39"),
        ("chp-groups", "6"),
        ("ccg-v10-blanks-highest", "98.1%"),
        ("ccg-v11-blanks-lowest", "50.0%"),
        ("ccg-v11-blanks-highest", "92.1%"),
        ("ccg-improvement-answered", "6 of 6 groups"),
        ("ctp-smaller-improvement", "2.8 instead of 67.9 percentage points"),
        ("acute-real-increase-answered", "5 of 5 groups"),
        ("acute-requirements-changed", "45 to 43"),
        ("introduction-expectations", "3"),
    ],
)
def test_claims_that_follow(by_claim, claim, computed):
    assert (by_claim[claim].computed, by_claim[claim].agrees) == (computed, True)


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ("overall-fall-gp-unexplained", "more than the whole fall"),
        ("overall-fall-ctp-unexplained", "95.8% of the fall"),
    ],
)
def test_blanks_are_never_told_to_make_up_a_hundred_per_cent_of_a_smaller_fall(by_claim, claim, part):
    assert by_claim[claim].explanation.endswith(f"they account for {part}.")


def test_a_label_without_a_row_is_found_in_both_versions(checks):
    found = [check for check in checks if check.requirement == "10-323" and check.organisation_type == THIRD_PARTIES]
    assert [(check.version, check.agrees) for check in found] == [("V10", False), ("V11", False)]


def test_labels_and_columns_that_changed_places_are_found(checks):
    exchanged = one(checks, kind="label", requirement="10-235")
    assert (exchanged.organisation_type, exchanged.computed) == (COMMISSIONERS, "10-236")
    assert one(checks, kind="label", requirement="10-318").organisation_type == GENERAL_PRACTICES


def test_a_row_that_stands_in_two_groups_is_found(checks):
    found = [check for check in checks if check.measure == "row with the same counts in another group"]
    assert [(check.organisation_type, check.version, check.group) for check in found] == [
        (ACUTE, "V10", "information-security-assurance")
    ]
    assert "Rows 7 and 30" in found[0].explanation


def test_a_corrected_count_makes_its_check_agree():
    table = toolkit().table(GENERAL_PRACTICES, "V11")
    row = replace(table.rows[0], counts={**table.rows[0].counts, "blank": 1})
    mended = replace(table, rows=(row, *table.rows[1:]))
    changed = Toolkit(tuple(mended if each is table else each for each in toolkit().tables))
    check = one(
        checks_of(changed, [], [], {}), kind="row_total", organisation_type=GENERAL_PRACTICES, version="V11",
        requirement="10-114",
    )  # fmt: skip
    assert (check.computed, check.agrees) == ("5894", True)


def test_a_formula_that_nobody_knows_is_refused():
    claim = Claim("key", None, None, None, "count", "measure", "1", "unheard_of", "Summary.", "Annex 3")
    with pytest.raises(KeyError, match="unheard_of"):
        checks_of(toolkit(), [], [claim], {})
