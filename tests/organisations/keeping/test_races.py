"""Two who keep the same organisations at the same moment end as if one had come after the other."""

import datetime
from collections.abc import Iterator
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisations.keeping.following import merge_organisations, succeed_organisation
from organisations.models import Organisation, Role, Succession, User
from recommendations.models import Period, ProgressReport
from tests import factories as f
from tests.recommendations.reporting.racing import Act, Pair, broken, pair, refused
from tests.returning import Desk, person

pytestmark = pytest.mark.django_db(transaction=True)

DAY = datetime.date(2014, 4, 1)
TIMES = 30


@pytest.fixture
def both() -> Iterator[Pair]:
    with pair() as made:
        yield made


def merge(merged: Organisation, kept: Organisation, by: User) -> Succession:
    return merge_organisations(merged=merged, kept=kept, since=DAY, reason="Sample.", by=by)


def succeed(predecessor: Organisation, successor: Organisation, by: User) -> Succession:
    return succeed_organisation(predecessor=predecessor, successor=successor, since=DAY, reason="Sample.", by=by)


def test_of_two_mergers_into_each_other_one_is_refused(both: Pair) -> None:
    secretary = person(Role.SECRETARIAT)
    for _ in range(TIMES):
        one, other = f.OrganisationFactory(), f.OrganisationFactory()
        outcomes = both.do(
            partial(merge, one, other, secretary),
            partial(merge, other, one, secretary),
        )
        assert not broken(outcomes)
        assert [refused(each) for each in outcomes].count(True) == 1
        assert Succession.objects.filter(predecessor__in=[one, other]).count() == 1


def test_of_three_successions_at_once_no_two_close_a_ring(both: Pair) -> None:
    """Neither act locks a row of the other: it is the database that sees the ring."""
    secretary = person(Role.SECRETARIAT)
    for _ in range(TIMES):
        a, b, c, d = (f.OrganisationFactory() for _ in range(4))
        f.SuccessionFactory(predecessor=b, successor=c, since=DAY)
        f.SuccessionFactory(predecessor=d, successor=a, since=DAY)
        outcomes = both.do(
            partial(succeed, a, b, secretary),
            partial(succeed, c, d, secretary),
        )
        assert not broken(outcomes)
        assert [refused(each) for each in outcomes].count(True) == 1


@pytest.mark.parametrize("verb", ["save", "submit"])
def test_what_is_saved_or_submitted_during_a_merger_is_nowhere_lost(both: Pair, verb: str) -> None:
    today = timezone.localdate()
    for place in range(TIMES):
        position = DAY + datetime.timedelta(days=place)
        desk = Desk.make(position_date=position, opens_on=today, due_on=today)
        kept = f.OrganisationFactory()
        act: Act = desk.save
        if verb == "submit":
            desk.save()
            act = partial(desk.submit, desk.part())
        Period.objects.exclude(pk=desk.period.pk).update(state=Period.State.CLOSED)
        outcomes = both.do(act, partial(merge, desk.organisation, kept, desk.secretariat))
        assert isinstance(outcomes[1], Succession), outcomes
        # Whose role has ended meanwhile reads that, and who held it still reads of the merger.
        assert not [each for each in broken(outcomes) if not isinstance(each, PermissionDenied)]
        assert not ProgressReport.objects.filter(organisation=desk.organisation).exists()
        states = list(ProgressReport.objects.filter(organisation=kept).values_list("state", flat=True))
        done = not isinstance(outcomes[0], Exception)
        if verb == "submit":
            assert states == ["submitted" if done else "draft"]
        else:
            assert states == (["draft"] if done else [])
