"""What of the record belongs to one edition: the Data Package of the record, with the rows of its own period alone."""

from recommendations.models import Period
from recommendations.package.resource import Resource
from recommendations.package.resources import CHANGES, RESOURCES


def tables_of(period: Period) -> list[Resource]:
    """The tables of a period's edition. What changed since the edition before follows from the two, and is in none."""
    return [table.of(period) for table in RESOURCES if table is not CHANGES]


def rows_of(period: Period) -> list[Resource]:
    """Those whose rows are published with the period, and can change only with an edition."""
    return [table.of(period) for table in RESOURCES if table.to_period and table is not CHANGES]
