"""Any walk through writing, agreeing, withdrawing and the period's days ends as a small model of it says."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from caldicott.refusals import Refused
from organisations.models import AuditRow
from recommendations.assessing.writing import AgreedMeanwhile, Conflict, Words
from recommendations.models import Agreement, Assessment, AssessmentVersion, Period
from tests.assessing import Room

TEXTS = st.sampled_from(["One sample.", "Two samples.", ""])
SELDOM = st.integers(0, 4).map(lambda figure: figure == 4)


class Walk(RuleBasedStateMachine):
    """One assessment. The model has its state, each version's text, what was agreed and taken back, and the deeds."""

    @initialize(period=st.sampled_from(["planned", "open", "open", "open", "closed", "published"]))
    def begin(self, period: str) -> None:
        self.walk = transaction.atomic()
        self.walk.__enter__()
        self.room = Room.make(state=period)
        self.period = period
        self.state = ""
        self.texts: list[str] = []
        self.agreements: list[tuple[int, str]] = []
        self.deeds: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "walk"):
            transaction.set_rollback(True)
            self.walk.__exit__(None, None, None)

    @property
    def taken(self) -> bool:
        return self.period in ("open", "closed")

    def done(self, deed: Any, refusal: type[Exception] | None) -> None:
        if refusal is None:
            deed()
            return
        with pytest.raises(refusal), transaction.atomic():
            deed()

    @rule(text=TEXTS, behind=SELDOM, reopens=st.booleans(), other=st.booleans())
    def write(self, text: str, behind: bool, reopens: bool, other: bool) -> None:
        version = len(self.texts) - (1 if behind and self.texts else 0)
        same = bool(self.texts) and self.texts[-1] == text
        refusal: type[Exception] | None = None
        if not self.taken:
            refusal = Refused
        elif not same and version != len(self.texts):
            refusal = Conflict
        elif not same and self.state == "agreed" and not reopens:
            refusal = AgreedMeanwhile
        by = self.room.other_member if other else self.room.member
        words = Words(text, "Some progress", "amber")
        self.done(lambda: self.room.write(words, seen_version=version, reopens=reopens, by=by), refusal)
        if refusal is None and not same:
            self.state = "draft"
            self.texts.append(text)
            self.deeds.append("write_assessment")

    @rule(behind=SELDOM)
    def agree(self, behind: bool) -> None:
        if not self.texts:
            return
        version = len(self.texts) - (1 if behind else 0)
        can = self.taken and self.state == "draft" and not behind and bool(self.texts[-1])
        self.done(lambda: self.room.agree(seen_version=version), None if can else Refused)
        if can:
            self.state = "agreed"
            self.agreements.append((version, "agreed"))
            self.deeds.append("agree_assessment")

    @rule()
    def withdraw(self) -> None:
        if not self.texts:
            return
        can = self.taken and self.state == "agreed"
        self.done(self.room.withdraw, None if can else Refused)
        if can:
            self.state = "draft"
            self.agreements.append((len(self.texts), "withdrawn"))
            self.deeds.append("withdraw_agreement")

    @rule(sure=st.integers(0, 9), to=st.sampled_from(["open", "closed", "published"]))
    def turn(self, sure: int, to: str) -> None:
        if sure == 9 and self.period != "published":  # not too often, or nothing else would be seen
            self.period = to
            Period.objects.filter(pk=self.room.period.pk).update(state=to)

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        if not hasattr(self, "walk"):
            return
        found = Assessment.objects.filter(period=self.room.period).first()
        assert (found.state if found else "") == self.state
        assert (found.official_wording if found else "") == (self.texts[-1] if self.texts else "")
        versions = AssessmentVersion.objects.order_by("number")
        assert [(each.number, each.narrative) for each in versions] == list(enumerate(self.texts, 1))
        agreements = Agreement.objects.order_by("pk").values_list("version__number", "outcome")
        assert list(agreements) == self.agreements
        assert list(AuditRow.objects.order_by("pk").values_list("verb", flat=True)) == self.deeds


@pytest.mark.django_db
def test_any_walk_ends_as_the_model_says() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],  # to look for the shortest walk takes minutes
        ),
    )
