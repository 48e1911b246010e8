"""What a published row said in an edition: read from the bytes that were sealed, whatever the row says by now."""

import csv
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model

from recommendations.models import AdditionalInformation, Assessment, Edition, ProgressReport
from recommendations.package.resource import Resource
from recommendations.package.resources import ADDITIONAL_INFORMATION, ASSESSMENTS, PROGRESS_REPORTS
from recommendations.package.resources import EVIDENCE as EVIDENCE_TABLE

from .correctable import Row, as_kept, own
from .evidence import EVIDENCE, link_as_kept
from .store import text_of

TABLES: Mapping[type[Model], Resource] = {
    Assessment: ASSESSMENTS,
    ProgressReport: PROGRESS_REPORTS,
    AdditionalInformation: ADDITIONAL_INFORMATION,
}


def stood_in(edition: Edition, row: Row, names: Collection[str]) -> dict[str, Any]:
    """Its fields of these names as a correction keeps them; empty where the edition does not have the row."""
    table = TABLES[type(row)]
    columns = {column.name: column for column in table.columns}
    cells = next(cells_of(edition, table, "id", row), None)
    if cells is None:
        return {}
    said = {name: as_kept(columns[name].read(cells[name])) for name in own(row, names)}
    return said | ({EVIDENCE: [link_as_kept(link) for link in links_of(edition, row)]} if EVIDENCE in names else {})


def links_of(edition: Edition, row: Row) -> Iterator[Mapping[str, str]]:
    return cells_of(edition, EVIDENCE_TABLE, "report", row)


def cells_of(edition: Edition, table: Resource, column: str, row: Row) -> Iterator[Mapping[str, str]]:
    """The lines of a sealed table that name the row in a column."""
    with text_of(edition, table.path) as sealed:
        yield from (cells for cells in csv.DictReader(sealed) if cells[column] == str(row.public_id))
