"""The columns of the files in which the toolkit's lists can be taken away, named as in the API."""

from caldicott.tables import Column, Table

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
