"""Submitting: once, all or none, with a receipt that says what was received."""

import datetime
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.models import ProgressReport, Receipt, Submission
from recommendations.reporting.content import Content
from recommendations.reporting.submitting import Part, Unready, submit_return
from tests import factories as f
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = Desk.make()
    desk.save()
    return desk


def test_what_was_received_is_what_was_typed(desk: Desk) -> None:
    desk.submit()
    content = Content.from_text(Submission.objects.get().content)
    assert content.narrative == PROGRESS["narrative"]
    assert content.expected_on == datetime.date(2091, 3, 31)
    assert [(link.title, link.is_public) for link in content.evidence] == [("Sample guidance", True)]
    assert [(risk.text, risk.owner, risk.state) for risk in content.risks] == [
        ("Samples may run out.", "Sample team", "open")
    ]
    assert desk.report.state == "submitted"


def test_the_receipt_can_be_checked_with_standard_tools(desk: Desk) -> None:
    receipt = desk.submit()
    content = Submission.objects.get().content
    digest, name = receipt.manifest.rstrip("\n").split("  ")
    assert digest == hashlib.sha256(content.encode()).hexdigest()
    assert name == f"commitment-{desk.commitment.number}-round-1.json"
    assert receipt.fingerprint == hashlib.sha256(receipt.manifest.encode()).hexdigest()
    assert json.loads(content)["organisation"] == desk.organisation.slug


def test_one_deed_is_written_down_for_each_report(desk: Desk) -> None:
    receipt = desk.submit()
    row = AuditRow.objects.get(verb="submit_return")
    assert (row.by, row.subject, row.organisation) == (desk.officer, desk.report, desk.organisation)
    assert row.facts == {"receipt": receipt.reference}


def test_the_same_sent_again_gives_the_same_receipt_and_submits_nothing(desk: Desk) -> None:
    part = desk.part()
    assert desk.submit(part) == desk.submit(part) == desk.submit(part, by=desk.officer)
    assert Submission.objects.count() == Receipt.objects.count() == 1


def test_a_whole_return_has_one_receipt(desk: Desk) -> None:
    other = commitment_of(desk.organisation)
    desk.save(NOTHING, commitment=other)
    receipt = desk.submit(desk.part(), desk.part(other))
    assert receipt.submissions.count() == 2
    assert len(receipt.manifest.splitlines()) == 2


def test_all_are_submitted_or_none(desk: Desk) -> None:
    other = commitment_of(desk.organisation)
    desk.save({"kind": "progress"}, commitment=other)
    with pytest.raises(Unready) as unready:
        desk.submit(desk.part(), desk.part(other))
    assert set(unready.value.findings) == {other.number}
    assert not Submission.objects.exists()
    assert desk.report.state == "draft"


def test_what_was_changed_after_the_preview_is_not_submitted(desk: Desk) -> None:
    previewed = desk.part()
    desk.save({**PROGRESS, "narrative": "Something else."})
    with pytest.raises(Refused, match="changed after you looked"):
        desk.submit(previewed)


def test_what_the_checks_ask_about_has_to_be_confirmed(desk: Desk) -> None:
    without_evidence = {name: text for name, text in PROGRESS.items() if not name.startswith("evidence")}
    desk.save({**without_evidence, "self_rating": "complete"})
    with pytest.raises(Unready, match="Confirm"):
        desk.submit(confirmed=False)
    assert desk.submit(confirmed=True)


def test_the_declaration_is_needed(desk: Desk) -> None:
    with pytest.raises(Refused, match="Tick the declaration"):
        desk.submit(declared=False)


def test_an_answer_that_cannot_be_read_stands_in_the_way(desk: Desk) -> None:
    desk.save({**PROGRESS, "expected_on_day": "31", "expected_on_month": "2"})
    with pytest.raises(Unready) as unready:
        desk.submit()
    [finding] = unready.value.findings[desk.commitment.number]
    assert finding.field == "expected_on_day"
    assert finding.says == "The date by which you expect to have done it is no day of the calendar."


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER, Role.SECRETARIAT])
def test_only_an_authorised_officer_submits(desk: Desk, role: Role) -> None:
    organisation = desk.organisation if role == Role.REPORTER else None
    with pytest.raises(PermissionDenied, match="authorised officer"):
        desk.submit(by=person(role, organisation))


