"""What comes first."""

import pytest

from recommendations.search import Asked, Found, Result
from tests.factories import (
    AliasFactory,
    AssessmentFactory,
    CommitmentFactory,
    OrganisationFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def found(words: str, kind: str = "") -> list[Result]:
    return Found(Asked.of(words), kind)[0:25]


def addresses(words: str) -> list[str]:
    return [result.address for result in found(words)]


def test_what_is_asked_for_by_its_number_comes_first_the_recommendation_before_the_commitment() -> None:
    RecommendationFactory(number=8, summary="7 and 7 and 7", title="Rule 7")
    seventh, commitment = RecommendationFactory(number=7), CommitmentFactory(number=7)
    assert addresses("7")[:2] == [seventh.get_absolute_url(), commitment.get_absolute_url()]
    assert addresses("c7")[0] == commitment.get_absolute_url()


@pytest.mark.parametrize("words", ["Board of Health", "board of health", "BoH", "Old Council's Board"])
def test_an_organisation_comes_first_under_each_of_its_names(words: str) -> None:
    board = OrganisationFactory(name="Board of Health", abbreviation="BoH")
    AliasFactory(organisation=board, name="Old Council’s Board")
    RecommendationFactory(title="Board of health", summary="The old council’s board, BoH, on boards of health")
    OrganisationFactory(name="Board of Health and Care")
    assert addresses(words)[0] == board.get_absolute_url()


def test_an_organisation_says_under_which_name_it_was_found() -> None:
    AliasFactory(organisation=OrganisationFactory(name="Board of Health"), name="Old Council")
    (result,) = found("council")
    assert result.title == "Board of Health"
    assert result.line == ("Organisation", "also named Old \ue000Council\ue001")


def test_a_title_comes_before_a_text() -> None:
    in_text = RecommendationFactory(summary="Training, training and more training")
    in_title = RecommendationFactory(title="Training")
    assert addresses("training") == [in_title.get_absolute_url(), in_text.get_absolute_url()]


def test_many_reports_on_one_commitment_leave_room_for_others() -> None:
    commitment = CommitmentFactory()
    for _ in range(30):
        ProgressReportFactory(commitment=commitment, summary="Training, training and more training")
    other = ProgressReportFactory(summary="Some training", commitment=CommitmentFactory())
    assert other.get_absolute_url() in addresses("training")[:5]


def test_many_organisations_of_one_name_leave_room_for_others() -> None:
    for number in range(30):
        OrganisationFactory(name=f"Hill Practice {number}")
    recommendation = RecommendationFactory(summary="What a practice should do")
    assert recommendation.get_absolute_url() in addresses("practice")


def test_the_beginning_of_a_word_finds_it() -> None:
    recommendation = RecommendationFactory(summary="On confidentiality")
    assert addresses("confident") == [recommendation.get_absolute_url()]


def test_word_forms_find_each_other() -> None:
    recommendation = RecommendationFactory(summary="Two breaches were reported")
    assert addresses("reporting a breach") == [recommendation.get_absolute_url()]


def test_a_phrase_and_a_word_left_out_are_taken_as_they_are_written() -> None:
    together = RecommendationFactory(summary="A data breach")
    RecommendationFactory(summary="Data on every breach")
    assert addresses('"data breach"') == [together.get_absolute_url()]
    assert addresses("breach -every") == [together.get_absolute_url()]


def test_the_rest_follows_on_the_next_pages_and_nothing_twice() -> None:
    AssessmentFactory.create_batch(60, conclusion="Slow progress")
    everything = Found(Asked.of("slow"))
    seen = [result.address for start in range(0, 75, 25) for result in everything[start : start + 25]]
    assert len(everything) == len(seen) == len(set(seen)) == 60


def test_results_are_counted_by_kind_and_narrowed_to_one() -> None:
    RecommendationFactory(title="Training")
    CommitmentFactory.create_batch(2, summary="Training")
    assert Found(Asked.of("training")).counts == {"recommendation": 1, "commitment": 2}
    assert [result.kind for result in found("training", "commitment")] == ["Commitment", "Commitment"]


def test_of_very_many_the_latest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.search.sources.source.MOST", 2)
    monkeypatch.setattr("recommendations.search.found.MOST", 2)
    _, *latest = (ProgressReportFactory(summary="Training") for _ in range(3))
    everything = Found(Asked.of("training"))
    assert everything.bounded == ["Progress reports"]
    assert {result.address for result in everything[0:25]} == {report.get_absolute_url() for report in latest}


def test_words_that_help_to_find_a_recommendation_are_not_shown() -> None:
    RecommendationFactory(summary="On records", search_words="snooping")
    (result,) = found("snooping")
    assert "snooping" not in f"{result}"
