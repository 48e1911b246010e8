"""The resource of additional information."""

import datetime

import pytest

from recommendations.models import AdditionalInformation
from tests.caldicott.api.reading import one, refused, values
from tests.factories import AdditionalInformationFactory, PeriodFactory, RecommendationFactory

pytestmark = pytest.mark.django_db


def test_additional_information_tells_what_the_contract_names() -> None:
    told = AdditionalInformationFactory(
        period__position_date=datetime.date(2014, 9, 30),
        recommendation__number=1,
        organisation__slug="nhs-england",
        kind=AdditionalInformation.Kind.ANTICIPATED,
        expected_by=datetime.date(2015, 3, 31),
        position=2,
        summary="It is on its way.",
    )

    assert one("additional-information", told.public_id) == {
        "url": f"http://testserver/api/v1/additional-information/{told.public_id}/",
        "html_url": "http://testserver/recommendations/1/",
        "id": told.public_id,
        "recommendation": 1,
        "organisation": "nhs-england",
        "period": "2014-09-30",
        "kind": "anticipated",
        "expected_by": "2015-03-31",
        "position": 2,
        "narrative": "It is on its way.",
        "wording": "summary",
        "footnotes": [],
    }


def test_what_the_source_does_not_name_is_null() -> None:
    information = AdditionalInformationFactory(
        recommendation=None, organisation=None, period__position_date=datetime.date(2014, 9, 30)
    )

    told = one("additional-information", information.public_id)

    assert (told["recommendation"], told["organisation"], told["expected_by"]) == (None, None, None)
    assert told["html_url"] == "http://testserver/periods/2014-09-30/"


def test_each_filter_narrows_the_list() -> None:
    wanted = AdditionalInformationFactory(
        recommendation__number=1,
        organisation__slug="nhs-england",
        period__position_date=datetime.date(2014, 9, 30),
    )
    AdditionalInformationFactory()

    query = {"recommendation": 1, "organisation": "nhs-england", "period": "2014-09-30"}
    for name, value in query.items():
        assert values("additional-information", "id", **{name: value}) == [wanted.public_id], name


def test_the_list_is_in_the_order_of_the_source_the_introduction_last() -> None:
    period = PeriodFactory()
    introduction = AdditionalInformationFactory(period=period, recommendation=None, position=1)
    recommendation = RecommendationFactory(number=5)
    second = AdditionalInformationFactory(period=period, recommendation=recommendation, position=2)
    first = AdditionalInformationFactory(period=period, recommendation=recommendation, position=1)

    assert values("additional-information", "id") == [first.public_id, second.public_id, introduction.public_id]
    assert values("additional-information", "id", ordering="-position,id") == [
        second.public_id,
        introduction.public_id,
        first.public_id,
    ]


def test_search_finds_words_of_the_text_and_of_the_speaker() -> None:
    wanted = [
        AdditionalInformationFactory(summary="A letter to trusts"),
        AdditionalInformationFactory(official_wording="Trusts had a letter"),
        AdditionalInformationFactory(summary="A letter", organisation__name="Foundation Trusts"),
    ]
    AdditionalInformationFactory(summary="A letter")

    assert set(values("additional-information", "id", search="trusts letter")) == {told.public_id for told in wanted}


@pytest.mark.parametrize("parameter", ["recommendation", "organisation", "period"])
def test_a_value_that_does_not_exist_is_refused_by_name(parameter: str) -> None:
    assert list(refused("additional-information", **{parameter: "999"})) == [parameter]
