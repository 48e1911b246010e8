"""Every transition of an assessment by everybody in every state: allowed or refused exactly as the table says."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from caldicott.refusals import Refused
from organisations.models import User
from recommendations.models import Agreement, Assessment, AssessmentVersion, Period
from recommendations.transitions import ASSESSMENT, NOTHING
from tests import factories as f
from tests.assessing import OTHER, Room
from tests.recommendations.reporting.test_transitions import everybody, tried
from tests.returning import Desk

pytestmark = pytest.mark.django_db

STATES = (NOTHING, *Assessment.State.values)


def bring_to(room: Room, state: str) -> None:
    """By the actions that people use; what is published, as a period's publication leaves it."""
    steps: dict[str, list[Callable[[], Any]]] = {
        NOTHING: [],
        "draft": [room.write],
        "agreed": [room.write, room.agree],
        "published": [room.write, room.agree, lambda: Assessment.objects.update(state="published")],
    }
    for step in steps[state]:
        step()


def state_of(room: Room) -> str:
    found = Assessment.objects.filter(period=room.period, recommendation=room.recommendation).first()
    return found.state if found else NOTHING


def assessment_of(room: Room) -> Assessment:
    """The assessment; where there is none, a row that nobody has saved."""
    found = Assessment.objects.filter(period=room.period, recommendation=room.recommendation).first()
    made: Assessment = found or f.AssessmentFactory(
        period=room.period, recommendation=room.recommendation, state="draft", official_wording="Something."
    )
    return made


ACTS: dict[str, Callable[[Room, User], Any]] = {
    "write_assessment": lambda room, by: room.write(OTHER, by=by, reopens=True),
    "agree_assessment": lambda room, by: room.agree(assessment=assessment_of(room), by=by),
    "withdraw_agreement": lambda room, by: room.withdraw(assessment=assessment_of(room), by=by),
}


def test_every_transition_is_tried() -> None:
    assert set(ACTS) == set(ASSESSMENT)


@pytest.mark.parametrize("overall", [False, True], ids=["recommendation", "overall"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", ASSESSMENT)
def test_an_assessment_goes_on_as_the_table_says(verb: str, state: str, overall: bool) -> None:
    room = Room.make(overall=overall)
    bring_to(room, state)
    step = ASSESSMENT[verb]
    for somebody in everybody(Desk.make(position_date="2089-09-30")):
        may, can = step.power in somebody.powers, state in step.from_states
        outcome, deeds, after = tried(partial(ACTS[verb], room, somebody.person), lambda: state_of(room))
        assert outcome is (PermissionDenied if not may else None if can else Refused), somebody.called
        assert deeds == ([(verb, somebody.person)] if may and can else []), somebody.called
        assert after == (step.to_state if may and can else state), somebody.called


@pytest.mark.parametrize("state", Period.State.values)
@pytest.mark.parametrize("verb", ASSESSMENT)
def test_assessments_move_only_while_the_period_is_open_or_closed(verb: str, state: str) -> None:
    room = Room.make()
    bring_to(room, ASSESSMENT[verb].from_states[-1])
    f.give_edition(room.period)
    Period.objects.filter(pk=room.period.pk).update(state=state)
    by = room.member if verb == "write_assessment" else room.chair
    outcome, deeds, _ = tried(lambda: ACTS[verb](room, by), lambda: state_of(room))
    assert (outcome, len(deeds)) == ((None, 1) if state in ("open", "closed") else (Refused, 0))


def test_every_saving_and_every_agreement_stays() -> None:
    room = Room.make()
    room.write()
    room.agree()
    room.write(OTHER, reopens=True, by=room.other_member)
    room.agree()
    room.withdraw(reason="The sample was read again.")
    versions = AssessmentVersion.objects.values_list("number", "narrative", "by_name")
    assert list(versions) == [
        (1, "A sample of what the panel saw.", "Sample member"),
        (2, "Another sample of what the panel saw.", "Sample other member"),
    ]
    agreements = Agreement.objects.order_by("pk").values_list("version__number", "outcome", "reason", "by_name")
    assert list(agreements) == [
        (1, "agreed", "", "Sample chair"),
        (2, "agreed", "", "Sample chair"),
        (2, "withdrawn", "The sample was read again.", "Sample chair"),
    ]
