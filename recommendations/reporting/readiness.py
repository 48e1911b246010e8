"""Whether drafts can be submitted as they are, and what stands in the way."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from caldicott.govuk.fields import error_summary
from organisations.models import Organisation
from recommendations.models import Period, TargetDate

from .checks import Case, Finding, Weight, findings
from .content import Content
from .last import Last, last_told
from .typed import Answers, Typed

UNREAD = "Every answer can be read"


@dataclass(frozen=True)
class Readiness:
    """One draft, beside what was last said and the target date that stands."""

    answers: Answers
    case: Case

    @property
    def content(self) -> Content:
        return self.answers.content

    @cached_property
    def findings(self) -> list[Finding]:
        """What cannot be read, then what the checks find."""
        unread = [
            Finding(UNREAD, Weight.BLOCKS, each["href"].removeprefix("#id_"), each["text"])
            for each in error_summary(self.answers.forms)
        ]
        at = {finding.field for finding in unread}
        return unread + [finding for finding in findings(self.case) if finding.field not in at]

    @property
    def blocks(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def asks(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.blocks]


def readiness_of(
    organisation: Organisation,
    period: Period,
    drafts: Mapping[int, Typed],
    last: Mapping[int, Last] | None = None,
) -> dict[int, Readiness]:
    """By number of commitment. Three queries, however many drafts there are; one where it is told what was `last`."""
    if last is None:
        last = last_told(organisation, period)
    expected = expected_before(organisation, period)
    today = timezone.localdate()
    return {
        number: _readiness(typed, last.get(number), expected.get(number), today) for number, typed in drafts.items()
    }


def _readiness(typed: Typed, last: Last | None, expected: datetime.date | None, today: datetime.date) -> Readiness:
    answers = Answers(typed, last)
    return Readiness(answers, Case(answers.content, last, expected, today))


def expected_before(organisation: Organisation, period: Period) -> dict[int, datetime.date]:
    """By number of commitment, the target date that stands before the report for a period."""
    dates = TargetDate.objects.filter(organisation=organisation, period__position_date__lt=period.position_date)
    return dict(dates.order_by("commitment", "number").values_list("commitment", "expected_on"))
