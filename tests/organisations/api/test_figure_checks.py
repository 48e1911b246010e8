"""The resource of figure checks."""

import pytest

from organisations.models import FigureCheck
from tests.caldicott.api.reading import one, refused, values
from tests.factories import FigureCheckFactory, OrganisationTypeFactory, RequirementGroupFactory, ToolkitTableFactory

pytestmark = pytest.mark.django_db


def test_a_check_tells_what_the_contract_names() -> None:
    check = FigureCheckFactory(
        key="row_total/general-practices",
        position=4,
        organisation_type=OrganisationTypeFactory(slug="general-practices"),
        version="V10",
        group=None,
        requirement="10-114",
        kind=FigureCheck.Kind.ROW_TOTAL,
        measure="organisations in the row",
        printed="8507",
        computed="8506",
        explanation="The row lacks one.",
        source="Annex 3",
    )

    assert one("figure-checks", check.pk) == {
        "url": f"http://testserver/api/v1/figure-checks/{check.pk}/",
        "html_url": "http://testserver/toolkit/general-practices/#check-row_total-general-practices",
        "id": check.pk,
        "key": "row_total/general-practices",
        "position": 4,
        "organisation_type": "general-practices",
        "version": "V10",
        "group": None,
        "requirement": "10-114",
        "kind": "row_total",
        "measure": "organisations in the row",
        "printed": "8507",
        "computed": "8506",
        "agrees": False,
        "explanation": "The row lacks one.",
        "source": "Annex 3",
    }


def test_a_check_of_more_than_one_table_says_so_by_null() -> None:
    check = FigureCheckFactory(key="claim/something")
    told = one("figure-checks", check.pk)

    assert [told[name] for name in ("organisation_type", "version", "group", "requirement")] == [None] * 4
    listed = "http://testserver/toolkit/figures/?organisation_type=none&agrees="
    assert told["html_url"] == f"{listed}#check-claim-something"


def test_each_filter_narrows_the_list() -> None:
    ToolkitTableFactory(version="V11")
    wanted = FigureCheckFactory(
        organisation_type=OrganisationTypeFactory(slug="acute-trusts"),
        version="V11",
        group=RequirementGroupFactory(slug="clinical"),
        kind="label",
        agrees=False,
    )
    other = FigureCheckFactory(agrees=True)

    query = {
        "organisation_type": "acute-trusts",
        "version": "V11",
        "group": "clinical",
        "kind": "label",
        "agrees": "false",
    }
    for name, value in query.items():
        assert values("figure-checks", "id", **{name: value}) == [wanted.pk], name
    assert values("figure-checks", "id", agrees="true") == [other.pk]
    assert values("figure-checks", "id", organisation_type="none") == [other.pk]


def test_the_list_is_in_the_order_of_the_source() -> None:
    second = FigureCheckFactory(position=2, kind="count")
    first = FigureCheckFactory(position=1, kind="label")

    assert values("figure-checks", "id") == [first.pk, second.pk]
    assert values("figure-checks", "id", ordering="kind") == [second.pk, first.pk]


def test_search_finds_words_of_measure_figures_and_explanation() -> None:
    wanted = [
        FigureCheckFactory(measure="average of blanks"),
        FigureCheckFactory(explanation="The blanks turn the average round."),
        FigureCheckFactory(source="Annex 3, average, blanks"),
    ]
    FigureCheckFactory(measure="average")

    assert set(values("figure-checks", "id", search="average blanks")) == {check.pk for check in wanted}


@pytest.mark.parametrize("parameter", ["organisation_type", "version", "group", "kind", "agrees"])
def test_a_value_that_does_not_exist_is_refused_by_name(parameter: str) -> None:
    assert list(refused("figure-checks", **{parameter: "999"})) == [parameter]
