"""Where the two annexes put the commitments: how many, under what, and in how many rows."""

from ..files import INTRODUCTION, Entry, entries
from .answer import Answer


def placed() -> dict[str, Answer]:
    commitments, reports = entries("commitment"), entries("progress_report")
    return {
        **_introduction(commitments),
        **_items(commitments),
        "recommendation_16_rows": _recommendation_16(reports),
        "recommendation_21_commitments": _recommendation_21(commitments),
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


def _listed(numbers: list[int] | list[int | str]) -> str:
    return ", ".join(str(number) for number in numbers)
