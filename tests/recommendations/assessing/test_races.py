"""Two at one assessment at the same moment end as if one had come after the other: 200 times each.

Each race has a wrong variant, which takes no lock. The same race has to find it out.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from recommendations.assessing import agreeing, writing
from recommendations.assessing.writing import Words
from recommendations.models import Agreement, Assessment, AssessmentVersion, Period, Recommendation
from recommendations.reporting.locks import hold_alone
from tests import factories as f
from tests.assessing import OTHER, WORDS, Room
from tests.recommendations.reporting.racing import TIMES, Pair, Pause, broken, pair, refused

pytestmark = pytest.mark.django_db(transaction=True)

Race = Callable[[Room, Pair], list[str]]


@pytest.fixture
def room() -> Room:
    return Room.make()


@pytest.fixture
def both() -> Iterator[Pair]:
    with pair() as made:
        yield made


def recommendations(number: int) -> list[Recommendation]:
    made = [
        Recommendation(number=2_000 + place, title=f"Sample {place}", sufficiency="assists") for place in range(number)
    ]
    return Recommendation.objects.bulk_create(made)


# Each race gives what went wrong in it; nothing is what it should give.


def _saved_by_one(room: Room, both: Pair, seen: int) -> list[str]:
    outcomes = both.do(
        lambda: room.write(Words("Hers.", "Some progress", "amber"), seen_version=seen),
        lambda: room.write(Words("His.", "Some progress", "amber"), seen_version=seen, by=room.other_member),
    )
    saved = [each for each in outcomes if isinstance(each, Assessment)]
    if len(saved) != 1 or not any(map(refused_or_shown, outcomes)):
        return [f"not one saved and one told: {outcomes}"]
    now = room.assessment
    kept = (now.official_wording, now.version) == (saved[0].official_wording, seen + 1)
    rows = AssessmentVersion.objects.filter(assessment=now).count()
    return [] if kept and rows == seen + 1 else ["another text than was acknowledged"]


def two_first_writers(room: Room, both: Pair) -> list[str]:
    return _saved_by_one(room, both, 0)


def two_writers(room: Room, both: Pair) -> list[str]:
    room.write()
    return _saved_by_one(room, both, 1)


def agree_against_edit(room: Room, both: Pair) -> list[str]:
    room.write()
    row = room.assessment
    outcomes = both.do(
        lambda: room.agree(assessment=row, seen_version=1),
        lambda: room.write(OTHER, seen_version=1, by=room.other_member),
    )
    agreed, edited = isinstance(outcomes[0], Agreement), isinstance(outcomes[1], Assessment)
    now = room.assessment
    fits = (now.state, now.version, now.official_wording) == (
        ("agreed", 1, WORDS.narrative) if agreed else ("draft", 2, OTHER.narrative)
    )
    return (
        [] if agreed != edited and fits and not broken_but_shown(outcomes) else [f"{outcomes}, and it is {now.state}"]
    )


def write_against_publish(room: Room, both: Pair) -> list[str]:
    """Publishing takes the period alone, reads what is there, and nothing of it changes afterwards."""
    room.write()
    Period.objects.filter(pk=room.period.pk).update(state="closed")

    def publish() -> str:
        with transaction.atomic():
            period = hold_alone(room.period)
            text = room.assessment.official_wording
            period.state = "published"
            period.save(update_fields=["state"])
            f.give_edition(period)
        return text

    outcomes = both.do(lambda: room.write(OTHER, seen_version=1), publish)
    fits = outcomes[1] == room.assessment.official_wording and not broken_but_shown(outcomes)
    return [] if fits else [f"published was {outcomes[1]}, and it is {room.assessment.official_wording}"]


def refused_or_shown(outcome: Any) -> bool:
    return refused(outcome) or isinstance(outcome, writing.Conflict)


def broken_but_shown(outcomes: list[Any]) -> list[Any]:
    return [each for each in broken(outcomes) if not isinstance(each, writing.Conflict)]


# The wrong variants


def no_lock_on_the_assessment(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()

    def look(assessment: Assessment) -> Assessment:
        found = Assessment.objects.select_related("period", "recommendation").get(pk=assessment.pk)
        pause()
        return found

    patch.setattr(writing, "held", look)
    patch.setattr(agreeing, "held", look)


def no_second_look_at_what_is_begun(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()

    def create(self: Any, defaults: Any = None, **fields: Any) -> tuple[Any, bool]:
        pause()
        return self.create(**fields), True

    patch.setattr(type(Assessment.objects.all()), "get_or_create", create)


def no_lock_on_the_period(patch: pytest.MonkeyPatch) -> None:
    pause = Pause()

    def look(period: Period) -> Period:
        found = Period.objects.get(pk=period.pk)
        pause()
        return found

    patch.setattr(writing, "hold_open", look)


RACES: list[Race] = [two_first_writers, two_writers, agree_against_edit, write_against_publish]
WRONG: list[tuple[Race, Callable[[pytest.MonkeyPatch], None]]] = [
    (two_first_writers, no_second_look_at_what_is_begun),
    (two_writers, no_lock_on_the_assessment),
    (agree_against_edit, no_lock_on_the_assessment),
    (write_against_publish, no_lock_on_the_period),
]


def rounds(room: Room, times: int) -> Iterator[Room]:
    for recommendation in recommendations(times):
        with transaction.atomic():  # of a round that published it
            f.give_edition(room.period)
            Period.objects.filter(pk=room.period.pk).update(state="open")
        room.recommendation = recommendation
        yield room


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_two_at_the_same_moment_end_as_one_after_the_other(race: Race, room: Room, both: Pair) -> None:
    for here in rounds(room, TIMES):
        assert race(here, both) == []


@pytest.mark.parametrize(("race", "variant"), WRONG, ids=lambda each: each.__name__)
def test_a_wrong_variant_is_found_out(
    race: Race, variant: Callable[[pytest.MonkeyPatch], None], room: Room, both: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant(monkeypatch)
    assert any(race(here, both) for here in rounds(room, 10))


def test_every_race_has_a_wrong_variant() -> None:
    assert {race for race, _ in WRONG} == set(RACES)
