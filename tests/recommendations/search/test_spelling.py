"""What is suggested where nothing fits, and that nothing unpublished suggests it."""

from collections.abc import Callable
from typing import Any

import pytest

from recommendations.models import Assessment, ProgressReport
from recommendations.search import Asked, instead_of
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    AssessmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_each_unknown_word_is_replaced_by_the_nearest_published_one_and_no_other() -> None:
    RecommendationFactory(summary="Patients and guardians of information")
    assert instead_of(Asked.of("guradians of infromation")).asked.words == "guardians of information"


def test_a_word_that_is_like_none_stays() -> None:
    RecommendationFactory(summary="Patients and guardians")
    instead = instead_of(Asked.of("zzzzzz"))
    assert (instead.asked.words, instead.results) == ("zzzzzz", [])


def test_words_that_never_stand_together_are_looked_for_one_by_one() -> None:
    recommendation = RecommendationFactory(summary="Patients")
    RecommendationFactory(summary="Guardians")
    instead = instead_of(Asked.of("patients guardians"))
    assert instead.asked.words == "patients or guardians"
    assert recommendation.get_absolute_url() in [result.address for result in instead.results]


def test_so_are_those_that_were_meant() -> None:
    RecommendationFactory(summary="Patients")
    RecommendationFactory(summary="Guardians")
    assert instead_of(Asked.of("pateints guradians")).asked.words == "patients or guardians"


@pytest.mark.parametrize("words", ["Comissioning Bord", "Old Concil"])
def test_organisations_with_a_name_or_an_alias_like_it_are_offered(words: str) -> None:
    board = OrganisationFactory(name="Commissioning Board")
    AliasFactory(organisation=board, name="Old Council")
    OrganisationFactory(name="Something else")
    assert [organisation.slug for organisation in instead_of(Asked.of(words)).organisations] == [board.slug]


@pytest.mark.parametrize(
    "make",
    [
        lambda: ProgressReportFactory(summary="Xylophonist", state=ProgressReport.State.DRAFT),
        lambda: ProgressReportFactory(note="Xylophonist", state=ProgressReport.State.SUBMITTED),
        lambda: ProgressReportFactory(summary="Xylophonist", period=PeriodFactory(open_=True)),
        lambda: AssessmentFactory(conclusion="Xylophonist", state=Assessment.State.AGREED),
        lambda: AssessmentFactory(summary="Xylophonist", period=PeriodFactory(open_=True)),
        lambda: AdditionalInformationFactory(summary="Xylophonist", period=PeriodFactory(open_=True)),
        lambda: PeriodFactory(note="Xylophonist", open_=True),
        lambda: RecommendationFactory(search_words="Xylophonist"),
    ],
)
def test_a_word_that_is_not_published_is_never_suggested(make: Callable[[], Any]) -> None:
    make()
    assert instead_of(Asked.of("xylofonist")).asked.words == "xylofonist"


def test_the_same_word_is_suggested_once_it_is_published() -> None:
    ProgressReportFactory(summary="Xylophonist")
    assert instead_of(Asked.of("xylofonist")).asked.words == "xylophonist"
