"""What the checks look at, and what they find."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from recommendations.reporting.content import Content
from recommendations.reporting.last import Last


class Weight(Enum):
    BLOCKS = "blocks"  # the report cannot be submitted so
    ASKS = "asks"  # it can, once somebody has said that it is right


@dataclass(frozen=True)
class Case:
    """A report that is about to be submitted, and what is known beside it."""

    content: Content
    last: Last | None
    expected_before: datetime.date | None  # the date that stands, before this report
    today: datetime.date
    returned: Content | None = None  # what the last round said, where it was returned


@dataclass(frozen=True)
class Finding:
    """`rule` names the check, `field` is where it is put right, `says` what is wrong, and what to do."""

    rule: str
    weight: Weight
    field: str
    says: str

    @property
    def blocks(self) -> bool:
        return self.weight is Weight.BLOCKS


@dataclass(frozen=True)
class Check:
    """One small question. `ask` gives a field and a sentence for everything that is not in order."""

    rule: str
    weight: Weight
    ask: Callable[[Case], Iterator[tuple[str, str]]]

    def findings(self, case: Case) -> Iterator[Finding]:
        for field, says in self.ask(case):
            yield Finding(self.rule, self.weight, field, says)
