"""The first page: what the report comes to, and how many of whom reported."""

import datetime
from dataclasses import dataclass

from .parts import Judgement


@dataclass(frozen=True)
class Conclusion:
    """A line of the table of conclusions; `judgement` is None where the panel published none."""

    recommendation: int
    title: str
    judgement: Judgement | None


@dataclass(frozen=True)
class Asked:
    """Of a kind of body: how many were asked, and how many of those reported, have only empty rows, or none."""

    kind: str
    bodies: int
    reported: int
    nothing_reported: int
    no_report: int


@dataclass(frozen=True)
class Cover:
    """What stands before the annexes."""

    slug: str
    position_date: datetime.date
    note: str
    overall: Judgement | None
    conclusions: tuple[Conclusion, ...]
    asked: tuple[Asked, ...]
    reported_unasked: int  # who reported and was asked neither by name nor as a member on record
    rows: int  # of the period, those that report nothing included
    nil_returns: int  # those of them
