"""Any walk through saving, submitting, deciding, opening and closing ends as a small model of it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from caldicott.refusals import Refused
from organisations.models import AuditRow
from recommendations.models import Decision, Draft, Period, ProgressReport, Receipt, Submission, TargetDate
from recommendations.reporting.drafts import NEW, Conflict
from recommendations.reporting.periods import close_period, open_period
from recommendations.reporting.submitting import Part
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of

TYPED = {
    "whole": PROGRESS,
    "nothing": NOTHING,
    "half": {"kind": "progress", "narrative": "Half a sen"},
}
PLACES = st.sampled_from([0, 1])
SELDOM = st.integers(0, 4).map(lambda figure: figure == 4)


class Walk(RuleBasedStateMachine):
    """Two commitments of one organisation. The model has for each its state, versions, rounds and decisions."""

    @initialize(gone_on=st.sampled_from([0, 1, 2, 3, 4, 5, 3, 4, 5]))
    def begin(self, gone_on: int) -> None:
        """Some walks begin before the opening, most where much has been done: each is short."""
        self.walk = transaction.atomic()
        self.walk.__enter__()
        self.desk = Desk.make(state="planned")
        self.commitments = [self.desk.commitment, commitment_of(self.desk.organisation)]
        self.period = "planned"
        self.states: list[str] = ["", ""]
        self.typed: list[str] = ["", ""]
        self.versions = [NEW, NEW]
        self.rounds: list[list[str]] = [[], []]  # each with what was decided, empty where nothing was yet
        self.sent: dict[tuple[Part, ...], Receipt] = {}
        self.deeds: list[str] = []
        steps: list[Callable[[], None]] = [
            self.open,
            lambda: self.save(0, "whole", behind=False),
            lambda: self.save(1, "nothing", behind=False),
            lambda: self.submit({0, 1}, behind=False),
            lambda: self.give_back(0, wherever=True),
        ]
        for step in steps[:gone_on]:
            step()

    def teardown(self) -> None:
        if hasattr(self, "walk"):
            transaction.set_rollback(True)
            self.walk.__exit__(None, None, None)

    def done(self, deed: Any, *, can: bool, refusal: type[Exception] = Refused) -> Any:
        """What the deed gives where the model says that it can be done; else it is refused."""
        if can:
            return deed()
        with pytest.raises(refusal), transaction.atomic():
            deed()
        return None

    @rule()
    def open(self) -> None:
        can = self.period == "planned"
        self.done(lambda: open_period(period=self.desk.period, by=self.desk.secretariat, reason="So."), can=can)
        if can:
            self.period = "open"
            self.deeds.append("open_period")

    @rule(sure=st.integers(0, 9))
    def close(self, sure: int) -> None:
        if sure != 9:  # not too often, or nothing else would be seen
            return
        can = self.period == "open"
        self.done(lambda: close_period(period=self.desk.period, by=self.desk.secretariat, reason="So."), can=can)
        if can:
            self.period = "closed"
            self.deeds.append("close_period")

    @rule(place=PLACES, typed=st.sampled_from(["whole", "nothing", "whole", "nothing", "half"]), behind=SELDOM)
    def save(self, place: int, typed: str, behind: bool) -> None:
        """`behind` is that the typing began from a version before the one that is there."""
        version = self.versions[place] - 1 if behind and self.versions[place] else self.versions[place]
        taken = self.period == "open" and self.states[place] in ("", "draft", "returned")
        same = self.typed[place] == typed
        conflict = taken and not same and version != self.versions[place]
        self.done(
            lambda: self.desk.save(TYPED[typed], version=version, commitment=self.commitments[place]),
            can=taken and not conflict,
            refusal=Conflict if conflict else Refused,
        )
        if taken and not conflict and not same:
            if self.states[place] == "":
                self.states[place] = "draft"
                self.deeds.append("begin_report")
            self.typed[place] = typed
            self.versions[place] += 1

    @rule(places=st.sets(PLACES, min_size=1), behind=SELDOM)
    def submit(self, places: set[int], behind: bool) -> None:
        parts = [
            Part(
                self.commitments[place].number,
                len(self.rounds[place]) + 1,
                max(1, self.versions[place] - (1 if behind and place == min(places) else 0)),
            )
            for place in sorted(places)
        ]
        if tuple(parts) in self.sent:
            assert self.desk.submit(*parts) == self.sent[tuple(parts)]
            return
        can = self.period == "open" and all(
            self.states[place] in ("draft", "returned")
            and part.version == self.versions[place]
            and self.typed[place] != "half"
            for place, part in zip(sorted(places), parts, strict=True)
        )
        receipt = self.done(lambda: self.desk.submit(*parts), can=can)
        if can:
            self.sent[tuple(parts)] = receipt
            for place in places:
                self.states[place] = "submitted"
                self.rounds[place].append("")
                self.deeds.append("submit_return")

    @rule(chosen=st.integers(0, 9))
    def send_again(self, chosen: int) -> None:
        """Whatever was received is answered with its receipt for ever, whatever has become of it."""
        if self.sent:
            parts, receipt = sorted(self.sent.items())[chosen % len(self.sent)]
            assert self.desk.submit(*parts, declared=False, confirmed=False) == receipt

    @rule(place=PLACES, wherever=SELDOM)
    def give_back(self, place: int, wherever: bool) -> None:
        place = self.somewhere(place, wherever)
        self.decide(place, "returned", can=self.period == "open" and self.states[place] == "submitted")

    @rule(place=PLACES, wherever=SELDOM)
    def accept(self, place: int, wherever: bool) -> None:
        place = self.somewhere(place, wherever)
        self.decide(place, "accepted", can=self.states[place] == "submitted")

    def somewhere(self, place: int, wherever: bool) -> int:
        """Mostly where something was submitted, if anything was."""
        return place if wherever or "submitted" not in self.states else self.states.index("submitted")

    def decide(self, place: int, outcome: str, *, can: bool) -> None:
        if self.states[place] == "":
            return
        self.desk.commitment = self.commitments[place]
        deed = self.desk.accept if outcome == "accepted" else self.desk.give_back
        self.done(deed, can=can)
        if can:
            self.states[place] = self.rounds[place][-1] = outcome
            self.deeds.append("accept_report" if outcome == "accepted" else "return_report")

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        if not hasattr(self, "walk"):
            return
        assert Period.objects.get(pk=self.desk.period.pk).state == self.period
        for commitment, state, typed, version, rounds in zip(
            self.commitments, self.states, self.typed, self.versions, self.rounds, strict=True
        ):
            report = ProgressReport.objects.filter(commitment=commitment).first()
            assert (report.state if report else "") == state
            drafts = [(draft.version, draft.typed["kind"]) for draft in Draft.objects.filter(report=report)]
            assert drafts == ([(version, TYPED[typed]["kind"])] if state else [])
            submissions = Submission.objects.filter(report__commitment=commitment).order_by("number")
            decisions = {each.submission_id: each.outcome for each in Decision.objects.all()}
            assert [each.number for each in submissions] == list(range(1, len(rounds) + 1))
            assert [decisions.get(each.pk, "") for each in submissions] == rounds
            assert TargetDate.objects.filter(commitment=commitment).exists() == bool(
                report and report.state == "accepted" and report.expected_on
            )
        assert set(Receipt.objects.all()) == set(self.sent.values())
        assert sorted(AuditRow.objects.values_list("verb", flat=True)) == sorted(self.deeds)


@pytest.mark.django_db
def test_any_walk_ends_as_the_model_says() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],  # to look for the shortest walk takes minutes
        ),
    )
