"""Loads the record of 2014 from its data files: all of it or nothing.

What is there already stays as it is, so that loading again changes nothing, keeps what people edited and keeps the
imported wording. A reset puts every shipped entry back as shipped and takes the official wording out.
"""

from collections import Counter

from django.db import connection, transaction
from django.db.models import Model

from organisations.models import Alias, CollectiveMembership, Organisation, Succession
from recommendations.editions.sealing import seal_if_changed
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Edition,
    Mapping,
    Period,
    ProgressReport,
    RatingBasis,
    Recommendation,
)

from .files import INTRODUCTION, POSITION_DATE, Entry, RecordError, entries
from .load_toolkit import load_toolkit
from .placing import Placing
from .rules import rating_of

LOCK = 20140930


class Organisations(dict[str, Organisation]):
    """The organisations of the record by their slugs."""

    def __missing__(self, slug: str) -> Organisation:
        raise RecordError(f"organisations.toml has no organisation “{slug}”, which another entry names.")

    def named(self, slug: str | None) -> Organisation | None:
        """None stays None: the source names nobody."""
        return None if slug is None else self[slug]


@transaction.atomic
def load_record(*, reset: bool = False) -> Counter[type[Model]]:
    """Put the record in place; how many entries were made or put back, by their model.

    Raises RecordError where a data file is at fault; nothing is changed then.
    """
    wait_for_turn()
    placing = Placing(reset=reset)
    organisations = load_organisations(placing)
    load_recommendations(placing)
    load_commitments(placing, organisations)
    period = load_period(placing)
    load_progress_reports(placing, period, organisations)
    load_additional_information(placing, period, organisations)
    load_assessments(placing, period)
    load_toolkit(placing)
    seal_record(placing, period)
    return placing.changed


def wait_for_turn() -> None:
    """Wait until nobody else loads the record or imports into it; whoever comes later waits for this transaction.

    Two loads at once would both find nothing and both make everything; a reset would not see the wording that an
    import is about to place.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def load_organisations(placing: Placing) -> Organisations:
    read = entries("organisation")
    organisations = Organisations()
    for entry in read:
        values = {name: entry[name] for name in ("name", "abbreviation", "kind", "note", "source")}
        organisation = placing.put(Organisation, {"slug": entry["slug"]}, values)
        organisations[entry["slug"]] = organisation
        for alias in (Entry(entry.place, each) for each in entry["aliases"]):
            # By its name alone, whatever the capitals: the database knows a name once, and people may have moved it.
            placing.put(Alias, {"name__iexact": alias["name"]}, {"organisation": organisation, **alias})
    for entry in read:
        for predecessor in entry["predecessors"]:
            followed = {"predecessor": organisations[predecessor], "successor": organisations[entry["slug"]]}
            placing.put(Succession, followed, {})
    load_members(placing, read, organisations)
    return organisations


def load_members(placing: Placing, read: list[Entry], organisations: Organisations) -> None:
    for entry in read:
        for member in (Entry(entry.place, each) for each in entry.get("members", [])):
            # By the two alone: people may have said since when and until when, and of one that came back, twice.
            joined = {"collective": organisations[entry["slug"]], "member": organisations[member["slug"]]}
            if CollectiveMembership.objects.filter(**joined).count() <= 1:
                always = {"begins_on": None, "ends_on": None, "source": member["source"]}
                placing.put(CollectiveMembership, joined, always)


def load_recommendations(placing: Placing) -> None:
    for entry in entries("recommendation"):
        told = ("title", "summary", "sufficiency", "gap_comments", "search_words", "source")
        values = {name: entry[name] for name in told}
        placing.put(Recommendation, {"number": entry["number"]}, values)


def load_commitments(placing: Placing, organisations: Organisations) -> None:
    for entry in entries("commitment"):
        values = {"kind": entry["kind"], "summary": entry["summary"], "note": entry.get("note", "")}
        commitment = placing.put(Commitment, {"number": entry["number"]}, values)
        if placing.is_new(commitment) or placing.reset:
            commitment.lead_organisations.set(organisations[slug] for slug in entry["lead_organisations"])
        for place in dict.fromkeys([*entry["table_b"], *entry["annex_1"]]):
            witnesses = {"in_table_b": place in entry["table_b"], "in_annex_1": place in entry["annex_1"]}
            placing.put(Mapping, {"commitment": commitment, "recommendation_id": number_of(place)}, witnesses)


def load_period(placing: Placing) -> Period:
    values = {
        "state": Period.State.PUBLISHED,
        "note": "The annexes give the date of the position; they do not tell when reports were opened or due.",
    }
    return placing.put(Period, {"position_date": POSITION_DATE}, values)


def load_progress_reports(placing: Placing, period: Period, organisations: Organisations) -> None:
    for position, entry in enumerate(entries("progress_report"), 1):
        row = {
            "period": period,
            "recommendation_id": number_of(entry["recommendation"]),
            "commitment_id": entry.get("commitment"),
            "organisation": organisations.named(entry.get("organisation")),
        }
        values = {
            "state": ProgressReport.State.ACCEPTED,
            "self_rating": entry["self_rating"],
            "summary": entry["summary"],
            "note": entry.get("note", ""),
            "position": position,
        }
        placing.put(ProgressReport, row, values)


def load_additional_information(placing: Placing, period: Period, organisations: Organisations) -> None:
    positions: Counter[int | str] = Counter()
    for entry in entries("additional_information"):
        under = entry["recommendation"]
        positions[under] += 1
        place = {"period": period, "recommendation_id": number_of(under), "position": positions[under]}
        values = {
            "organisation": organisations.named(entry.get("organisation")),
            "kind": entry["kind"],
            "expected_by": entry.get("expected_by"),
            "summary": entry["summary"],
        }
        placing.put(AdditionalInformation, place, values)


def load_assessments(placing: Placing, period: Period) -> None:
    for entry in entries("assessment"):
        values = {
            "state": Assessment.State.PUBLISHED,
            "summary": entry["summary"],
            "conclusion": entry["conclusion"],
            "rating": rating_from(entry),
            "rating_basis": RatingBasis.DERIVED_FROM_WORDS,
        }
        placing.put(Assessment, {"period": period, "recommendation_id": entry.get("recommendation")}, values)


def seal_record(placing: Placing, period: Period) -> None:
    """The record as it came here is the first edition of its period; whatever is put back later makes another one.

    Nothing is sealed where people had made the period and not yet published it.
    """
    if seal_if_changed(period, by=None, reason="The record of 2014 was put back as it ships."):
        placing.count(Edition)


def rating_from(entry: Entry) -> str:
    """The rating that the conclusion's words stand for. Raises RecordError where no rule knows them."""
    try:
        return rating_of(entry["conclusion"])
    except ValueError as error:
        raise RecordError(f"{entry.place}: {error}") from error


def number_of(place: int | str) -> int | None:
    """The recommendation's number, or None for the Introduction."""
    return None if place == INTRODUCTION else int(place)
