"""Any walk from a planned period to corrections, by people of every role, ends as a small model of it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from caldicott.refusals import Refused
from organisations.models import Role, User
from recommendations.assessing.agreeing import agree_assessment, withdraw_agreement
from recommendations.assessing.writing import AgreedMeanwhile, Words, write_assessment
from recommendations.editions.correcting import (
    agree_correction,
    correct_period,
    version_of,
    withdraw_correction,
    write_correction,
)
from recommendations.editions.preview import as_if_published
from recommendations.editions.publishing import publish_period
from recommendations.editions.verifying.database import verify_database
from recommendations.models import Assessment, Correction, Edition, Period, ProgressReport, Recommendation
from recommendations.reporting.periods import close_period, open_period, reopen_period
from tests import factories as f
from tests.returning import POSITION, PROGRESS, Desk, person

CHAIR, MEMBER, SECRETARIAT = Role.CHAIR, Role.PANEL_MEMBER, Role.SECRETARIAT
REPORTER, OFFICER = Role.REPORTER, Role.AUTHORISED_OFFICER
# Who they are, by name, and what each may: the model's own words, and not the table that the actions ask.
ROLES = {
    "reporter": {REPORTER},
    "officer": {REPORTER, OFFICER},
    "officer of another organisation": set(),
    "secretariat": {SECRETARIAT},
    "member": {MEMBER},
    "member and chair": {MEMBER, CHAIR},
    "chair": {CHAIR},
    "observer": set(),
    "chair once": set(),
    "superuser": set(),
}
PLACES = st.sampled_from([0, 1])
TEXTS = st.sampled_from(["One sample.", "Two samples.", "Three samples."])


def mostly(role: Role) -> st.SearchStrategy[str]:
    """Anybody, more often than not somebody who may."""
    return st.sampled_from([*ROLES, *[name for name, roles in ROLES.items() if role in roles] * 6])


class Walk(RuleBasedStateMachine):
    """A period with one report, and an assessment of one recommendation and one of the system overall.

    The model has what each is now, and every edition as what everybody read in it.
    """

    @initialize(gone_on=st.sampled_from(["", "open", "ready", "published", "published", "corrected"]))
    def begin(self, gone_on: str) -> None:
        """Many walks begin where much has been done: each is short."""
        self.walk = transaction.atomic()
        self.walk.__enter__()
        self.desk = Desk.make(state="planned")
        self.about = [None, Recommendation.objects.get()]
        self.people = self.everybody()
        self.period = "planned"
        self.report, self.told = "", ""
        self.states, self.texts = ["", ""], ["", ""]
        self.authors: list[set[str]] = [set(), set()]
        self.corrections: list[tuple[str, str, str] | None] = [None, None]  # its state, its words, who wrote it
        self.editions: list[tuple[tuple[str, ...], str]] = []
        self.manifests: list[str] = []
        for step in self.steps_to(gone_on):
            step()

    def everybody(self) -> dict[str, User]:
        desk = self.desk
        once = person(CHAIR)
        ended = once.memberships.get()
        ended.ends_at = ended.begins_at
        ended.save()
        both = person(MEMBER)
        f.MembershipFactory(person=both, role=CHAIR, organisation=None)
        return {
            "reporter": desk.reporter,
            "officer": desk.officer,
            "officer of another organisation": person(OFFICER, f.OrganisationFactory()),
            "secretariat": desk.secretariat,
            "member": person(MEMBER),
            "member and chair": both,
            "chair": person(CHAIR),
            "observer": person(Role.OBSERVER),
            "chair once": once,
            "superuser": f.UserFactory(is_staff=True, is_superuser=True),
        }

    def steps_to(self, end: str) -> list[Callable[[], None]]:
        steps: list[tuple[str, list[Callable[[], None]]]] = [
            ("open", [lambda: self.turn("open", "secretariat")]),
            (
                "ready",
                [
                    lambda: self.save("One sample.", "reporter"),
                    lambda: self.submit("officer"),
                    lambda: self.decide("accepted", "secretariat"),
                    *(lambda place=place: self.write(place, "One sample.", "member", True) for place in (0, 1)),
                    *(lambda place=place: self.agree(place, "chair") for place in (0, 1)),
                    lambda: self.turn("close", "secretariat"),
                ],
            ),
            ("published", [lambda: self.publish("chair")]),
            (
                "corrected",
                [
                    lambda: self.correct(0, "Two samples.", "member"),
                    lambda: self.agree_correction(0, "chair"),
                    lambda: self.publish_corrections("chair"),
                ],
            ),
        ]
        names = [name for name, _ in steps]
        return [step for _, some in steps[: names.index(end) + 1 if end else 0] for step in some]

    def teardown(self) -> None:
        if not hasattr(self, "walk"):
            return
        findings = verify_database(dict(self.known()))
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)
        assert findings.lines == []

    def known(self) -> list[tuple[str, str]]:
        return [(f"{POSITION}/{number}", sha256) for number, sha256 in enumerate(self.manifests, 1)]

    def done(self, deed: Callable[[], Any], who: str, role: Role, *, can: bool) -> bool:
        """Whether it was done: where the person may and the model says that it can be. Else it was refused."""
        if role not in ROLES[who]:
            with pytest.raises(PermissionDenied), transaction.atomic():
                deed()
            return False
        if not can:
            with pytest.raises(Refused), transaction.atomic():
                deed()
            return False
        deed()
        return True

    @rule(verb=st.sampled_from(["open", "close", "reopen"]), who=mostly(SECRETARIAT))
    def turn(self, verb: str, who: str) -> None:
        period, by = self.desk.period, self.people[who]
        deeds: dict[str, tuple[str, str, Callable[[], Any]]] = {
            "open": ("planned", "open", lambda: open_period(period=period, by=by, reason="So.")),
            "close": ("open", "closed", lambda: close_period(period=period, by=by, reason="So.")),
            "reopen": (
                "closed",
                "open",
                lambda: reopen_period(
                    period=period, by=by, reason="So.", due_on=period.due_on or POSITION, closes_on=None
                ),
            ),
        }
        before, after, deed = deeds[verb]
        if self.done(deed, who, SECRETARIAT, can=self.period == before):
            self.period = after

    @rule(text=TEXTS, who=mostly(REPORTER))
    def save(self, text: str, who: str) -> None:
        can = self.period == "open" and self.report in ("", "draft", "returned")
        by = self.people[who]
        if self.done(lambda: self.desk.save({**PROGRESS, "done": text}, by=by), who, REPORTER, can=can):
            self.report, self.told = self.report or "draft", text

    @rule(who=mostly(OFFICER))
    def submit(self, who: str) -> None:
        can = self.period == "open" and self.report in ("draft", "returned")
        if self.report in ("", "submitted", "accepted"):  # what was sent already is answered with its receipt
            return
        if self.done(lambda: self.desk.submit(by=self.people[who]), who, OFFICER, can=can):
            self.report = "submitted"

    @rule(outcome=st.sampled_from(["accepted", "returned"]), who=mostly(SECRETARIAT))
    def decide(self, outcome: str, who: str) -> None:
        if not self.report:
            return
        deed = self.desk.accept if outcome == "accepted" else self.desk.give_back
        can = self.report == "submitted" and (outcome == "accepted" or self.period == "open")
        if self.done(lambda: deed(by=self.people[who]), who, SECRETARIAT, can=can):
            self.report = outcome

    @rule(place=PLACES, text=TEXTS, who=mostly(MEMBER), reopens=st.booleans())
    def write(self, place: int, text: str, who: str, reopens: bool) -> None:
        found = self.assessment(place)
        taken = self.period in ("open", "closed")
        same = self.texts[place] == text
        unaware = taken and not same and self.states[place] == "agreed" and not reopens

        def deed() -> None:
            write_assessment(
                period=self.desk.period,
                recommendation=self.about[place],
                words=Words(text, "Some progress", "amber"),
                seen_version=found.version if found else 0,
                by=self.people[who],
                reopens=reopens,
            )

        if unaware and MEMBER in ROLES[who]:
            with pytest.raises(AgreedMeanwhile), transaction.atomic():
                deed()
        elif self.done(deed, who, MEMBER, can=taken) and not same:
            self.states[place], self.texts[place] = "draft", text
            self.authors[place].add(who)

    def assessment(self, place: int) -> Assessment | None:
        return Assessment.objects.filter(period=self.desk.period, recommendation=self.about[place]).first()

    @rule(place=PLACES, who=mostly(CHAIR))
    def agree(self, place: int, who: str) -> None:
        if found := self.assessment(place):
            taken = self.period in ("open", "closed")
            can = taken and self.states[place] == "draft" and who not in self.authors[place]
            by = self.people[who]
            if self.done(
                lambda: agree_assessment(assessment=found, seen_version=found.version, by=by), who, CHAIR, can=can
            ):
                self.states[place] = "agreed"

    @rule(place=PLACES, who=mostly(CHAIR))
    def withdraw(self, place: int, who: str) -> None:
        if found := self.assessment(place):
            can = self.period in ("open", "closed") and self.states[place] == "agreed"
            told: dict[str, Any] = {"seen_version": found.version, "reason": "So.", "by": self.people[who]}
            if self.done(lambda: withdraw_agreement(assessment=found, **told), who, CHAIR, can=can):
                self.states[place] = "draft"

    @rule(who=mostly(CHAIR))
    def publish(self, who: str) -> None:
        ready = self.states == ["agreed", "agreed"] and self.report != "submitted"
        can = self.period == "closed" and ready
        if self.done(lambda: publish_period(period=self.desk.period, by=self.people[who]), who, CHAIR, can=can):
            self.period, self.states = "published", ["published", "published"]
            self.told = self.told if self.report == "accepted" else ""
            self.sealed()

    def sealed(self) -> None:
        """What everybody reads from now on."""
        self.editions.append((tuple(self.texts), self.told))
        self.manifests.append(Edition.objects.latest("place").manifest_sha256)

    @rule()
    def look(self) -> None:
        """At what would be published: it changes nothing. What is agreed may not be enough yet."""
        with as_if_published(Period.objects.get(pk=self.desk.period.pk)):
            pass

    @rule(place=PLACES, text=TEXTS, who=mostly(MEMBER))
    def correct(self, place: int, text: str, who: str) -> None:
        found = self.assessment(place)
        if found is None:
            return
        held = Correction.objects.waiting().filter(assessment=found).first()
        told: dict[str, Any] = {"values": {"official_wording": text}, "reason": "So.", "seen": version_of(held)}
        can = self.period == "published" and self.texts[place] != text
        if self.done(lambda: write_correction(row=found, by=self.people[who], **told), who, MEMBER, can=can):
            self.corrections[place] = ("draft", text, who)

    def correction(self, place: int) -> Correction | None:
        return Correction.objects.waiting().filter(assessment=self.assessment(place)).first()

    @rule(place=PLACES, who=mostly(CHAIR))
    def agree_correction(self, place: int, who: str) -> None:
        held = self.corrections[place]
        if held:
            row: Any = self.correction(place)
            can = held[0] == "draft" and held[2] != who
            told: dict[str, Any] = {"by": self.people[who], "seen": version_of(row)}
            if self.done(lambda: agree_correction(correction=row, **told), who, CHAIR, can=can):
                self.corrections[place] = ("agreed", *held[1:])

    @rule(place=PLACES, who=mostly(MEMBER))
    def withdraw_correction(self, place: int, who: str) -> None:
        if self.corrections[place]:
            row: Any = self.correction(place)
            told: dict[str, Any] = {"by": self.people[who], "seen": version_of(row), "reason": "So."}
            if self.done(lambda: withdraw_correction(correction=row, **told), who, MEMBER, can=True):
                self.corrections[place] = None

    @rule(who=mostly(CHAIR))
    def publish_corrections(self, who: str) -> None:
        agreed = [place for place, held in enumerate(self.corrections) if held and held[0] == "agreed"]
        can = self.period == "published" and bool(agreed)
        told: dict[str, Any] = {"period": self.desk.period, "reason": "So."}
        if self.done(lambda: correct_period(by=self.people[who], **told), who, CHAIR, can=can):
            for place in agreed:
                held = self.corrections[place]
                assert held
                self.texts[place], self.corrections[place] = held[1], None
            self.sealed()

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        if not hasattr(self, "walk"):
            return
        assert Period.objects.get(pk=self.desk.period.pk).state == self.period
        assert (self.desk.report.state if self.report else "") == self.report
        rows = [self.assessment(place) for place in (0, 1)]
        assert [row.state if row else "" for row in rows] == self.states
        assert [row.text if row else "" for row in rows] == self.texts
        waiting = [self.correction(place) for place in (0, 1)]
        assert [row and row.state for row in waiting] == [held and held[0] for held in self.corrections]

    @invariant()
    def everybody_reads_the_last_edition_and_nothing_else(self) -> None:
        if not hasattr(self, "walk"):
            return
        assert list(Edition.objects.order_by("place").values_list("manifest_sha256", flat=True)) == self.manifests
        api = {
            name: Client().get(f"/api/v1/{name}/").json()["results"]
            for name in ("editions", "periods", "assessments", "progress-reports")
        }
        last = self.editions[-1] if self.editions else ((), "")
        assert len(api["editions"]) == len(self.editions)
        assert len(api["periods"]) == (1 if self.editions else 0)
        assert sorted(row["narrative"] for row in api["assessments"]) == sorted(last[0])
        assert {row["done"] for row in api["progress-reports"]} == ({last[1]} if last[1] else set())
        assert ProgressReport.objects.published().exists() == bool(last[1])


@pytest.mark.django_db
def test_any_walk_ends_as_the_model_says() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],  # to look for the shortest walk takes minutes
        ),
    )
