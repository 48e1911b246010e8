"""Correcting what is published: written by one, agreed by another, published by the chair as another edition."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.editions.correcting import (
    agree_correction,
    correct_period,
    version_of,
    withdraw_correction,
    write_correction,
)
from recommendations.editions.publishing import publish_period
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Correction,
    Edition,
    Period,
    ProgressReport,
    Rating,
)
from tests import factories as f
from tests.correcting import agreed_by_chair
from tests.publishing import Panel, closed_period, published_period, sealed
from tests.returning import Desk, commitment_of, open_period, person

pytestmark = pytest.mark.django_db
WHY = "A sample reason."


@pytest.fixture
def assessment(panel: Panel) -> Assessment:
    """That of the system overall, in a period that is published."""
    edition = published_period(panel)
    return Assessment.objects.get(period=edition.period)


def written(assessment: Assessment, panel: Panel, seen: str = "", **values: Any) -> Correction:
    return write_correction(
        row=assessment, values=values or {"conclusion": "Quick"}, reason=WHY, by=panel.member, seen=seen
    )


def agreed(assessment: Assessment, panel: Panel, **values: Any) -> Correction:
    return agreed_by_chair(written(assessment, panel, **values), panel)


def test_nothing_changes_before_it_is_published_and_then_all_of_it_does(assessment: Assessment, panel: Panel) -> None:
    agreed(assessment, panel, conclusion="Quick", rating=Rating.GREEN)
    assert Assessment.objects.published().get().conclusion == "Some progress"

    edition = correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    assessment.refresh_from_db()
    assert (assessment.conclusion, assessment.rating) == ("Quick", "green")
    assert (edition.number, edition.reason, edition.published_by) == (2, WHY, panel.chair)
    assert Correction.objects.get().edition == edition


def test_what_it_changed_is_told_with_its_reason_and_its_edition(assessment: Assessment, panel: Panel) -> None:
    agreed(assessment, panel, summary="Another word.")
    edition = correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    itself, changed = edition.changes.order_by("pk")
    assert (itself.kind, itself.before, itself.after) == ("edition", {"edition": "1"}, {"edition": "2"})
    same = {"rating": "amber", "conclusion": "Some progress"}
    assert changed.before == {**same, "narrative": ""}
    assert changed.after == {**same, "narrative": "Another word."}
    assert {itself.reason, changed.reason} == {WHY}


def test_the_edition_before_stays_as_it_was(assessment: Assessment, panel: Panel) -> None:
    first = Edition.objects.get()
    before = (first.manifest, list(first.files.values_list("name", "sha256")))
    agreed(assessment, panel)
    correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    first.refresh_from_db()
    assert (first.manifest, list(first.files.values_list("name", "sha256"))) == before


def test_a_report_given_here_is_corrected_under_all_its_recommendations(panel: Panel) -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=2)
    desk.save()
    desk.submit()
    desk.accept()
    published_period(panel, desk)
    report = ProgressReport.objects.published().first()
    assert report is not None
    correction = write_correction(
        row=report,
        values={"done": "Another thing.", "next_steps": "Another audit."},
        reason=WHY,
        by=panel.secretariat,
    )
    agreed_by_chair(correction, panel)
    correct_period(period=report.period, reason=WHY, by=panel.chair)
    told = set(ProgressReport.objects.published().values_list("done", "next_steps"))
    assert told == {("Another thing.", "Another audit.")}
    assert Change.objects.filter(kind="self_rating", edition__number=2).count() == 2


def test_its_copies_have_one_correction_between_them(panel: Panel) -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=2)
    desk.save()
    desk.submit()
    desk.accept()
    published_period(panel, desk)
    first, second = ProgressReport.objects.published().order_by("public_id")
    write_correction(row=second, values={"done": "One thing."}, reason=WHY, by=panel.secretariat)
    assert Correction.objects.get().report == first
    with pytest.raises(Refused, match="meanwhile"):
        write_correction(row=first, values={"done": "Another thing."}, reason=WHY, by=panel.secretariat)


def test_whoever_wrote_an_earlier_version_does_not_agree_a_later_one(assessment: Assessment, panel: Panel) -> None:
    both = person(Role.CHAIR)
    f.MembershipFactory(person=both, role=Role.PANEL_MEMBER, organisation=None)
    first = write_correction(row=assessment, values={"conclusion": "Quick"}, reason=WHY, by=both)
    later = written(assessment, panel, seen=version_of(first), conclusion="Quicker")
    with pytest.raises(Refused, match="another person"):
        agree_correction(correction=later, by=both, seen=version_of(later))


def test_a_text_is_not_corrected_to_nothing(panel: Panel) -> None:
    period = closed_period()
    Assessment.objects.filter(period=period).update(official_wording="A sample.")
    publish_period(period=period, by=panel.chair)
    with pytest.raises(Refused, match="Nothing would be told"):
        written(Assessment.objects.get(), panel, official_wording=" ")


def test_additional_information_is_corrected_too(panel: Panel) -> None:
    period = closed_period()
    f.AdditionalInformationFactory(period=period, summary="A sample.")
    f.give_edition(period)
    Period.objects.filter(pk=period.pk).update(state=Period.State.PUBLISHED)
    addition = AdditionalInformation.objects.get()
    sealed(addition.period)
    correction = write_correction(row=addition, values={"summary": "Another."}, reason=WHY, by=panel.secretariat)
    agreed_by_chair(correction, panel)
    edition = correct_period(period=addition.period, reason=WHY, by=panel.chair)
    assert edition.changes.filter(kind="additional_information").count() == 1


def test_a_draft_waits_for_another_edition(assessment: Assessment, panel: Panel) -> None:
    written(assessment, panel)
    with pytest.raises(Refused, match="nothing to publish"):
        correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    assert Edition.objects.count() == 1


def test_whoever_wrote_it_does_not_agree_it(assessment: Assessment, panel: Panel) -> None:
    f.MembershipFactory(person=panel.member, role=Role.CHAIR, organisation=None)
    correction = written(assessment, panel)
    with pytest.raises(Refused, match="another person"):
        agree_correction(correction=correction, by=panel.member, seen=version_of(correction))


def test_an_agreed_correction_that_is_written_anew_is_a_draft_again(assessment: Assessment, panel: Panel) -> None:
    correction = agreed(assessment, panel)
    again = written(assessment, panel, seen=version_of(correction), conclusion="Quicker")
    assert again.pk == correction.pk
    assert (again.state, again.version, again.agreed_by) == (Correction.State.DRAFT, 2, None)


def test_nobody_overwrites_or_agrees_what_they_did_not_see(assessment: Assessment, panel: Panel) -> None:
    first = written(assessment, panel)
    with pytest.raises(Refused, match="meanwhile"):
        written(assessment, panel, conclusion="Slow")
    written(assessment, panel, seen="1", conclusion="Quicker")
    with pytest.raises(Refused, match="written anew"):
        agree_correction(correction=first, by=panel.chair, seen="1")


def test_a_correction_that_is_withdrawn_is_not_published(assessment: Assessment, panel: Panel) -> None:
    correction = agreed(assessment, panel)
    withdraw_correction(correction=correction, reason=WHY, by=panel.member, seen=version_of(correction))
    with pytest.raises(Refused, match="nothing to publish"):
        correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    assert written(assessment, panel, conclusion="Slow").pk != correction.pk


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"conclusion": "Some progress"}, "Nothing differs"),
        ({"conclusion": " "}, "conclusion"),
        ({"rating": "blue"}, "blue"),
    ],
)
def test_what_may_not_stand_there_is_refused_when_it_is_written(
    assessment: Assessment, panel: Panel, values: dict[str, str], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        written(assessment, panel, **values)
    assert not Correction.objects.exists()


def test_a_field_that_cannot_be_corrected_is_left_alone(assessment: Assessment, panel: Panel) -> None:
    with pytest.raises(Refused, match="Nothing differs"):
        written(assessment, panel, state="draft", period=None)


def test_what_is_not_published_is_edited_and_not_corrected(panel: Panel) -> None:
    draft = f.AssessmentFactory(period=open_period(), state=Assessment.State.DRAFT)
    with pytest.raises(Refused, match="is not published"):
        written(draft, panel)
    with pytest.raises(Refused, match="not published yet"):
        correct_period(period=draft.period, reason=WHY, by=panel.chair)


@pytest.mark.parametrize("role", Role)
def test_each_act_needs_its_role(assessment: Assessment, panel: Panel, role: Role) -> None:
    organisation = f.OrganisationFactory() if role in (Role.REPORTER, Role.AUTHORISED_OFFICER) else None
    somebody = person(role, organisation)
    correction = written(assessment, panel)
    seen = version_of(correction)
    acts = {
        Role.PANEL_MEMBER: lambda: write_correction(
            row=assessment, values={"conclusion": "Slow"}, reason=WHY, by=somebody, seen=seen
        ),
        Role.CHAIR: lambda: agree_correction(correction=correction, by=somebody, seen=seen),
    }
    for allowed, act in acts.items():
        if role == allowed:
            continue
        with pytest.raises(PermissionDenied), transaction.atomic():
            act()
    if role != Role.CHAIR:
        with pytest.raises(PermissionDenied):
            correct_period(period=assessment.period, reason=WHY, by=somebody)


def test_each_act_is_written_down(assessment: Assessment, panel: Panel) -> None:
    agreed(assessment, panel)
    correct_period(period=assessment.period, reason=WHY, by=panel.chair)
    told = list(AuditRow.objects.order_by("pk").values_list("verb", "by", "reason"))
    assert told[-3:] == [
        ("write_correction", panel.member.pk, WHY),
        ("agree_correction", panel.chair.pk, ""),
        ("correct_period", panel.chair.pk, WHY),
    ]
