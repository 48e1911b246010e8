"""One round of a report: what was submitted, and what was decided on it."""

from dataclasses import dataclass
from functools import cached_property

from recommendations.models import Decision, ProgressReport, Receipt, Submission

from .content import Content


@dataclass(frozen=True)
class Round:
    submission: Submission

    @cached_property
    def content(self) -> Content:
        return Content.from_text(self.submission.content)

    @property
    def number(self) -> int:
        return self.submission.number

    @property
    def report(self) -> ProgressReport:
        return self.submission.report

    @property
    def receipt(self) -> Receipt:
        return self.submission.receipt

    @property
    def decision(self) -> Decision | None:
        return getattr(self.submission, "decision", None)
