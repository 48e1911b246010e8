"""What was told against the commitments, by whom, and when it was to be."""

import datetime

from ..files import POSITION_DATE, entries
from .answer import Answer

END_OF_INTERIM_COVER = datetime.date(2015, 3, 31)


def told() -> dict[str, Answer]:
    return {
        "joint_commitment": _joint_commitment(),
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


def _joint_commitment() -> Answer:
    """One commitment, numbered 58 for CQC and 65 for ICO."""
    ratings = {entry["self_rating"] for entry in entries("progress_report") if entry.get("commitment") in (58, 65)}
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
    predecessors = {entry["slug"]: entry["predecessors"] for entry in entries("organisation")}["ig-forum"]
    why = (
        "The first row of the Introduction calls the IG Forum the new name of the ISCG's information governance "
        "sub-group only; which of the two is right the annexes do not say."
    )
    return ("ISCG" if predecessors == ["iscg"] else "ISCG, or only its sub-group"), why


def _interim_cover() -> Answer:
    to_come = END_OF_INTERIM_COVER > POSITION_DATE
    why = (
        "The date lies half a year after the position date and after the report; the assessment below it says that "
        "the cover ends."
    )
    return ("still to come" if to_come else "31 March 2015"), why
