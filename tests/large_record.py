"""A record as it may stand in ten years: twenty published periods, five hundred organisations that report.

Made by the factories, so that every row is one the site could have; its texts are plainly samples.
"""

import datetime
import random
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from typing import Any

from django.db.models import Model

from organisations.models import FigureCheck, Organisation, ToolkitReturn
from organisations.toolkit.tables import COLUMNS
from recommendations.models import Period, ProgressReport, Rating, SelfRating, Sufficiency
from recommendations.models.movement import FROM_THE_WORST
from recommendations.models.standing import EVERYBODY
from tests import factories as f
from tests.publishing import sealed

PERIODS = 20
ORGANISATIONS = 500
RECOMMENDATIONS = 26
COMMITMENTS = 84
MEMBERS = 400  # on record as members of all organisations; the others are asked only as one of all
LOCAL_BODIES_REPORTING = 120  # in each period, on what is asked of all organisations
FIRST_POSITION = datetime.date(2015, 3, 31)
WORDS = (
    "Sample guidance was written with staff and patients, tried in four places and then given to every team. "
    "Training follows in spring; a sample audit in autumn shows who was reached and what remains to be done. "
)


def make_large_record() -> None:
    """Into empty tables. The same rows every time."""
    chance = random.Random(2013)  # noqa: S311 (rows for a test, nothing secret)
    bodies, everybody = organisations()
    recommendations = saved(
        f.RecommendationFactory.build(
            number=number, title=f"Sample title {number}", summary=WORDS * 2, gap_comments=WORDS,
            sufficiency=chance.choice(Sufficiency.values),
        )
        for number in range(1, RECOMMENDATIONS + 1)
    )  # fmt: skip
    commitments = saved(f.CommitmentFactory.build(number=number, summary=WORDS) for number in range(1, COMMITMENTS + 1))
    places = dict(zip(commitments, cycle([*recommendations, None]), strict=False))
    saved(f.MappingFactory.build(commitment=each, recommendation=place) for each, place in places.items())
    leads = {each: [everybody] if each.number % 12 == 0 else chance.sample(bodies[:40], 3) for each in commitments}
    for commitment, leading in leads.items():
        commitment.lead_organisations.set(leading)
    for number in range(PERIODS):
        day = FIRST_POSITION + datetime.timedelta(days=91 * number)
        # Not by the factory, whose bare edition has no pages of its own.
        period = Period.objects.create(position_date=day, state=Period.State.PUBLISHED)
        one_period(period, chance, bodies, leads, places)
    toolkit()


def organisations() -> tuple[list[Organisation], Organisation]:
    """The bodies, and the collective of everybody, on record as its members or not."""
    kinds = cycle(kind for kind in Organisation.Kind if kind != Organisation.Kind.COLLECTIVE)
    bodies = saved(
        f.OrganisationFactory.build(
            slug=f"sample-body-{number}", name=f"Sample body {number}", kind=kind, note=WORDS[:100]
        )
        for number, kind in zip(range(1, ORGANISATIONS), kinds, strict=False)
    )
    everybody = f.OrganisationFactory(
        slug=EVERYBODY, name="All sample organisations", kind=Organisation.Kind.COLLECTIVE
    )
    saved(f.CollectiveMembershipFactory.build(collective=everybody, member=body) for body in bodies[:MEMBERS])
    saved(f.AliasFactory.build(organisation=body, name=f"{body.name} (once so named)") for body in bodies[::5])
    return bodies, everybody


def one_period(period: Period, chance: random.Random, bodies: list[Any], leads: Any, places: Any) -> None:
    """All that is told for a period, and the changes that publishing it would write."""
    recommendations = {place for place in places.values() if place}
    saved(
        f.AssessmentFactory.build(
            period=period, recommendation=each, summary=WORDS * 2, conclusion=f"Sample conclusion {rating}",
            rating=rating,
        )
        for each in [*sorted(recommendations, key=lambda each: each.number), None]
        for rating in [chance.choice([*FROM_THE_WORST, Rating.NOT_ASSESSED])]
    )  # fmt: skip
    saved(reports(period, chance, bodies, leads, places))
    saved(
        f.AdditionalInformationFactory.build(
            period=period, recommendation=each, organisation=chance.choice(bodies), position=1, summary=WORDS
        )
        for each in recommendations
    )
    sealed(period)


def reports(
    period: Period, chance: random.Random, bodies: list[Any], leads: Any, places: Any
) -> Iterator[ProgressReport]:
    for position, (commitment, leading) in enumerate(leads.items(), 1):
        many = chance.sample(bodies, LOCAL_BODIES_REPORTING) if commitment.number % 12 == 0 else leading
        for body in many:
            rating = chance.choice(SelfRating.values)
            yield f.ProgressReportFactory.build(
                period=period, commitment=commitment, recommendation=places[commitment], organisation=body,
                self_rating=rating, position=position, summary="" if rating == SelfRating.NOT_REPORTED else WORDS,
            )  # fmt: skip


def toolkit() -> None:
    """Two versions of five types' tables, forty requirements each, and a check for every tenth figure."""
    chance = random.Random(11)  # noqa: S311
    groups = f.RequirementGroupFactory.create_batch(6)
    for number in range(5):
        kind = f.OrganisationTypeFactory(slug=f"sample-type-{number}", name=f"Sample type {number}")
        for version in ("V10", "V11"):
            table = f.ToolkitTableFactory(organisation_type=kind, version=version, organisations_stated=1_000)
            saved(rows(table, groups, chance))
        saved(
            f.FigureCheckFactory.build(
                key=f"claim/{kind.slug}/{place}", position=number * 1_000 + place, organisation_type=kind,
                kind=FigureCheck.Kind.SENTENCE, computed="11", explanation=WORDS,
            )
            for place in range(60)
        )  # fmt: skip


def rows(table: Any, groups: list[Any], chance: random.Random) -> Iterator[ToolkitReturn]:
    for position, group in enumerate(sorted(islice(cycle(groups), 40), key=lambda group: group.position), 1):
        counts = {column: chance.randrange(200) for column in COLUMNS}
        yield f.ToolkitReturnFactory.build(
            table=table, group=group, position=position, requirement=f"10-{100 + position}", **counts
        )


def saved(rows: Iterable[Any]) -> list[Any]:
    """The rows, stored at once: one by one, tens of thousands take minutes."""
    made = list(rows)
    model: type[Model] = type(made[0])
    model._default_manager.bulk_create(made, batch_size=2_000)
    return made
