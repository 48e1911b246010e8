"""The toolkit's files hold what Annex 3 prints: all of it, and nothing else."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from organisations.toolkit.tables import Table
from recommendations.record import toolkit_files
from recommendations.record.files import RecordError
from recommendations.record.toolkit_files import claims, lines_of, movements, toolkit

GENERAL_PRACTICES = "general-practices"
COMMISSIONERS = "care-commissioning-groups-and-contract-support-units"
THIRD_PARTIES = "commercial-third-parties"
COMMUNITY = "community-health-providers"
ACUTE = "acute-trusts"

IN_THE_TEXT = {
    GENERAL_PRACTICES: ("GPs", "For General Practices the following"),
    COMMISSIONERS: ("CCGs and CSUs", "For Care Commissioning Groups"),
    THIRD_PARTIES: ("CTPs", "For Commercial Third Parties"),
    COMMUNITY: ("CHPs", "For Community Health Providers"),
    ACUTE: ("Acute Trusts", "•\t Acute Trusts"),
}
NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.-])")
LABEL = re.compile(r"10-\d{3}")
# The page's number and the running head below it, which come between two tables.
FURNITURE = re.compile(r"^\d+\s*\n\s*Annex 3: [^\n]*$", re.MULTILINE)


@pytest.mark.parametrize(
    ("organisation_type", "version", "rows", "groups"),
    [
        (GENERAL_PRACTICES, "V10", 13, 3),
        (GENERAL_PRACTICES, "V11", 13, 3),
        (COMMISSIONERS, "V10", 69, 6),
        (COMMISSIONERS, "V11", 69, 6),
        (THIRD_PARTIES, "V10", 16, 3),
        (THIRD_PARTIES, "V11", 16, 3),
        (COMMUNITY, "V10", 39, 6),
        (COMMUNITY, "V11", 39, 6),
        (ACUTE, "V10", 45, 5),
        (ACUTE, "V11", 43, 5),
    ],
)
def test_every_table_has_all_of_its_rows_and_a_line_of_averages_for_each_group(
    organisation_type, version, rows, groups
):
    table = toolkit().table(organisation_type, version)
    assert len(table.rows) == rows
    assert len(table.groups) == groups
    assert [line.group for line in table.lines] == list(table.groups)


def test_the_headings_give_the_organisations_and_acute_trusts_give_none():
    stated = [table.organisations_stated for table in toolkit().tables]
    assert stated == [8507, 5894, 267, 227, 1254, 355, 34, 41, None, None]


def test_two_tables_say_that_they_include_no_blanks():
    without = [(table.organisation_type, table.version) for table in toolkit().tables if not table.blanks_included]
    assert without[:2] == [(GENERAL_PRACTICES, "V11"), (THIRD_PARTIES, "V11")]
    assert {organisation_type for organisation_type, _ in without[2:]} == {ACUTE}


def test_a_column_that_the_report_lacks_is_absent_and_not_nought():
    assert "exempt" not in toolkit().table(COMMISSIONERS, "V10").rows[0].counts
    assert set(toolkit().table(ACUTE, "V10").rows[0].counts) == {
        "level_0",
        "level_1",
        "level_2",
        "level_3",
        "unspecified",
    }
    assert "exempt" not in toolkit().table(COMMISSIONERS, "V11").rows[0].percentages


@pytest.mark.parametrize(
    ("organisation_type", "version", "requirement", "column", "count"),
    [
        (GENERAL_PRACTICES, "V11", "10-304", "not_relevant", 65),
        (GENERAL_PRACTICES, "V11", "10-318", "not_relevant", 416),
        (GENERAL_PRACTICES, "V10", "10-318", "exempt", 74),
        (THIRD_PARTIES, "V11", "10-209", "not_relevant", 240),
        (THIRD_PARTIES, "V11", "10-202", "exempt", 21),
        (THIRD_PARTIES, "V11", "10-314", "exempt", 8),
        (COMMISSIONERS, "V11", "10-421", "exempt", 124),
        (COMMUNITY, "V10", "502.0", "exempt", 1),
    ],
)
def test_what_was_printed_apart_is_back_in_its_row(organisation_type, version, requirement, column, count):
    table = toolkit().table(organisation_type, version)
    (row,) = (row for row in table.rows if row.requirement == requirement)
    assert row.counts[column] == count


def test_the_scattered_columns_of_acute_trusts_meet_again():
    rows = toolkit().table(ACUTE, "V10").rows
    assert list(rows[0].counts.values()) == [0, 3, 59, 215, 1]
    assert list(rows[5].counts.values()) == [0, 1, 95, 178, 1]
    assert list(rows[23].counts.values()) == [0, 0, 0, 0, 275]


def test_averages_keep_their_decimals():
    line = toolkit().table(THIRD_PARTIES, "V11").lines[-1]
    assert (line.averages["level_1"], line.averages["level_2"], line.averages["exempt"]) == (
        "4.2857",
        "165.29",
        "1.7143",
    )
    assert line.label == "Average 10-323"


def test_the_sentences_are_all_there():
    assert Counter(movement.organisation_type for movement in movements()) == {
        GENERAL_PRACTICES: 3,
        COMMISSIONERS: 6,
        THIRD_PARTIES: 4,
        COMMUNITY: 6,
        ACUTE: 5,
    }
    keys = [claim.key for claim in claims()]
    assert len(keys) == len(set(keys))


def test_types_and_groups_are_those_of_the_tables():
    assert [line["slug"] for line in lines_of("types")] == [before.organisation_type for before, _ in toolkit().pairs()]
    in_tables = {group for table in toolkit().tables for group in table.groups}
    assert {line["slug"] for line in lines_of("groups")} == in_tables


def test_a_file_that_cannot_be_read_is_named():
    with pytest.raises(RecordError, match=r"nothing\.csv"):
        toolkit_files.lines_of("nothing")


@pytest.fixture(scope="module")
def regions(annexes_text):
    """The text of each table, from its heading to the next or to the sentences below it."""
    text = annexes_text.read_text(encoding="utf-8")
    text = FURNITURE.sub("", text[text.index("General Practice Information") :])
    found = {}
    for organisation_type, (short, end) in IN_THE_TEXT.items():
        first, second = (text.index(f"IGTK {version} — Self Assessment Scores — {short}") for version in ("V10", "V11"))
        found[organisation_type, "V10"] = text[first:second]
        found[organisation_type, "V11"] = text[second : text.index(end)]
    return found


@pytest.mark.parametrize("table", toolkit().tables, ids=lambda table: f"{table.organisation_type}-{table.version}")
def test_every_number_of_the_text_is_transcribed_as_often_as_it_is_printed(table, regions):
    region = regions[table.organisation_type, table.version]
    printed = Counter(Decimal(number) for number in NUMBER.findall(region))
    assert transcribed(table) == printed


@pytest.mark.parametrize("organisation_type", IN_THE_TEXT)
def test_every_label_of_the_text_is_transcribed_as_often_as_it_is_printed(organisation_type, regions):
    printed = Counter(
        label for version in ("V10", "V11") for label in LABEL.findall(regions[organisation_type, version])
    )
    held: Counter[str] = Counter()
    for version in ("V10", "V11"):
        table = toolkit().table(organisation_type, version)
        held.update(row.requirement for row in table.rows if LABEL.fullmatch(row.requirement))
        held.update(label for line in table.lines for label in LABEL.findall(line.label))
    assert held == printed


def test_every_figure_of_the_sentences_is_in_the_text(annexes_text):
    text = annexes_text.read_text(encoding="utf-8")
    figures = [figure for movement in movements() for figure in (movement.before, movement.after) if figure]
    assert [figure for figure in figures if figure not in text] == []


def transcribed(table: Table) -> Counter[Decimal]:
    """Every number that the files hold for a table, the one in its heading and decimal requirement numbers included."""
    held: Counter[Decimal] = Counter()
    if table.organisations_stated is not None:
        held[Decimal(table.organisations_stated)] += 1
    for row in table.rows:
        held.update(Decimal(count) for count in row.counts.values())
        held.update(Decimal(value) for value in row.percentages.values())
        if "." in row.requirement:
            held[Decimal(row.requirement)] += 1
    for line in table.lines:
        held.update(Decimal(value) for value in (*line.averages.values(), *line.percentages.values()))
    return held
