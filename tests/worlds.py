"""Worlds that say the same in public and differ in everything that is not published: what is compared byte for byte.

Each is built upon the record of 2014. The same sample period is collected, assessed, published and corrected in each,
by the actions that people use; before and between, each has unpublished things of its own, in numbers and words of its
own.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from caldicott.refusals import Refused
from organisations.models import Organisation, Role
from recommendations.assessing.adding import add_information
from recommendations.assessing.agreeing import agree_assessment, withdraw_agreement
from recommendations.assessing.writing import Words, write_assessment
from recommendations.editions.correcting import agree_correction, correct_period, write_correction
from recommendations.editions.preview import fingerprint_of_preview
from recommendations.editions.publishing import publish_period
from recommendations.models import AdditionalInformation, Assessment, Commitment, Period, Recommendation
from recommendations.reporting.periods import close_period
from recommendations.reporting.typed import Typed
from tests import factories as f
from tests.publishing import Panel
from tests.returning import POSITION, PROGRESS, Desk, open_period, person

OPEN, CLOSED, PLANNED = datetime.date(2091, 3, 31), datetime.date(2092, 3, 31), datetime.date(2091, 9, 30)
UNPUBLISHED = (OPEN, CLOSED, PLANNED)
PUBLISHED_WORDS = Words("A sample of what the panel saw.", "Some progress", "amber", "A sample of a reason.")


@dataclass(frozen=True)
class Unpublished:
    """How much a world has of what is not published, and the word that stands in all its texts."""

    word: str
    amount: int

    @property
    def typed(self) -> Typed:
        """A whole report in these words."""
        texts = ("narrative", "done", "next_steps", "evidence-0-title", "risks-0-text", "risks-0-owner")
        return {**PROGRESS, **{name: f"{self.word}: {PROGRESS[name]}" for name in texts}}

    @property
    def words(self) -> Words:
        return Words(f"{self.word}, so the panel.", f"{self.word} progress", "red", f"{self.word}, that is why.")


NOTHING = Unpublished("nothing", 0)
MUCH = Unpublished("quagga", 2)
OTHER = Unpublished("thylacine", 3)


@dataclass
class World:
    """One being built. `led` is what organisations of the record lead alone, in the order of the commitments."""

    unpublished: Unpublished

    def __post_init__(self) -> None:
        self.led = list(commitments_of_one_body())

    def build(self) -> None:
        self.before()
        self.panel = Panel()
        self.other_member = person(Role.PANEL_MEMBER)
        for _ in range(self.unpublished.amount):
            self.at_other_periods()
        self.look_and_be_refused()
        period = self.collect()
        self.assess(period)
        self.write_corrections(Period.objects.published().get())
        self.look(period)
        period = publish_period(period=period, by=self.panel.chair).period
        self.write_corrections(period)
        self.correct(period)
        self.look_and_be_refused()

    def before(self) -> None:
        """People, and what is written to them and of them."""
        for _ in range(self.unpublished.amount):
            someone = f.UserFactory(name=self.unpublished.word)
            f.MembershipFactory(person=someone, organisation=self.led[0][1])
            f.InvitationFactory(organisation=self.led[1][1])
            f.LetterFactory(person=someone, text=self.unpublished.word)
            f.AuditRowFactory(by=someone, subject=self.led[2][1])
        if self.unpublished.amount:
            f.PeriodFactory(
                open_=True, state="planned", position_date=PLANNED, opens_on=PLANNED, due_on=PLANNED, note=self.word
            )

    @property
    def word(self) -> str:
        return self.unpublished.word

    def at_other_periods(self) -> None:
        """Reports in every state, assessments in every state, additional information and a reminder."""
        for day in (OPEN, CLOSED):
            period = Period.objects.filter(position_date=day).first() or open_period(
                position_date=day, opens_on=day, due_on=day + datetime.timedelta(days=1_000), note=self.word
            )
            self.report_in_every_state(period)
            self.assess_in_every_state(period)
            addition = f.AdditionalInformationFactory.build(
                period=period,
                recommendation=Recommendation.objects.get(number=7),
                organisation=self.led[0][1],
                official_wording=self.word,
            )
            add_information(addition=addition, by=self.panel.member)
            f.ReminderFactory(organisation=self.led[5][1], period=period, on=self.remaining_day(period))

    def remaining_day(self, period: Period) -> datetime.date:
        return period.position_date + datetime.timedelta(days=period.reminders.count())

    def report_in_every_state(self, period: Period) -> None:
        """Each time on four commitments more, none of which is reported on in the sample period."""
        begun = set(period.progress_reports.values_list("commitment_id", flat=True))
        free = [each for each in self.led[6:] if each[0].number not in begun]
        for (commitment, organisation), state in zip(
            free, ("draft", "submitted", "returned", "accepted"), strict=False
        ):
            self.report(self.desk(organisation, period, commitment), state, self.unpublished.typed)

    def desk(self, organisation: Organisation, period: Period, commitment: Commitment) -> Desk:
        return Desk(
            organisation=organisation,
            period=period,
            commitment=commitment,
            reporter=person(Role.REPORTER, organisation),
            officer=person(Role.AUTHORISED_OFFICER, organisation),
            secretariat=self.panel.secretariat,
        )

    @staticmethod
    def report(desk: Desk, state: str, typed: Typed) -> None:
        desk.save(typed)
        if state != "draft":
            desk.submit()
        if state == "returned":
            desk.give_back()
        if state == "accepted":
            desk.accept()

    def assess_in_every_state(self, period: Period) -> None:
        """The first is written, the second agreed, the third taken back, the fourth written anew."""
        for number, steps in enumerate((0, 1, 2, 3), 1):
            about = Recommendation.objects.get(number=number)
            for _ in range(1 + period.assessments.filter(recommendation=about, version__gt=0).count()):
                self.write_back_and_forth(period, about, steps)

    def write_back_and_forth(self, period: Period, about: Recommendation | None, steps: int) -> None:
        written = self.write(period, about, self.unpublished.words)
        if steps and written.state == Assessment.State.DRAFT:
            self.agree(written)
        if steps > 1 and self.again(written).state == Assessment.State.AGREED:
            withdraw_agreement(assessment=written, seen_version=written.version, reason=self.word, by=self.panel.chair)
        if steps > 2:
            more = Words(f"{written.text} {self.word}", *astuple(self.unpublished.words)[1:])
            self.write(period, about, more)

    @staticmethod
    def again(assessment: Assessment) -> Assessment:
        return Assessment.objects.get(pk=assessment.pk)

    def write(self, period: Period, about: Recommendation | None, words: Words) -> Assessment:
        found = Assessment.objects.filter(period=period, recommendation=about).first()
        return write_assessment(
            period=period,
            recommendation=about,
            words=words,
            seen_version=found.version if found else 0,
            by=self.panel.member,
            reopens=True,
        )

    def agree(self, assessment: Assessment) -> None:
        agree_assessment(assessment=assessment, seen_version=assessment.version, by=self.panel.chair)

    def collect(self) -> Period:
        """The sample period: three reports that everybody is to see, and what nobody is to see beside them."""
        period = open_period()
        seen = self.led[:3] if not self.unpublished.amount % 2 else self.led[2::-1]  # in whichever order they come
        for commitment, organisation in seen:
            desk = self.desk(organisation, period, commitment)
            for _ in range(self.unpublished.amount):
                self.report(desk, "returned", {**self.unpublished.typed, "narrative": f"{self.word} {f.NOON}"})
            self.report(desk, "accepted", PROGRESS)
        if self.unpublished.amount:
            for (commitment, organisation), state in zip(self.led[3:5], ("draft", "returned"), strict=True):
                self.report(self.desk(organisation, period, commitment), state, self.unpublished.typed)
        addition = AdditionalInformation(
            period=period,
            recommendation=Recommendation.objects.get(number=3),
            organisation=self.led[0][1],
            position=1,
            official_wording="A sample of what was added.",
        )
        add_information(addition=addition, by=self.panel.member)
        return close_period(period=period, by=self.panel.secretariat, reason="A sample.")

    def assess(self, period: Period) -> None:
        for about in [None, *Recommendation.objects.all()]:
            for _ in range(self.unpublished.amount):
                self.write_back_and_forth(period, about, 3)
            self.agree(self.write(period, about, PUBLISHED_WORDS))

    def write_corrections(self, period: Period) -> None:
        """Of a published period: drafts, and agreed ones that nobody has published."""
        rows = list(period.assessments.published().order_by("recommendation")[: 2 * self.unpublished.amount])
        for place, row in enumerate(rows):
            values = {"conclusion": f"{self.word} conclusion"}
            correction = write_correction(row=row, values=values, reason=self.word, by=self.panel.member)
            if place % 2 and period.position_date != POSITION:
                agree_correction(correction=correction, by=self.panel.chair, seen="1")

    def correct(self, period: Period) -> None:
        row = period.assessments.published().get(recommendation=20)
        values = {"conclusion": "Good progress", "rating": "green"}
        correction = write_correction(row=row, values=values, reason="A sample.", by=self.panel.member)
        agree_correction(correction=correction, by=self.panel.chair, seen="1")
        correct_period(period=period, reason="A sample of a correction.", by=self.panel.chair)

    def look_and_be_refused(self) -> None:
        """Previews of what is not published, and publications that came to nothing."""
        if not self.unpublished.amount:
            return
        for period in Period.objects.all():
            self.look(period)
            with pytest.raises(Refused):
                self.publish_another(period)

    def publish_another(self, period: Period) -> None:
        """Than the one that was looked at."""
        if period.is_published:
            correct_period(period=period, reason=self.word, by=self.panel.chair, seen="another")
        else:
            publish_period(period=period, by=self.panel.chair, seen="another")

    def look(self, period: Period) -> None:
        if self.unpublished.amount:
            fingerprint_of_preview(period)


def astuple(words: Words) -> tuple[str, ...]:
    return (words.narrative, words.conclusion, words.rating, words.rating_reason)


def commitments_of_one_body() -> Iterator[tuple[Commitment, Organisation]]:
    for commitment in Commitment.objects.order_by("number").prefetch_related("lead_organisations"):
        leads = list(commitment.lead_organisations.all())
        if len(leads) == 1 and leads[0].kind != Organisation.Kind.COLLECTIVE:
            yield commitment, leads[0]
