"""The pages on which the panel writes an assessment: nothing typed is lost, and nothing is overwritten unseen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Role
from recommendations.models import Assessment, AssessmentVersion, Period
from tests import factories as f
from tests.assessing import OTHER, WORDS, Room
from tests.desk import address, browser_of
from tests.returning import Desk, person

pytestmark = pytest.mark.django_db

TYPED = {
    "narrative": "A sample of what the panel saw.",
    "conclusion": "Some progress",
    "rating": "amber",
    "rating_reason": "",
    "do": "save",
}


@pytest.fixture
def room() -> Room:
    return Room.make()


@pytest.fixture
def member(room: Room) -> Client:
    return browser_of(room.member)


def page_of(room: Room) -> str:
    about = room.recommendation.number if room.recommendation else "overall"
    return reverse("admin:recommendations_assessment_assess", args=[room.period.slug, about])


def typed(**values: Any) -> dict[str, Any]:
    return {**TYPED, "version": 0, **values}


@pytest.mark.parametrize("overall", [False, True], ids=["recommendation", "overall"])
def test_an_assessment_is_written_seen_and_gone_on_with(overall: bool) -> None:
    room = Room.make(overall=overall)
    member = browser_of(room.member)
    assert "Not begun." in member.get(page_of(room)).text
    answer = member.post(page_of(room), typed(), follow=True)
    assert "Version 1 is saved." in answer.text
    assert "A sample of what the panel saw." in answer.context["form"]["narrative"].value()
    assert 'name="version" value="1"' in answer.text
    member.post(page_of(room), typed(narrative="More.", version=1))
    assert (room.assessment.version, room.assessment.official_wording) == (2, "More.")


def test_who_comes_second_sees_both_texts_and_loses_nothing(room: Room, member: Client) -> None:
    room.write(OTHER, by=room.other_member)
    answer = member.post(page_of(room), typed())
    assert answer.status_code == 409
    assert "Sample other member saved version 1 after you had begun" in answer.text
    assert "Another sample of what the panel saw." in answer.text
    assert answer.context["form"]["narrative"].value() == TYPED["narrative"]
    assert answer.context["theirs_of"] == {
        "narrative": OTHER.narrative,
        "conclusion": None,
        "rating": None,
        "rating_reason": None,
    }
    assert room.assessment.official_wording == OTHER.narrative
    assert 'name="version" value="1"' in answer.text
    member.post(page_of(room), typed(version=1))
    assert room.assessment.official_wording == WORDS.narrative
    assert AssessmentVersion.objects.count() == 2


def test_a_form_that_stood_open_while_another_agreed_says_so_before_it_saves(room: Room, member: Client) -> None:
    room.write()
    room.agree()
    answer = member.post(page_of(room), typed(narrative="Other.", version=1))
    assert answer.status_code == 409
    assert "Sample chair has agreed this. To save a change makes it a draft again" in answer.text
    assert answer.context["form"]["narrative"].value() == "Other."
    assert room.assessment.state == "agreed"
    assert 'name="reopens" value="yes"' in answer.text
    member.post(page_of(room), typed(narrative="Other.", version=1, reopens="yes"))
    assert (room.assessment.state, room.assessment.version) == ("draft", 2)


def test_a_far_rating_asks_for_its_reason_beside_the_field(room: Room, member: Client) -> None:
    f.AssessmentFactory(period__position_date="2014-09-30", recommendation=room.recommendation, rating="red")
    far = typed(conclusion="Words of no rule", rating="green")
    answer = member.post(page_of(room), far)
    assert answer.status_code == 422
    assert (
        "The rating is four steps from red at 30 September 2014." in answer.context["form"].errors["rating_reason"][0]
    )
    assert answer.context["form"]["narrative"].value() == TYPED["narrative"]
    member.post(page_of(room), {**far, "rating_reason": "A sample reason."})
    assert (
        "four steps from red"
        in browser_of(room.chair).get(address(Assessment, "act", room.assessment.pk, "agree")).text
    )
    assert room.assessment.rating_reason == "A sample reason."


@pytest.mark.parametrize(
    ("values", "field"),
    [({"rating": ""}, "rating"), ({"conclusion": "Two\nlines"}, "conclusion"), ({"narrative": "\x07"}, "narrative")],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    room: Room, member: Client, values: dict[str, str], field: str
) -> None:
    answer = member.post(page_of(room), typed(**values))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Assessment.objects.filter(period=room.period).exists()


def test_a_preview_shows_what_everybody_will_see_and_saves_nothing(room: Room, member: Client) -> None:
    sent = typed(do="preview", rating_reason="For the panel alone.", version=0)
    answer = member.post(page_of(room), sent)
    assert "This is a preview." in answer.text
    assert "app-assessment--amber" in answer.text
    assert "A sample of what the panel saw." in answer.text
    assert not Assessment.objects.filter(period=room.period).exists()
    back = member.post(page_of(room), {**sent, "do": "back"})
    assert back.context["form"]["narrative"].value() == TYPED["narrative"]
    assert back.context["form"]["rating_reason"].value() == "For the panel alone."


def test_what_was_typed_when_the_sign_in_had_ended_is_there_after_it(room: Room, member: Client) -> None:
    ticket = member.get(page_of(room)).context["ticket"]
    member.logout()
    answer = member.post(page_of(room), typed(ticket=ticket))
    assert answer.status_code == 302
    assert not Assessment.objects.filter(period=room.period).exists()
    waiting = member.session["typed-before-signing-in"]
    assert waiting[page_of(room)]["fields"]["narrative"] == TYPED["narrative"]
    again = browser_of(room.member)
    session = again.session
    session["typed-before-signing-in"] = waiting
    session.save()
    shown = again.get(page_of(room))
    assert "This is what you had typed when your sign-in ended." in shown.text
    assert shown.context["form"]["narrative"].value() == TYPED["narrative"]
    again.post(page_of(room), typed())
    assert "typed-before-signing-in" not in again.session or not again.session["typed-before-signing-in"]


@pytest.mark.parametrize("state", ["planned", "published"])
def test_where_the_period_takes_nothing_the_page_says_so_and_keeps_the_text(
    room: Room, member: Client, state: str
) -> None:
    f.give_edition(room.period)
    Period.objects.filter(pk=room.period.pk).update(state=state)
    page = member.get(page_of(room))
    assert f"The period is {state}: nothing is written for it now." in page.text
    assert page.context["form"] is None
    answer = member.post(page_of(room), typed())
    assert answer.status_code == 409
    assert answer.context["form"]["narrative"].value() == TYPED["narrative"]


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.CHAIR, Role.OBSERVER])
def test_who_does_not_write_looks_and_no_more(room: Room, role: Role) -> None:
    room.write()
    client = browser_of(person(role, is_staff=True))
    page = client.get(page_of(room))
    assert page.context["form"] is None
    assert "A sample of what the panel saw." in page.text
    answer = client.post(page_of(room), typed(version=1, narrative="Typed while it was allowed."))
    assert answer.status_code == 403
    assert "This needs the role of panel member." in answer.text
    assert answer.context["form"]["narrative"].value() == "Typed while it was allowed."
    assert room.assessment.version == 1
    offered = address(Assessment, "act", room.assessment.pk, "agree") in page.text
    assert offered == (role == Role.CHAIR)


def test_nobody_from_outside_the_panel_sees_anything(room: Room) -> None:
    for client in (Client(), browser_of(person(Role.AUTHORISED_OFFICER, f.OrganisationFactory()))):
        for page in (page_of(room), reverse("admin:recommendations_assessment_subjects", args=[room.period.slug])):
            assert client.get(page).status_code == 302


def test_it_is_agreed_and_taken_back_at_the_desk(room: Room) -> None:
    room.write()
    chair = browser_of(room.chair)
    agree = address(Assessment, "act", room.assessment.pk, "agree")
    assert 'name="seen" value="1"' in chair.get(agree).text
    room.write(OTHER)
    assert chair.post(agree, {"seen": "1"}).status_code == 409
    chair.post(agree, {"seen": "2"})
    assert room.assessment.state == "agreed"
    withdraw = address(Assessment, "act", room.assessment.pk, "withdraw")
    chair.post(withdraw, {"seen": "2", "reason": "A sample reason."})
    assert room.assessment.state == "draft"
    assert "A sample reason." in chair.get(address(Assessment, "change", room.assessment.pk)).text


def test_all_that_there_is_to_assess_is_listed_with_its_state(room: Room, member: Client) -> None:
    f.RecommendationFactory()
    room.write()
    listed = reverse("admin:recommendations_assessment_subjects", args=[room.period.slug])
    assert listed in member.get(address(Assessment, "changelist")).text
    answer = member.get(listed)
    assert [each.state for each in answer.context["subjects"]] == ["draft", "not_begun", "not_begun"]
    assert page_of(room) in answer.text
    assert page_of(room) in member.get(address(Assessment, "change", room.assessment.pk)).text


@pytest.mark.parametrize("about", ["none", "0", "99999", "-1"])
def test_what_there_is_not_is_not_found(room: Room, member: Client, about: str) -> None:
    base = reverse("admin:recommendations_assessment_subjects", args=[room.period.slug])
    assert member.get(f"{base}{about}/").status_code == 404


def of(room: Room) -> Desk:
    """The desk of another organisation, on another commitment of the room's recommendation."""
    organisation = f.OrganisationFactory()
    commitment = f.CommitmentFactory()
    commitment.lead_organisations.set([organisation])
    f.MappingFactory(commitment=commitment, recommendation=room.recommendation)
    return Desk(
        organisation=organisation,
        period=room.period,
        commitment=commitment,
        reporter=person(Role.REPORTER, organisation),
        officer=person(Role.AUTHORISED_OFFICER, organisation),
        secretariat=person(Role.SECRETARIAT),
    )


def test_a_page_takes_as_many_queries_for_many_reports_as_for_few(
    room: Room, member: Client, django_assert_num_queries: Any
) -> None:
    room.write()
    for number in (2, 6):
        for _ in range(number):
            desk = of(room)
            desk.save()
            desk.submit()
            desk.accept()
        member.get(page_of(room))
        with django_assert_num_queries(26):
            member.get(page_of(room))


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    room: Room, member: Client, django_assert_num_queries: Any
) -> None:
    listed = reverse("admin:recommendations_assessment_subjects", args=[room.period.slug])
    for _ in range(2):
        f.AssessmentFactory.create_batch(10, period=room.period, state="draft")
        member.get(listed)
        with django_assert_num_queries(10):
            member.get(listed)
