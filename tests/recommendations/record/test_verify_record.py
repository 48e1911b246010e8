"""The loaded record says what the annexes say; a fact changed on either side is found and named with its place."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.models import FigureCheck, Organisation, ToolkitReturn, ToolkitTable
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Mapping,
    Period,
    ProgressReport,
    Recommendation,
)

pytestmark = pytest.mark.usefixtures("record")


def verify(path: Path) -> str:
    out = StringIO()
    call_command("verify_record", str(path), stdout=out)
    return out.getvalue()


def found(path: Path) -> list[str]:
    """The differences, one line each; fails where there is none."""
    out = StringIO()
    with pytest.raises(CommandError, match="between the record and the text") as error:
        call_command("verify_record", str(path), stdout=out)
    assert error.value.returncode == 1
    return out.getvalue().splitlines()


def test_the_record_says_what_the_published_text_says(annexes_text: Path) -> None:
    assert verify(annexes_text) == "0 differences: the record says what the text says.\n"


CHANGES_IN_THE_TEXT = {
    "a conclusion": (
        r"^Conclusion: Work in progress\.",
        "Conclusion: Work is done.",
        "conclusion on recommendation 24",
    ),
    "a recommendation of Table B": (r"^10 67 Consider", "11 67 Consider", "where commitment 67 belongs"),
    "a lead of Table B": (r"^AMRC ", "BMA ", "who leads commitment 53"),
    "a report": (r"“Not yet begun\.” ", "“Complete.” ", "progress on commitment 18"),
    "a count of Annex 3": (r"^10-320 8\.0 0\.1 19\.0", "10-320 8.0 0.1 18.0", "general-practices V10, row 13, level 1"),
    "a count that stands apart": (r"^416\.0", "417.0", "general-practices V11"),
    "a percentage": (r"^10-101 0\.0 0\.0 2\.0 0\.7", "10-101 0.0 0.0 2.0 0.8", "V10, row 1, percentage, level 1"),
    "an average": (r"^Average 1\.1 7\.3 181", "Average 1.2 7.3 181", "acute-trusts V10, average 3, level 0"),
    "the organisations stated": (r"^34 organisations", "35 organisations", "V10, organisations stated"),
    "a heading of Annex 3": (r"^(Req .*)?L0( .*)L1", r"\g<1>L0\g<2>L7", "L7"),
    "a share in a sentence": (r"from 93% to 97%", "from 94% to 97%", "sentence on Information Governance Management"),
    "a figure in a sentence": (r"average of 2691", "average of 2690", "a sentence of Annex 3"),
}


@pytest.mark.parametrize(("old", "new", "place"), CHANGES_IN_THE_TEXT.values(), ids=CHANGES_IN_THE_TEXT.keys())
def test_a_fact_changed_in_the_text_is_named_with_its_line(
    old: str, new: str, place: str, annexes_text: Path, tmp_path: Path
) -> None:
    text = annexes_text.read_text(encoding="utf-8")
    changed, times = re.subn(old, new, text, count=1, flags=re.MULTILINE)
    assert times == 1
    at = next(n for n, (a, b) in enumerate(zip(text.splitlines(), changed.splitlines(), strict=True), 1) if a != b)
    path = tmp_path / "changed.txt"
    path.write_text(changed, encoding="utf-8")

    differences = [line for line in found(path) if place in line]

    assert differences
    assert any(
        abs(int(line.split(":")[0].removeprefix("line ")) - at) <= 40 for line in differences if line[5].isdigit()
    )


def test_without_the_record_there_is_nothing_to_hold_against_the_text(annexes_text: Path) -> None:
    Period.objects.update(position_date="2000-01-01")

    with pytest.raises(CommandError, match=r"^The record is not loaded: run load_record first\.$"):
        verify(annexes_text)


def change_a_conclusion() -> None:
    Assessment.objects.filter(recommendation=16).update(conclusion="Progress is quick.")


def change_a_mapping() -> None:
    Mapping.objects.filter(commitment=56, recommendation=4).delete()


def change_a_lead() -> None:
    Commitment.objects.get(number=6).lead_organisations.set([Organisation.objects.get(slug="bma")])


def change_a_kind() -> None:
    Commitment.objects.filter(number=34).update(kind="commitment")


def change_a_sufficiency() -> None:
    Recommendation.objects.filter(number=3).update(sufficiency="delivers")


def change_a_self_rating() -> None:
    ProgressReport.objects.filter(commitment=8).update(self_rating="stopped")


def change_a_speaker() -> None:
    AdditionalInformation.objects.filter(recommendation=3).update(organisation=None)


def change_a_count() -> None:
    ToolkitReturn.objects.filter(table__version="V11", requirement="10-352").update(blank=19)


def change_the_organisations_stated() -> None:
    ToolkitTable.objects.filter(organisation_type__slug="acute-trusts", version="V10").update(organisations_stated=275)


def change_a_printed_percentage() -> None:
    FigureCheck.objects.filter(kind="percentage", printed="45.9").update(printed="45.8")


def lose_a_report() -> None:
    ProgressReport.objects.filter(commitment=10).delete()


CHANGES_IN_THE_RECORD = {
    change_a_conclusion: "the conclusion on recommendation 16",
    change_a_mapping: "a row of Annex 1 for commitment 56 under recommendation 4",
    change_a_lead: "who leads commitment 6",
    change_a_kind: "the kind of commitment 34",
    change_a_sufficiency: "the sufficiency of recommendation 3",
    change_a_self_rating: "progress on commitment 8 under recommendation 2 by dh",
    change_a_speaker: "additional information on recommendation 3, block 1",
    change_a_count: "contract-support-units V11, row 55, blank",
    change_the_organisations_stated: "acute-trusts V10, organisations stated",
    change_a_printed_percentage: "percentage, level 2",
    lose_a_report: "progress on commitment 10 under recommendation 3 by dh",
}


@pytest.mark.parametrize(
    ("change", "place"), CHANGES_IN_THE_RECORD.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_fact_changed_in_the_record_is_named_with_its_place(change: object, place: str, annexes_text: Path) -> None:
    assert callable(change)
    change()

    assert any(place in line for line in found(annexes_text))
