"""Where reports and conclusion part: each line of the table, and what lies just beside it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import Commitment, Rating, Recommendation, SelfRating
from recommendations.public.presenters.history import history_of
from recommendations.public.presenters.parting import PARTINGS, parting

COMPLETE, GOES_ON, NOT_BEGUN = SelfRating.COMPLETE, SelfRating.IN_PROGRESS, SelfRating.NOT_BEGUN
STOPPED, UNCLEAR, SILENT = SelfRating.STOPPED, SelfRating.UNCLEAR, SelfRating.NOT_REPORTED


@pytest.mark.parametrize(
    ("statuses", "rating", "name"),
    [
        ([COMPLETE, COMPLETE], Rating.AMBER, "complete"),
        ([COMPLETE, SILENT, UNCLEAR], Rating.RED, "complete"),
        ([COMPLETE], Rating.AMBER_GREEN, None),
        ([COMPLETE, GOES_ON], Rating.AMBER_RED, "going_on"),
        ([GOES_ON, SILENT], Rating.RED, "going_on"),
        ([COMPLETE, NOT_BEGUN, GOES_ON], Rating.AMBER, "some_complete"),
        ([COMPLETE, NOT_BEGUN, STOPPED], Rating.RED, "some_complete"),
        ([COMPLETE, GOES_ON], Rating.AMBER_GREEN, None),
        ([GOES_ON, NOT_BEGUN], Rating.RED, None),
        ([GOES_ON], Rating.AMBER, None),
        ([NOT_BEGUN, UNCLEAR], Rating.AMBER, "none_going_on"),
        ([SILENT], Rating.GREEN, "none_going_on"),
        ([STOPPED], Rating.RED, None),
        ([NOT_BEGUN, STOPPED, GOES_ON], Rating.AMBER, "mostly_not_going_on"),
        ([NOT_BEGUN, STOPPED, GOES_ON], Rating.GREEN, "mostly_not_going_on"),
        ([NOT_BEGUN, STOPPED, GOES_ON], Rating.AMBER_RED, None),
        ([NOT_BEGUN, NOT_BEGUN, GOES_ON, UNCLEAR], Rating.AMBER, None),
        ([GOES_ON, SILENT, UNCLEAR], Rating.GREEN, "mostly_untold"),
        ([GOES_ON, SILENT, UNCLEAR], Rating.AMBER, None),
        ([GOES_ON, COMPLETE, SILENT], Rating.GREEN, None),
        ([GOES_ON, STOPPED], Rating.AMBER_GREEN, "some_not_going_on"),
        ([GOES_ON, NOT_BEGUN], Rating.AMBER, None),
    ],
)
def test_the_first_line_that_fits_decides(statuses: Sequence[str], rating: str, name: str | None) -> None:
    found = parting(statuses, rating)
    assert (found and found.name) == name


@given(st.lists(st.sampled_from(SelfRating.values)), st.sampled_from(Rating.values))
def test_nothing_parts_without_two_sides(statuses: list[str], rating: str) -> None:
    assert parting([], rating) is None
    assert parting(statuses, Rating.NOT_ASSESSED) is None


@given(st.lists(st.sampled_from(SelfRating.values)), st.sampled_from(Rating.values))
def test_the_order_of_the_commitments_does_not_matter(statuses: list[str], rating: str) -> None:
    assert parting(statuses, rating) == parting(sorted(statuses, reverse=True), rating)


def test_every_line_has_a_name_and_sentences_of_its_own() -> None:
    for part in ("name", "reported", "sentence"):
        assert len({getattr(each, part) for each in PARTINGS}) == len(PARTINGS)


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_the_record_parts_on_seven_recommendations() -> None:
    found = {}
    for recommendation in Recommendation.objects.with_commitments():
        latest = history_of(recommendation)[0]
        if latest.parting:
            found[recommendation.number] = latest.parting.name
    assert found == {
        7: "none_going_on",
        8: "going_on",
        11: "mostly_not_going_on",
        16: "going_on",
        17: "some_not_going_on",
        18: "going_on",
        23: "some_complete",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_a_history_knows_the_same_status_of_a_commitment_as_the_list_of_commitments() -> None:
    statuses = dict(Commitment.objects.with_status().values_list("number", "status"))  # type: ignore[misc]
    for recommendation in Recommendation.objects.with_commitments():
        latest = history_of(recommendation)[0]
        assert {each: latest.status_of(each) for each in recommendation.commitments} == {
            each: statuses[each] for each in recommendation.commitments
        }
