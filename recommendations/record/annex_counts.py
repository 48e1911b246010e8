"""What the record's own entries give for the statements of Annexes 1 and 2 that can be counted or dated."""

import datetime

from .files import INTRODUCTION, POSITION_DATE, Entry, entries

END_OF_INTERIM_COVER = datetime.date(2015, 3, 31)

Answer = tuple[str, str]


def annex_counts() -> dict[str, Answer]:
    """By the name that a claim gives as its formula: what follows, and a sentence about it."""
    commitments, reports = entries("commitment"), entries("progress_report")
    return {
        **_introduction(commitments),
        **_items(commitments),
        "recommendation_16_rows": _recommendation_16(reports),
        "recommendation_21_commitments": _recommendation_21(commitments),
        "joint_commitment": _joint_commitment(reports),
        "interim_cover": _interim_cover(),
        "item_79_answer": _item_79(),
        "ig_forum_origin": _ig_forum(),
        "work_by_others": _work_by_others(),
        "annual_reporting": (
            # Read, not counted: the row of item 77.
            "not told",
            (
                "NHS England reports an annual report on its own information governance, and details of incidents for "
                "its senior management; that breaches are published is not said."
            ),
        ),
        "name_of_commissioning_groups": (
            # The name in law, and in Recommendations 12 and 17 as Annex 1 quotes them.
            "Clinical Commissioning Groups",
            (
                "Annex 1 and the law call these bodies clinical commissioning groups, and the support units are "
                "commissioning support units: the abbreviations are right, the names written out are not."
            ),
        ),
    }


def _introduction(commitments: list[Entry]) -> dict[str, Answer]:
    answers = {}
    for kind in ("commitment", "expectation"):
        of_kind = [entry for entry in commitments if entry["kind"] == kind]
        table_b = [entry["number"] for entry in of_kind if INTRODUCTION in entry["table_b"]]
        rows = [entry["number"] for entry in of_kind if INTRODUCTION in entry["annex_1"]]
        answers[f"introduction_{kind}s"] = (
            str(len(table_b)),
            f"Table B gives the Introduction {len(table_b)} {kind}s: {_listed(table_b)}.",
        )
        answers[f"introduction_{kind}s_in_rows"] = (
            str(len(rows)),
            f"The rows below that sentence show {len(rows)} {kind}s: {_listed(rows)}.",
        )
    return answers


def _items(commitments: list[Entry]) -> dict[str, Answer]:
    by_number = {entry["number"]: entry for entry in commitments}
    shown = by_number[70]["annex_1"]
    answers = {
        "item_70_recommendations": (
            _listed(shown),
            f"Annex 1 shows item 70 under {_listed(shown)}; Table B leaves 25 out, although it enters the item twice.",
        )
    }
    apology = by_number[36]["annex_1"]
    answers["item_36_recommendations"] = (
        _listed(apology),
        (
            f"Item 36, on explaining and apologising, belongs to Recommendation {_listed(apology)}, and only there "
            "does the Authority say what it repeats."
        ),
    )
    good_practice = by_number[72]["table_b"]
    answers["item_72_recommendations"] = (
        _listed(good_practice),
        (
            f"Both annexes put item 72 under Recommendation {_listed(good_practice)}; nothing that NHS Employers "
            "promised stands under 14."
        ),
    )
    for number in (24, 31, 76):
        rows = len(by_number[number]["annex_1"])
        answers[f"item_{number}_rows"] = (
            str(rows),
            (
                f"Annex 1 has {rows or 'no'} rows for item {number}; Table B puts it under "
                f"{_listed(by_number[number]['table_b'])}."
            ),
        )
    return answers


def _recommendation_16(reports: list[Entry]) -> Answer:
    known = [entry["commitment"] for entry in reports if entry["recommendation"] == 16 and "commitment" in entry]
    return str(
        len(known)
    ), f"Of the rows only item {_listed(known)} is in Table B; what NHS England promises there is not."


def _recommendation_21(commitments: list[Entry]) -> Answer:
    found = [entry["number"] for entry in commitments if 21 in entry["table_b"]]
    why = "Table A says that what was promised will assist Recommendation 21, and Table B that nothing was promised."
    return _listed(found) or "none", why


def _joint_commitment(reports: list[Entry]) -> Answer:
    """One commitment, numbered 58 for CQC and 65 for ICO."""
    ratings = {entry["self_rating"] for entry in reports if entry.get("commitment") in (58, 65)}
    why = (
        "ICO reports the same commitment: the memorandum is agreed, and about the yearly report talks have only begun."
    )
    return ("achieved" if ratings == {"complete"} else "achieved in part"), why


def _item_79() -> Answer:
    why = "Under Recommendation 10 only the panel adds anything: NHS England's answer on item 79 is not printed."
    return ("additional information" if _nhs_england_adds(10) else "nothing"), why


def _work_by_others() -> Answer:
    why = "Below it NHS England tells of a strategy published in March 2014, and the panel of work in progress."
    return ("begun" if _nhs_england_adds(7) else "not begun"), why


def _nhs_england_adds(recommendation: int) -> bool:
    return any(
        entry["recommendation"] == recommendation and entry.get("organisation") == "nhs-england"
        for entry in entries("additional_information")
    )


def _ig_forum() -> Answer:
    told = {entry["slug"]: entry["predecessors"] for entry in entries("organisation")}["ig-forum"]
    why = (
        "The first row of the Introduction calls the IG Forum the new name of the ISCG's information governance "
        "sub-group only; which of the two is right the annexes do not say."
    )
    return ("ISCG" if told == ["iscg"] else "ISCG, or only its sub-group"), why


def _interim_cover() -> Answer:
    to_come = END_OF_INTERIM_COVER > POSITION_DATE
    why = (
        "The date lies half a year after the position date and after the report; the assessment below it says that "
        "the cover ends."
    )
    return ("still to come" if to_come else "31 March 2015"), why


def _listed(numbers: list[int] | list[int | str]) -> str:
    return ", ".join(str(number) for number in numbers)
