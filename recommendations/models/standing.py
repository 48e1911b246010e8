"""Who reported for a period, who did not, and of whom nothing was asked."""

from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from caldicott.counting import number_of
from organisations.models import Organisation
from organisations.models.belonging import Day, Reached, Succeeded

from .period import Period
from .progress_report import ProgressReport
from .self_rating import SelfRating

# The slug of the collective that is meant literally: every organisation there is, on record as its member or not.
EVERYBODY = "all-organisations"


class Standing(models.TextChoices):
    """How one organisation stands in one period. A collective stands as the best of its members does."""

    REPORTED = "reported", "Reported"
    NOTHING_REPORTED = "nothing_reported", "Nothing reported"
    NO_REPORT = "no_report", "No report"
    ONE_OF_ALL = "one_of_all", "Asked only as one of all organisations"
    NOT_ASKED = "not_asked", "Not asked"


def with_standing(organisations: QuerySet[Any], period: Period | None = None) -> QuerySet[Any]:
    """Each with its `standing` in a published period, and with `reports`: how many of its own tell something there.

    Without a period, in the latest published one; where none is published, nothing is asked of anybody. `asked` is
    whether it owes a report by name or as a member on record. Who does and has no row stands as `no_report`, who has
    only rows that tell nothing as `nothing_reported`. Whatever is expected of everybody is asked of all others too.
    """
    latest = Period.objects.published().order_by("-position_date")
    of: Any = period.pk if period else Subquery(latest.values("pk")[:1])
    day: Day = period.position_date if period else Subquery(latest.values("position_date")[:1])
    rows = ProgressReport.objects.published().filter(period=of, organisation__isnull=False)
    telling = rows.exclude(self_rating=SelfRating.NOT_REPORTED)
    leading = Organisation.objects.filter(Exists(latest), commitments__isnull=False)
    leads = Organisation.objects.standing_for(leading, day)
    asked = Case(
        When(pk__in=Succeeded(day), then=Value(False)),
        When(_these_or_their_members(leads, day), then=Value(True)),
        default=Value(False),
    )
    return organisations.annotate(asked=asked).annotate(
        reports=number_of(telling.filter(organisation=OuterRef("pk"))),
        standing=Case(
            When(_these_or_their_collectives(_by(telling), day), then=Value(Standing.REPORTED)),
            When(_these_or_their_collectives(_by(rows), day), then=Value(Standing.NOTHING_REPORTED)),
            When(asked=True, then=Value(Standing.NO_REPORT)),
            When(Exists(leads.filter(slug=EVERYBODY)), then=Value(Standing.ONE_OF_ALL)),
            default=Value(Standing.NOT_ASKED),
            output_field=models.CharField(),
        ),
    )


# In the order in which they are shown.
SILENT = (Standing.NOTHING_REPORTED, Standing.NO_REPORT)
IN_ORDER = Case(
    *(When(standing=standing, then=Value(place)) for place, standing in enumerate(SILENT)), output_field=IntegerField()
)


def silent(period: Period) -> QuerySet[Any]:
    """Those with only empty rows in a published period, and those who were asked and have no row.

    Bodies come first, then collectives (`of_many`); of each, first those with empty rows, all by name.
    """
    of_many = Case(
        When(kind=Organisation.Kind.COLLECTIVE, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    standing = with_standing(Organisation.objects.all(), period).filter(standing__in=SILENT)
    return standing.annotate(of_many=of_many).order_by("of_many", IN_ORDER, "name")


def _by(rows: QuerySet[ProgressReport]) -> QuerySet[Organisation]:
    """Those whose reports these are."""
    return Organisation.objects.filter(pk__in=rows.order_by().values("organisation"))


def _these_or_their_collectives(these: QuerySet[Organisation], day: Day) -> Q:
    found = these.order_by().values("pk")
    return Q(pk__in=found) | Q(pk__in=Reached(these, day, source="member", target="collective"))


def _these_or_their_members(these: QuerySet[Organisation], day: Day) -> Q:
    found = these.order_by().values("pk")
    return Q(pk__in=found) | Q(pk__in=Reached(these, day, source="collective", target="member"))
