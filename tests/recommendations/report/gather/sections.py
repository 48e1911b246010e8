"""One section of a report, found by its number."""

from typing import Any

from recommendations.models import Period
from recommendations.report.gather import PublishedReport


def section(period: Period, number: str) -> Any:
    report = PublishedReport(period)
    entry = next(entry for annex in report.contents.annexes for entry in annex.entries if entry.number == number)
    return dict(report.sections([entry]))[entry]
