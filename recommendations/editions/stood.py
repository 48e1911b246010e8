"""What a published row said in an edition: read from the bytes that were sealed, whatever the row says by now."""

import csv
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from recommendations.models import AdditionalInformation, Assessment, Edition, ProgressReport
from recommendations.package.resource import Resource
from recommendations.package.resources import ADDITIONAL_INFORMATION, ASSESSMENTS, PROGRESS_REPORTS

from .correctable import Row, as_kept
from .store import text_of

TABLES: Mapping[type[Model], Resource] = {
    Assessment: ASSESSMENTS,
    ProgressReport: PROGRESS_REPORTS,
    AdditionalInformation: ADDITIONAL_INFORMATION,
}


def stood_in(edition: Edition, row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Its fields of these names as a correction keeps them; empty where the edition does not have the row."""
    table = TABLES[type(row)]
    columns = {column.name: column for column in table.columns}
    with text_of(edition, table.path) as sealed:
        cells = next((cells for cells in csv.DictReader(sealed) if cells["id"] == str(row.public_id)), None)
    return {name: as_kept(columns[name].read(cells[name])) for name in names} if cells else {}