def test_nobody_submits_for_another_organisation(desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        desk.submit(by=person(Role.AUTHORISED_OFFICER, f.OrganisationFactory()))


@pytest.mark.parametrize("text", ["", "56", "56.1", "56.1.x", "-1.1.1", "1.1.1.1", "²." * 2 + "1", "9" * 11 + ".1.1"])
def test_what_names_no_report_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Part.parse(text)


def test_a_number_that_no_commitment_can_have_is_one_without_a_draft(desk: Desk) -> None:
    with pytest.raises(Refused, match="there is no draft"):
        desk.submit(Part.parse("999999999.999999999.999999999"))


def test_nothing_is_submitted_where_nothing_is_chosen_or_written(desk: Desk) -> None:
    with pytest.raises(Refused, match="there is no draft"):
        desk.submit(Part(commitment_of(desk.organisation).number, 1, 1))
    here: Any = {"organisation": desk.organisation, "period": desk.period, "by": desk.officer}
    with pytest.raises(Refused, match="at least one"):
        submit_return(parts=[], declared=True, confirmed=True, **here)


# The last of October is after the clocks went back, the last of April after they went forward; UTC is named each time.
@pytest.mark.parametrize(
    ("due", "moment", "late"),
    [
        (datetime.date(2026, 10, 24), "2026-10-24T22:59:59Z", False),
        (datetime.date(2026, 10, 24), "2026-10-24T23:00:00Z", True),
        (datetime.date(2026, 10, 25), "2026-10-25T23:59:59Z", False),
        (datetime.date(2026, 10, 25), "2026-10-26T00:00:00Z", True),
        (datetime.date(2027, 3, 27), "2027-03-27T23:59:59Z", False),
        (datetime.date(2027, 3, 27), "2027-03-28T00:00:00Z", True),
        (datetime.date(2027, 3, 28), "2027-03-28T22:59:59Z", False),
        (datetime.date(2027, 3, 28), "2027-03-28T23:00:00Z", True),
    ],
)
def test_the_deadline_ends_at_midnight_in_london(due: datetime.date, moment: str, late: bool) -> None:
    with time_machine.travel(moment, tick=False):
        desk = Desk.make(position_date=due, opens_on=due, due_on=due)
        desk.save({**PROGRESS, "expected_on_year": "2030"})
        assert desk.submit().late is late


def test_after_its_last_day_a_period_takes_nothing_even_if_nobody_has_closed_it() -> None:
    day = datetime.date(2026, 10, 25)
    with time_machine.travel("2026-10-25T12:00:00Z", tick=False) as clock:
        desk = Desk.make(position_date=day, opens_on=day, due_on=day, closes_on=day)
        desk.save({**PROGRESS, "expected_on_year": "2030"})
        clock.move_to("2026-10-26T00:00:00Z")
        with pytest.raises(Refused, match="is closed"):
            desk.submit()


def test_after_closing_the_receipt_of_what_was_in_is_given_still(desk: Desk) -> None:
    part = desk.part()
    receipt = desk.submit(part)
    desk.period.state = "closed"
    desk.period.save()
    assert desk.submit(part) == receipt


@pytest.mark.parametrize("fails", ["audit_each", "write_receipt"])
def test_where_the_audit_or_the_letter_fails_nothing_has_changed(
    desk: Desk, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError(fails)

    monkeypatch.setattr(f"recommendations.reporting.submitting.{fails}", broken)
    with pytest.raises(RuntimeError, match=fails), transaction.atomic():
        desk.submit()
    assert desk.report.state == "draft"
    assert not Receipt.objects.exists()
    assert not Submission.objects.exists()
    assert not AuditRow.objects.filter(verb="submit_return").exists()


@pytest.mark.parametrize(
    "attack",
    [
        lambda submission: submission.save(),
        lambda submission: submission.delete(),
        lambda _: Submission.objects.update(content="{}"),
        lambda _: Submission.objects.all()._raw_delete(Submission.objects.db),
    ],
    ids=["save", "delete", "update in bulk", "delete in bulk"],
)
def test_what_was_received_is_never_changed(desk: Desk, attack: Callable[[Submission], object]) -> None:
    desk.submit()
    submission = Submission.objects.get()
    with pytest.raises(DatabaseError, match="added and never changed"), transaction.atomic():
        attack(submission)


def test_a_return_of_84_reports_is_submitted_in_few_queries(desk: Desk, django_assert_max_num_queries: object) -> None:
    commitments = [commitment_of(desk.organisation) for _ in range(83)]
    for commitment in commitments:
        desk.save(commitment=commitment)
    parts = [desk.part(), *(desk.part(commitment) for commitment in commitments)]
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        receipt = desk.submit(*parts)
    assert receipt.submissions.count() == 84
    assert ProgressReport.objects.filter(state="submitted").count() == 84
