"""A server that is killed between any two statements: all is there or nothing, and nothing acknowledged is lost."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from organisations.models import AuditRow
from recommendations.models import Commitment, Draft, ProgressReport, Receipt, Submission
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 80  # statements; none of the acts has as many
COMMITTED, BEFORE_COMMIT = -1, 0


def killed(act: Callable[[], Any], *, before: int) -> bool:
    """Do it in a process of its own, which is killed before this statement. Whether it got that far.

    `BEFORE_COMMIT` and `COMMITTED` kill it before the transaction is committed and right after.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        _do_and_die(act, before)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the act failed in the process of its own"
    return os.WIFSIGNALED(status)


def _do_and_die(act: Callable[[], Any], before: int) -> None:
    """Never returns: what the parent has open is neither used nor closed."""
    ended = 1
    try:
        options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
        own: Any = type(connections["default"])({**connection.settings_dict, "OPTIONS": options}, "default")
        connections["default"] = own
        number, commit = 0, own._commit

        def count(execute: Any, *statement: Any) -> Any:
            nonlocal number
            number += 1
            if number == before:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*statement)

        def end() -> None:
            if before == BEFORE_COMMIT:
                os.kill(os.getpid(), signal.SIGKILL)
            commit()
            if before == COMMITTED:
                os.kill(os.getpid(), signal.SIGKILL)

        own._commit = end
        with own.execute_wrapper(count):
            act()
        ended = 0
    finally:
        os._exit(ended)


def test_a_submission_is_in_whole_or_not_at_all_and_sent_again_it_gives_its_receipt() -> None:
    desk = Desk.make()
    died = []
    for before in (COMMITTED, BEFORE_COMMIT, *range(1, MOST)):
        some = [commitment_of(desk.organisation) for _ in range(3)]
        for commitment in some:
            desk.save(NOTHING, commitment=commitment)
        parts = [desk.part(commitment) for commitment in some]
        died.append(killed(lambda parts=parts: desk.submit(*parts), before=before))  # type: ignore[misc]
        there = received(some)
        assert there == (before == COMMITTED or not died[-1])
        known = Receipt.objects.filter(submissions__report__commitment__in=some).distinct()
        references = [receipt.reference for receipt in known]
        again = desk.submit(*parts)
        assert references == ([again.reference] if there else [])
        assert received(some)
        if not died[-1]:
            break
    assert died == [True] * (len(died) - 1) + [False]
    assert len(died) > 15


def received(some: list[Commitment]) -> bool:
    """Whether they were; all that there is agrees on it."""
    reports = ProgressReport.objects.filter(commitment__in=some)
    rounds = Submission.objects.filter(report__in=reports)
    deeds = AuditRow.objects.filter(verb="submit_return", subject_id__in=reports.values("pk"))
    found = {
        "states": reports.filter(state="submitted").count(),
        "rounds": rounds.count(),
        "deeds": deeds.count(),
        "reports that the receipts name": sum(
            len(receipt.manifest.splitlines()) for receipt in Receipt.objects.filter(submissions__in=rounds).distinct()
        ),
    }
    assert set(found.values()) in ({0}, {len(some)}), found
    assert Receipt.objects.filter(submissions__isnull=True).count() == 0
    return rounds.exists()


@pytest.mark.parametrize("begun", [False, True])
def test_a_draft_is_as_it_was_or_as_it_was_saved(begun: bool) -> None:
    desk = Desk.make()
    died = []
    for before in (COMMITTED, BEFORE_COMMIT, *range(1, MOST)):
        desk.commitment = commitment_of(desk.organisation)
        if begun:
            desk.save(NOTHING)  # acknowledged
        version = 1 if begun else 0
        died.append(killed(lambda version=version: desk.save(PROGRESS, version=version), before=before))  # type: ignore[misc]
        there = before == COMMITTED or not died[-1]
        drafts = Draft.objects.filter(report__commitment=desk.commitment)
        kinds = [(draft.typed["kind"], draft.version) for draft in drafts]
        assert kinds == ([("progress", version + 1)] if there else [("nothing_to_report", 1)] if begun else [])
        reports = ProgressReport.objects.filter(commitment=desk.commitment)
        begins = AuditRow.objects.filter(verb="begin_report", subject_id__in=reports.values("pk"))
        assert reports.count() == begins.count() == len(kinds)
        assert desk.save(PROGRESS, version=version).version == version + 1
        if not died[-1]:
            break
    assert died == [True] * (len(died) - 1) + [False]
    assert len(died) > 5
