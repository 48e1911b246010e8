"""What is missing in a period: which reports nobody gave, how everybody who is silent stands, and how it was asked."""

from collections.abc import Iterator
from itertools import islice

from organisations.models import Organisation
from recommendations.letters.owed import owed_by
from recommendations.letters.steps import steps_of, with_steps
from recommendations.models import Period
from recommendations.models.standing import silent

BODIES_AT_A_TIME = 1_000

MISSING = ("organisation", "commitment")
SILENT = ("organisation", "standing")
ASKED = ("organisation", "step", "on")


def missing_reports(period: Period) -> Iterator[tuple[str, int]]:
    """The slug of each body and the number of each commitment on which it owes a report and gave none."""
    bodies = Organisation.objects.exclude(kind=Organisation.Kind.COLLECTIVE).order_by("slug").values_list("pk", "slug")
    rows = bodies.iterator(chunk_size=BODIES_AT_A_TIME)
    while some := dict(islice(rows, BODIES_AT_A_TIME)):
        owed = owed_by(some, period)
        for pk, slug in some.items():
            for missing in owed.get(pk, ()):
                yield slug, missing.number


def silent_organisations(period: Period) -> Iterator[tuple[str, str]]:
    """The slug of each that reported nothing or was asked and gave no report, and which of the two, by slug."""
    return silent(period).order_by("slug").values_list("slug", "standing").iterator()


def steps_of_asking(period: Period) -> Iterator[tuple[str, str, str]]:
    """The slug of each of them that was asked for its return, by which step, and on which day its first letter left."""
    asked = with_steps(silent(period).order_by("slug"), period)
    for organisation in asked.iterator(chunk_size=BODIES_AT_A_TIME):
        for step in steps_of(organisation):
            yield organisation.slug, step.step.value, step.on.isoformat()
