"""What percentages are of, told once for each version: how many organisations, and who is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from organisations.models import ToolkitTable
from organisations.public.presenters.of import Of
from organisations.toolkit.checks.check import plain
from organisations.toolkit.figures import answered, row_total
from organisations.toolkit.spreads import added_up

LEFT_OUT = {
    "blank": "left it blank",
    "unspecified": "stand in the column headed “?”, which nothing explains",
}


@dataclass(frozen=True)
class Total:
    """All rows of a table added up."""

    table: ToolkitTable
    counts: Mapping[str, int]
    rows: int

    def average(self, organisations: int) -> str:
        """A number of organisations that is added up over the rows, on average, for reading."""
        return plain(Fraction(organisations, self.rows))


def total_of(table: ToolkitTable) -> Total:
    """The same, from the table's own rows."""
    rows = [row.counts for row in table.returns.all()]
    return Total(table, added_up(rows), len(rows))


def whole_told(total: Total, of: Of) -> str:
    """One sentence on one version. Empty for a table without rows."""
    if not total.rows:
        return ""
    told = _answered(total) if of is Of.ANSWERED else _stated(total)
    return f"{total.table.version_name}: {told}."


def _stated(total: Total) -> str:
    stated = total.table.organisations_stated
    if stated is None:
        accounted = total.average(row_total(total.counts))
        return (
            f"the heading states no number, so of all that the rows account for, on average {accounted} organisations"
        )
    blanks = "blanks are counted in" if total.table.blanks_included else "its report counts no blanks"
    return f"of the {plain(stated)} organisations that the heading states; {blanks}"


def _answered(total: Total) -> str:
    told = f"of those that answered, on average {total.average(answered(total.counts))} organisations"
    left = [
        f"{total.average(total.counts[column])} that {words}"
        for column, words in LEFT_OUT.items()
        if total.counts.get(column)
    ]
    if left:
        return f"{told}; left out are, on average, {' and '.join(left)}"
    return told if total.table.blanks_included else f"{told}; its report counts no blanks"
