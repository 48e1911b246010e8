"""The columns of the files in which the toolkit's lists can be taken away, named as in the API."""

from operator import attrgetter

from caldicott.tables import Column, Table

from .toolkit.tables import COLUMNS

FIGURE_CHECKS = Table(
    "figure-checks",
    [
        Column("organisation_type", lambda each: each.organisation_type and each.organisation_type.slug),
        Column("version", lambda each: each.version),
        Column("group", lambda each: each.group and each.group.slug),
        Column("requirement", lambda each: each.requirement),
        Column("kind", lambda each: each.kind),
        Column("measure", lambda each: each.measure),
        Column("printed", lambda each: each.printed),
        Column("computed", lambda each: each.computed),
        Column("agrees", lambda each: each.agrees),
        Column("explanation", lambda each: each.explanation),
        Column("source", lambda each: each.source),
    ],
)

TOOLKIT_RETURNS = Table(
    "toolkit-returns",
    [
        Column("organisation_type", lambda each: each.table.organisation_type.slug),
        Column("version", lambda each: each.table.version),
        Column("group", lambda each: each.group.slug),
        Column("position", lambda each: each.position),
        Column("requirement", lambda each: each.requirement),
        *(Column(name, attrgetter(name)) for name in COLUMNS),
        Column("total", lambda each: each.total),
    ],
)
