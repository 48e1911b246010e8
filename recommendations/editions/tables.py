"""What of the record belongs to one edition: the Data Package of the record, with the rows of its own period alone."""

from recommendations.models import Period
from recommendations.package.resource import Resource
from recommendations.package.resources import CHANGES, EDITION_FILES, EDITIONS, RESOURCES

# What tells of editions, or follows from them, is in none.
OF_EDITIONS = (EDITIONS, EDITION_FILES, CHANGES)


def tables_of(period: Period) -> list[Resource]:
    """The tables of a period's edition."""
    return [table.of(period) for table in RESOURCES if table not in OF_EDITIONS]


def rows_of(period: Period) -> list[Resource]:
    """Those whose rows are published with the period, and can change only with an edition."""
    return [table.of(period) for table in RESOURCES if table.to_period and table not in OF_EDITIONS]
