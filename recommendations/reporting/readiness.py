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
from .last import Last
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
    returned: Mapping[int, Content],
    last: Mapping[int, Last],
) -> dict[int, Readiness]:
    """By number of commitment, beside what was `returned` of each and what was `last` said. One query."""
    expected = expected_before(organisation, period)
    today = timezone.localdate()
    found = {}
    for number, typed in drafts.items():
        answers = Answers(typed, last.get(number))
        case = Case(answers.content, last.get(number), expected.get(number), today, returned.get(number))
        found[number] = Readiness(answers, case)
    return found


def expected_before(organisation: Organisation, period: Period) -> dict[int, datetime.date]:
    """By number of commitment, the target date that stands before the report for a period."""
    given = TargetDate.objects.given_by(organisation, period.position_date)
    before = given.filter(period__position_date__lt=period.position_date)
    return dict(before.values_list("commitment", "expected_on"))
