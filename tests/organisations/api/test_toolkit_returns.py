"""The resource of IG Toolkit returns."""

import pytest

from tests.caldicott.api.reading import one, refused, values
from tests.factories import RequirementGroupFactory, ToolkitReturnFactory, ToolkitTableFactory

pytestmark = pytest.mark.django_db


def test_a_return_tells_what_the_contract_names() -> None:
    row = ToolkitReturnFactory(
        table__organisation_type__slug="general-practices",
        table__version="V10",
        group__slug="information-governance-management",
        position=1,
        requirement="10-114",
        level_0=1,
        level_1=2,
        level_2=3,
        level_3=4,
        blank=5,
        not_relevant=0,
        exempt=7,
    )

    assert one("toolkit-returns", row.pk) == {
        "url": f"http://testserver/api/v1/toolkit-returns/{row.pk}/",
        "html_url": "http://testserver/toolkit/general-practices/",
        "id": row.pk,
        "organisation_type": "general-practices",
        "version": "V10",
        "group": "information-governance-management",
        "position": 1,
        "requirement": "10-114",
        "level_0": 1,
        "level_1": 2,
        "level_2": 3,
        "level_3": 4,
        "blank": 5,
        "not_relevant": 0,
        "exempt": 7,
        "unspecified": None,
        "total": 22,
    }


def test_a_requirement_that_is_not_printed_is_null() -> None:
    assert one("toolkit-returns", ToolkitReturnFactory(requirement="").pk)["requirement"] is None


def test_each_filter_narrows_the_list() -> None:
    wanted = ToolkitReturnFactory(
        table__organisation_type__slug="acute-trusts",
        table__version="V11",
        group__slug="clinical",
        requirement="11-400",
    )
    ToolkitReturnFactory(requirement="10-400")

    query = {
        "organisation_type": "acute-trusts",
        "version": "V11",
        "group": "clinical",
        "requirement": "11-400",
    }
    for name, value in query.items():
        assert values("toolkit-returns", "id", **{name: value}) == [wanted.pk], name


def test_the_list_is_in_the_order_of_the_source() -> None:
    later = ToolkitTableFactory(version="V11", organisation_type__position=9001)
    earlier = ToolkitTableFactory(version="V10", organisation_type=later.organisation_type)
    third = ToolkitReturnFactory(table=later, position=1)
    second = ToolkitReturnFactory(table=earlier, position=2)
    first = ToolkitReturnFactory(table=earlier, position=1)

    assert values("toolkit-returns", "id") == [first.pk, second.pk, third.pk]
    assert values("toolkit-returns", "id", ordering="-version,-position") == [third.pk, second.pk, first.pk]


def test_search_finds_requirement_group_and_organisation_type() -> None:
    wanted = [
        ToolkitReturnFactory(requirement="13-400"),
        ToolkitReturnFactory(group=RequirementGroupFactory(name="Group 13-400")),
        ToolkitReturnFactory(table__organisation_type__name="Practices 13-400"),
    ]
    ToolkitReturnFactory(requirement="13-401")

    assert set(values("toolkit-returns", "id", search="13-400")) == {row.pk for row in wanted}


@pytest.mark.parametrize(
    ("parameter", "allowed"),
    [("organisation_type", "acute-trusts"), ("version", "V10"), ("group", "clinical"), ("requirement", "10-400")],
)
def test_a_value_that_does_not_exist_is_refused_with_those_that_do(parameter: str, allowed: str) -> None:
    ToolkitReturnFactory(
        table__organisation_type__slug="acute-trusts",
        table__version="V10",
        group__slug="clinical",
        requirement="10-400",
    )

    assert refused("toolkit-returns", **{parameter: "999"}) == {parameter: [f"Give one of: {allowed}."]}
