"""The record of 2014, as a program outside reads it."""

import pytest

from tests.caldicott.api.reading import RESOURCES, listed, one, values

pytestmark = pytest.mark.usefixtures("record")


@pytest.mark.parametrize(
    ("resource", "count"),
    [
        ("recommendations", 26),
        ("commitments", 84),
        ("periods", 1),
        ("progress-reports", 95),
        ("assessments", 27),
    ],
)
def test_all_of_it_is_there(resource: str, count: int) -> None:
    assert listed(resource)["count"] == count


def test_the_panel_saw_good_progress_on_six() -> None:
    assert values("recommendations", "number", rating="green") == [1, 2, 21]
    assert values("recommendations", "number", rating="amber_green") == [17, 20, 26]


def test_a_derived_rating_says_so() -> None:
    assert one("recommendations", 1)["latest_assessment"] == {
        "period": "2014-09-30",
        "conclusion": "Good progress",
        "rating": "green",
        "rating_basis": "derived_from_words",
    }


def test_eight_commitments_belong_to_the_introduction() -> None:
    numbers = [
        told["number"] for told in listed("commitments", page_size=500)["results"] if not told["recommendations"]
    ]

    assert numbers == [1, 2, 3, 4, 5, 31, 32, 33]


def test_nhs_england_leads_what_it_is_asked_for_by_its_fixed_address() -> None:
    leads = values("commitments", "lead_organisations", lead_organisation="nhs-england", page_size=500)

    assert leads
    assert all("nhs-england" in slugs for slugs in leads)


def test_every_object_can_be_read_at_its_own_address() -> None:
    for resource in RESOURCES:
        for told in listed(resource, page_size=10)["results"]:
            assert one(resource, told["url"].partition(f"/{resource}/")[2].rstrip("/")) == told


def test_the_sufficiency_columns_are_those_of_the_gap_analysis() -> None:
    assert values("recommendations", "number", sufficiency="not_sufficient") == [1, 2, 4, 7, 10, 19]
