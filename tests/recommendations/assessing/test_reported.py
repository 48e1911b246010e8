"""What one weighs: each report once, what is not accepted marked, the silent named, and counts where there are many."""

import datetime

import pytest

from organisations.models import Organisation, Role
from recommendations.assessing import reported, silent
from recommendations.assessing.reported import reported_on
from recommendations.assessing.silent import silent_on
from recommendations.assessing.subjects import numbers_by_state, subjects_of
from recommendations.models import Commitment, ProgressReport, Recommendation
from tests import factories as f
from tests.assessing import Room
from tests.returning import POSITION, Desk, commitment_of, person

pytestmark = pytest.mark.django_db


def recommendation_of(commitment: Commitment) -> Recommendation:
    found = commitment.mappings.order_by("pk")[0].recommendation
    assert found is not None
    return found


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


def test_a_report_is_told_once_with_its_dates_and_marked_until_it_is_accepted(desk: Desk) -> None:
    desk.commitment = commitment_of(desk.organisation, under=2)
    desk.save()
    desk.submit()
    (one,) = reported_on(recommendation_of(desk.commitment), desk.period)
    assert (one.counts, [told.accepted for told in one.told]) == ({"submitted": 1}, [False])
    desk.accept()
    (one,) = reported_on(recommendation_of(desk.commitment), desk.period)
    assert ProgressReport.objects.count() == 2  # itself and its copy
    assert (one.counts, [told.accepted for told in one.told]) == ({"accepted": 1}, [True])
    assert one.told[0].content.narrative == "Sample guidance was written and is tried in four places."
    assert one.told[0].slippage.latest == datetime.date(2091, 3, 31)
    assert one.silent.number == 0


def test_a_draft_is_the_organisations_alone_and_it_is_silent_still(desk: Desk) -> None:
    desk.save()
    (one,) = reported_on(recommendation_of(desk.commitment), desk.period)
    assert (one.counts, one.told, one.silent.number) == ({}, [], 1)
    assert list(one.silent.names) == [desk.organisation.name]


def test_of_many_a_few_are_shown_and_all_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reported, "SHOWN", 2)
    monkeypatch.setattr(silent, "NAMED", 2)
    everybody = f.OrganisationFactory(kind="collective", slug="all-organisations")
    members = f.OrganisationFactory.create_batch(9)
    for member in members:
        f.CollectiveMembershipFactory(collective=everybody, member=member)
    commitment = commitment_of(everybody)
    for member in members[:5]:
        row = f.ProgressReportFactory(
            period=desk.period, commitment=commitment, organisation=member, state="submitted", recommendation=None
        )
        f.DraftFactory(report=row)
    (one,) = reported_on(recommendation_of(commitment), desk.period)
    assert (one.number, len(one.told), one.more) == (5, 2, 3)
    assert (one.silent.number, one.silent.more) == (4, 2)
    assert list(one.silent.names) == sorted(member.name for member in members[5:])[:2]


def test_who_is_silent_is_who_owes(desk: Desk) -> None:
    """Asked from both ends: who owes a report on it, and on what each owes one."""
    before = POSITION - datetime.timedelta(days=1)
    collective, inner, old_collective = (f.OrganisationFactory(kind="collective") for _ in range(3))
    member, inner_member, late, gone, heir, split = f.OrganisationFactory.create_batch(6)
    f.CollectiveMembershipFactory(collective=collective, member=member)
    f.CollectiveMembershipFactory(collective=collective, member=inner)
    f.CollectiveMembershipFactory(collective=inner, member=inner_member)
    f.CollectiveMembershipFactory(collective=collective, member=late, begins_on=POSITION + datetime.timedelta(days=1))
    f.CollectiveMembershipFactory(collective=collective, member=gone)
    for after in (heir, split):
        f.SuccessionFactory(predecessor=gone, successor=after, since=before)
    f.SuccessionFactory(predecessor=old_collective, successor=collective, since=before)
    commitments = [commitment_of(lead) for lead in (collective, old_collective, inner, gone, member)]
    found = silent_on([each.number for each in commitments], desk.period)
    for commitment in commitments:
        owing = {
            organisation.name
            for organisation in Organisation.objects.exclude(kind="collective")
            if Commitment.objects.with_owing(organisation, POSITION).get(pk=commitment.pk).owed
        }
        assert set(found[commitment.number].names) == owing
        assert found[commitment.number].number == len(owing)


def test_a_page_weighs_commitments_in_few_queries(desk: Desk, django_assert_num_queries: object) -> None:
    under = recommendation_of(desk.commitment)
    for number in (1, 5):
        for _ in range(number):
            other = f.OrganisationFactory()
            commitment = f.CommitmentFactory()
            commitment.lead_organisations.set([other])
            f.MappingFactory(commitment=commitment, recommendation=under)
            here = Desk(
                other,
                desk.period,
                commitment,
                person(Role.REPORTER, other),
                person(Role.AUTHORISED_OFFICER, other),
                desk.secretariat,
            )
            here.save()
            here.submit()
        with django_assert_num_queries(8):  # type: ignore[operator]
            reported_on(under, desk.period)


def test_everything_is_listed_with_the_system_overall_last() -> None:
    room = Room.make()
    room.write()
    found = subjects_of(room.period)
    assert [each.about for each in found][-1] == "overall"
    assert numbers_by_state(found) == [("Not begun", len(found) - 1), ("Draft", 1), ("Agreed", 0)]
