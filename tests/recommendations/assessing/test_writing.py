"""Writing and agreeing: nothing is overwritten unseen, nobody agrees their own words, and far ratings say why."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.assessing import agreeing, writing
from recommendations.assessing.ratings import definitions, why_a_reason_is_asked
from recommendations.assessing.writing import AgreedMeanwhile, Conflict, ReasonNeeded, Words
from recommendations.models import Agreement, Assessment, AssessmentVersion, Rating
from recommendations.record.rules import RATING_RULES
from tests import factories as f
from tests.assessing import OTHER, WORDS, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room.make()


def test_what_the_panel_writes_is_its_own_words_and_names_who_wrote_them(room: Room) -> None:
    room.write()
    made = room.assessment
    assert (made.official_wording, made.summary, made.conclusion) == (WORDS.narrative, "", WORDS.conclusion)
    assert (made.rating, made.rating_basis) == ("amber", "given_by_panel")
    assert (made.version, made.written_by, made.written_by_name) == (1, room.member, "Sample member")
    assert made.written_at is not None


def test_the_second_of_two_is_shown_what_the_first_saved(room: Room) -> None:
    room.write(seen_version=0)
    with pytest.raises(Conflict, match="Sample member has saved another version") as met:
        room.write(OTHER, seen_version=0, by=room.other_member)
    assert met.value.assessment.official_wording == WORDS.narrative
    assert room.assessment.official_wording == WORDS.narrative
    room.write(OTHER, seen_version=met.value.assessment.version, by=room.other_member)
    assert room.assessment.official_wording == OTHER.narrative


def test_to_save_what_stands_changes_nothing(room: Room) -> None:
    room.write()
    room.agree()
    room.write(Words(f"  {WORDS.narrative}\r\n", WORDS.conclusion, "amber"), seen_version=0, by=room.other_member)
    assert (room.assessment.state, room.assessment.version) == ("agreed", 1)
    assert AuditRow.objects.filter(verb="write_assessment").count() == 1


def test_whoever_edits_what_is_agreed_is_told_first(room: Room) -> None:
    room.write()
    room.agree()
    with pytest.raises(
        AgreedMeanwhile, match=r"Sample chair has agreed this\. To save a change makes it a draft again"
    ):
        room.write(OTHER)
    assert room.assessment.state == "agreed"
    room.write(OTHER, reopens=True)
    now = room.assessment
    assert (now.state, now.agreed_by, now.agreed_by_name, now.agreed_at) == ("draft", None, "", None)
    assert AuditRow.objects.filter(verb="write_assessment").order_by("-pk")[0].facts == {
        "version": 2,
        "was_agreed": True,
    }


def test_nobody_agrees_what_they_wrote_any_version_of(room: Room) -> None:
    f.MembershipFactory(person=f.UserFactory())
    both = room.chair
    both.memberships.all().delete()
    f.MembershipFactory(person=both, organisation=None, role=Role.CHAIR)
    with patch.object(writing, "require"):  # as one who has been a member too
        room.write(by=both)
    room.write(OTHER)
    with pytest.raises(Refused, match="You wrote a version of this assessment"):
        room.agree(by=both)
    assert room.assessment.state == "draft"


def test_what_was_not_seen_is_not_agreed(room: Room) -> None:
    room.write()
    room.write(OTHER, by=room.other_member)
    with pytest.raises(Refused, match="Sample other member saved version 2 after you looked at version 1"):
        room.agree(seen_version=1)


@pytest.mark.parametrize(
    ("words", "missing"),
    [(Words("", "Some progress", "amber"), "narrative"), (Words("So.", " ", "amber"), "conclusion")],
)
def test_what_is_not_complete_is_saved_and_not_agreed(room: Room, words: Words, missing: str) -> None:
    room.write(words)
    with pytest.raises(Refused, match=f"has no {missing} yet"):
        room.agree()


def test_what_nobody_is_known_to_have_written_is_not_agreed(room: Room) -> None:
    row = f.AssessmentFactory(period=room.period, state="draft", official_wording="Typed in once.")
    with pytest.raises(Refused, match="It is not known who wrote this"):
        agreeing.agree_assessment(assessment=row, seen_version=0, by=room.chair)


def test_an_agreement_is_withdrawn_with_a_reason_only(room: Room) -> None:
    room.write()
    room.agree()
    with pytest.raises(Refused, match="Say why the agreement is withdrawn"):
        room.withdraw(reason=" ")
    assert room.assessment.state == "agreed"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (Words("\x00", "Some progress", "amber"), "Take out the character"),
        (Words("So.", "Some\nprogress", "amber"), "one line"),
        (Words("So.", "x" * 301, "amber"), "has 301 characters; 300 can be kept"),
        (Words("So.", "Some progress", "blue"), "Choose one of the ratings"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(room: Room, words: Words, says: str) -> None:
    with pytest.raises(Refused, match=says):
        room.write(words)
    assert not Assessment.objects.filter(period=room.period).exists()


@pytest.mark.parametrize("act", ["write", "agree", "withdraw"])
def test_where_the_deed_cannot_be_written_down_nothing_has_changed(room: Room, act: str) -> None:
    room.write()
    if act == "withdraw":
        room.agree()
    before = Assessment.objects.values().get(period=room.period)
    rows = (AssessmentVersion.objects.count(), Agreement.objects.count())
    module = writing if act == "write" else agreeing
    deeds: dict[str, Callable[[], Any]] = {
        "write": lambda: room.write(OTHER),
        "agree": room.agree,
        "withdraw": room.withdraw,
    }
    with patch.object(module, "audit", side_effect=RuntimeError), pytest.raises(RuntimeError):
        deeds[act]()
    assert Assessment.objects.values().get(period=room.period) == before
    assert (AssessmentVersion.objects.count(), Agreement.objects.count()) == rows


# A rating that asks for a reason


def published(room: Room, rating: str, year: int = 2014) -> Assessment:
    made: Assessment = f.AssessmentFactory(
        period__position_date=f"{year}-09-30", recommendation=room.recommendation, rating=rating
    )
    made.refresh_from_db()
    made.period.refresh_from_db()
    return made


def test_a_rating_two_steps_from_the_last_asks_why_and_says_what_it_found(room: Room) -> None:
    published(room, "red", 2013)
    published(room, "amber_red")
    far = Words("So.", "Words of no rule", "amber_green")
    with pytest.raises(ReasonNeeded, match=r"The rating is two steps from amber-red at 30 September 2014\."):
        room.write(far)
    room.write(Words(far.narrative, far.conclusion, far.rating, "A sample reason."))
    assert AssessmentVersion.objects.get().rating_reason == "A sample reason."


@pytest.mark.parametrize("rating", Rating.values)
def test_a_rating_asks_from_two_steps_on_and_never_where_nothing_is_assessed(room: Room, rating: str) -> None:
    last = published(room, "amber_red")
    asks = {"amber_green": "two", "green": "three"}
    found = why_a_reason_is_asked("Words of no rule", rating, last)
    assert found == (
        [f"The rating is {asks[rating]} steps from amber-red at 30 September 2014."] if rating in asks else []
    )
    last.rating = Rating.NOT_ASSESSED
    assert why_a_reason_is_asked("Words of no rule", rating, last) == []
    assert why_a_reason_is_asked("Words of no rule", rating, None) == []


@pytest.mark.parametrize("rating", Rating.values)
def test_a_rating_against_the_words_of_the_conclusion_asks_why(rating: str) -> None:
    found = why_a_reason_is_asked("Good progress", rating, None)
    small = Rating(rating).label.lower()
    assert found == (
        [] if rating == "green" else [f"The words “Good progress” stand for green, and the rating is {small}."]
    )


def test_of_a_later_period_nothing_is_asked(room: Room) -> None:
    published(room, "green", 2101)
    room.write(Words("So.", "Words of no rule", "red"))


def test_what_was_published_since_asks_before_it_is_agreed(room: Room) -> None:
    room.write(Words("So.", "Words of no rule", "red"))
    published(room, "green")
    with pytest.raises(Refused, match="The rating is four steps from green"):
        room.agree()


def test_every_rating_has_a_definition_and_the_rules_tell_it() -> None:
    told = dict(definitions())
    assert list(told) == list(Rating)
    assert {told[Rating(rule.value)] for rule in RATING_RULES} == {rule.explanation for rule in RATING_RULES}
