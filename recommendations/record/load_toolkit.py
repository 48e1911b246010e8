"""Loads Annex 3: its tables as printed, and a check of every figure in them.

The counts are facts and are treated like the rest of the record. The checks follow from them, so they are worked out at
every load and brought up to date wherever the outcome differs.
"""

from typing import Any

from organisations.models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.toolkit.checks import Check
from organisations.toolkit.tables import COLUMNS, Table

from .placing import Placing
from .toolkit_files import figure_checks, lines_of, toolkit


def load_toolkit(placing: Placing) -> None:
    types = {
        line["slug"]: placing.put(
            OrganisationType,
            {"slug": line["slug"]},
            {"name": line["name"], "abbreviation": line["abbreviation"], "position": position},
        )
        for position, line in enumerate(lines_of("types"), 1)
    }
    groups = {
        line["slug"]: placing.put(
            RequirementGroup, {"slug": line["slug"]}, {"name": line["name"], "position": position}
        )
        for position, line in enumerate(lines_of("groups"), 1)
    }
    for table in toolkit().tables:
        load_table(placing, table, types, groups)
    load_checks(placing, types, groups)


def load_table(
    placing: Placing, table: Table, types: dict[str, OrganisationType], groups: dict[str, RequirementGroup]
) -> None:
    key = {"organisation_type": types[table.organisation_type], "version": table.version}
    values = {name: getattr(table, name) for name in ("organisations_stated", "blanks_included", "note", "source")}
    loaded = placing.put(ToolkitTable, key, values)
    returns = {
        row.position: {
            "group": groups[row.group],
            "requirement": row.requirement,
            **{column: row.counts.get(column) for column in COLUMNS},
        }
        for row in table.rows
    }
    placing.put_all(ToolkitReturn, {"table": loaded}, "position", returns)


def load_checks(placing: Placing, types: dict[str, OrganisationType], groups: dict[str, RequirementGroup]) -> None:
    checks = {
        check.key: {"position": position, **values_of(check, types, groups)}
        for position, check in enumerate(figure_checks(), 1)
    }
    FigureCheck.objects.exclude(key__in=checks).delete()
    placing.put_all(FigureCheck, {}, "key", checks, follow=True)


def values_of(check: Check, types: dict[str, OrganisationType], groups: dict[str, RequirementGroup]) -> dict[str, Any]:
    return {
        "organisation_type": types[check.organisation_type] if check.organisation_type else None,
        "group": groups[check.group] if check.group else None,
        "version": check.version or "",
        "requirement": check.requirement or "",
        **{name: getattr(check, name) for name in ("kind", "measure", "printed", "computed", "agrees")},
        **{name: getattr(check, name) for name in ("explanation", "source")},
    }
