"""Annex 1 from the record: section by section what was promised, reported, added and concluded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from caldicott.counting import numbered
from recommendations import models
from recommendations.models import Assessment, Period, ProgressReport, Recommendation, SelfRating

from ..document.parts import Promise, Text
from ..document.progress import Addition, Link, Progress, Report, Row
from .plain import body_of, judgement_of, leads_of, promise_of, text_of

# With more reports on one row than this, the first by name stand for all of them.
REPORTS_A_ROW = 5

# Likewise for what is added on one recommendation.
ADDITIONS_A_SECTION = 10

BY_NAME = (F("organisation__name").asc(nulls_last=True), F("public_id").asc())

Place = int | None  # the number of a recommendation; None is the Introduction


@dataclass
class Found:
    """What the record has for one row. It belongs to neither annex until a mapping says so."""

    promise: Promise | None
    in_table_b: bool = False
    in_annex_1: bool = True
    reports: list[Any] = field(default_factory=list)

    @property
    def order(self) -> tuple[bool, int, bool, int]:
        """As printed; then what has no row in Annex 1, and what is not printed, by number."""
        place = min((report.position for report in self.reports), default=0)
        return (not self.reports, place, self.promise is None, self.promise.number if self.promise else 0)


def sections_of_progress(
    period: Period, recommendations: Iterable[Recommendation], places: Collection[Place]
) -> dict[Place, Progress]:
    """The sections at these places, in four queries whatever their number."""
    texts = {each.number: text_of(each) for each in recommendations}
    judgements = {each.recommendation_id: each for each in _at(places, period.assessments.published())}
    rows = _rows(period, places)
    additions = _additions(period, places)
    return {place: _section(place, texts, judgements, rows[place], additions[place]) for place in places}


def _section(
    place: Place,
    texts: Mapping[int, Text],
    judgements: Mapping[Place, Assessment],
    rows: Iterable[Found],
    additions: Sequence[Any],
) -> Progress:
    return Progress(
        recommendation=place,
        text=None if place is None else texts[place],
        rows=tuple(_row(found) for found in sorted(rows, key=lambda found: found.order)),
        additions=tuple(Addition(body_of(each.organisation), text_of(each), each.expected_by) for each in additions),
        additions_count=additions[0].together if additions else 0,
        judgement=judgement_of(judgements.get(place)),
    )


def _at(places: Collection[Place], rows: QuerySet[Any]) -> QuerySet[Any]:
    numbered = Q(recommendation__in=[place for place in places if place is not None])
    return rows.filter(numbered | Q(recommendation=None) if None in places else numbered)


def _rows(period: Period, places: Collection[Place]) -> dict[Place, Iterable[Found]]:
    """What either annex shows at each place, and what was reported there on anything else."""
    rows: defaultdict[Place, dict[int | None, Found]] = defaultdict(dict)
    for mapping in _at(
        places, models.Mapping.objects.select_related("commitment").annotate(leads=leads_of("commitment"))
    ):
        promise = promise_of(mapping.commitment, mapping.leads)
        rows[mapping.recommendation_id][promise.number] = Found(promise, mapping.in_table_b, mapping.in_annex_1)
    for report in _reports(period, places):
        # Whose it is stands with the places that the annexes give it: to ask for every report would take a second.
        unplaced = Found(promise_of(report.commitment, leads=[]) if report.commitment else None)
        rows[report.recommendation_id].setdefault(report.commitment_id, unplaced).reports.append(report)
    return defaultdict(tuple, {place: tuple(found.values()) for place, found in rows.items()})


def _reports(period: Period, places: Collection[Place]) -> QuerySet[Any]:
    """The first reports of each row by name, each with how many of its row have which self-rating."""
    row = [F("recommendation"), F("commitment")]
    reports = _at(places, period.progress_reports.published().with_evidence())
    counted = reports.annotate(
        place=Window(
            RowNumber(), partition_by=row, order_by=[F("organisation__name").asc(nulls_last=True), F("public_id")]
        ),
        **{choice.value: Window(Count("pk", filter=Q(self_rating=choice)), partition_by=row) for choice in SelfRating},
    )
    first = counted.filter(place__lte=REPORTS_A_ROW)
    return first.select_related("organisation", "commitment").order_by("position", "place")


def _additions(period: Period, places: Collection[Place]) -> dict[Place, list[Any]]:
    """The first on each recommendation, each with how many there are together."""
    additions = numbered(
        _at(places, period.additional_information.published()), ["recommendation"], ["position", "public_id"]
    )
    first = additions.filter(place__lte=ADDITIONS_A_SECTION).select_related("organisation").order_by("position")
    found: defaultdict[Place, list[Any]] = defaultdict(list)
    for addition in first:
        found[addition.recommendation_id].append(addition)
    return found


def _row(found: Found) -> Row:
    counts = {choice.value: getattr(found.reports[0], choice.value) for choice in SelfRating} if found.reports else {}
    return Row(
        promise=found.promise,
        in_table_b=found.in_table_b,
        in_annex_1=found.in_annex_1,
        reports=tuple(_report(report) for report in found.reports),
        self_ratings={value: number for value, number in counts.items() if number},
    )


def _report(report: ProgressReport) -> Report:
    return Report(
        body=body_of(report.organisation),
        self_rating=report.self_rating,
        text=text_of(report),
        note=report.note,
        in_own_words=report.in_own_words,
        as_last_period=report.as_last_period,
        nil_reason=report.nil_reason,
        done=report.done,
        next_steps=report.next_steps,
        expected_on=report.expected_on,
        evidence=tuple(Link(**link) for link in report.links),
    )
