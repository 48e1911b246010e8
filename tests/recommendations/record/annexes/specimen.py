"""A document of the annexes' build with words of our own, for where the published text is not at hand.

Its 84 items are spread over the recommendations in turn; each has a row in Annex 1 and one in Table B.
"""

from recommendations.record.annexes.annex1 import NUMBERS

TYPES = ("Bakers", "Brewers", "Coopers", "Potters", "Weavers")


def specimen() -> str:
    """The whole document."""
    return "\n".join([" Introduction", "", "These pages are made up.", *_annex1(), *_annex2(), *_annex3()])


def recommendations_of(number: int) -> tuple[int, ...]:
    """The recommendation to which an item of the specimen belongs; the first eight belong to the Introduction."""
    return () if number <= 8 else ((number - 9) % 26 + 1,)


def _annex1() -> list[str]:
    lines = [" Annex 1: Progress on recommendations,", "", "Made up as well, from the first line to the last one here."]
    for recommendation, name in enumerate(NUMBERS, start=1):
        lines += [f" Progress on Recommendation {name}", "", f"Recommendation {name} stated: “Do as you would {name}.”"]
        lines += _section([number for number in range(9, 85) if recommendations_of(number) == (recommendation,)])
    lines += [" Progress on Other Commitments & Expectations", "", "Other Commitments & Expectations stated: The rest."]
    return lines + _section(range(1, 9))


def _section(numbers: list[int] | range) -> list[str]:
    lines = ["", "The Government’s response and the reported progress follow:", ""]
    for number in numbers:
        lines += ["DH committed to: “Look after", f"matter {number} with care”.", ""]
        lines += ["The reported progress:", "", f"“Matter {number} is in hand”.", ""]
    lines += ["Additional Information:", "", "CQC reported: “All is well.”", ""]
    return [*lines, "Assessment:", "", "We have seen this.", "", "Conclusion: Work in progress."]


def _annex2() -> list[str]:
    lines = [" Annex 2: Summary gap analysis", "", "How far the one goes with the other.", "", "Table A: Findings", ""]
    lines += ["The proposed commitments fall short", "", "The proposed commitments assist", ""]
    lines += ["The proposed commitments deliver", ""]
    for recommendation in range(1, 27):
        lines += [f"Title of {recommendation} ({recommendation})", ""]
    lines += ["Table B: Mapping", "", "Lead", ""]
    for number in range(1, 85):
        section = ", ".join(map(str, recommendations_of(number))) or "Introduction"
        lines += [f"{section} {number} Look after matter", f"{number} with care.", "", "DH It may do.", ""]
    return lines


def _annex3() -> list[str]:
    lines = [" Annex 3: Information Governance Toolkit", "", "Some figures follow.", ""]
    for organisation_type in TYPES:
        lines.append(f" {organisation_type}")
        for version in ("V10", "V11"):
            lines += [f"IGTK {version} — Self Assessment Scores — {organisation_type}", "", "12 organisations", ""]
            lines += ["L0 % L1 %", "Minding 10-101 3 25.0 9 75.0", "The Shop 10-102 6 50.0 6 50.0"]
            lines += ["Average 4.5 37.5 7.5 62.5", ""]
        lines += [f"For {organisation_type} the share at level one fell from 75% to 62.5%", ""]
    return [*lines, "Overall, there is little to be said."]
