"""`datapackage.json`: what the package is, whose words it is in, and every file with its size and digest."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caldicott.first_published import THE_FIRST_YEAR
from caldicott.tables import moment
from recommendations.models import Change, Period

from .resource import Resource
from .schema import schema_of

DESCRIPTOR = "datapackage.json"
PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
NAME = "caldicott2-progress"
TITLE = "Caldicott2 progress tracker: the public record"

# Of the shape of the files. The first number changes where a reader of an earlier package would stumble.
FORM = "2.0.0"

DESCRIPTION = """\
The public record of how far the Caldicott2 recommendations have been put into practice: what was recommended and \
promised, what each body reported on it from period to period, and what an independent panel concluded, in words and \
as a rating. It holds published facts only.

Whose words: `official_wording` is the publisher’s, and empty where it has not been imported. Conclusions are the \
panel’s, exactly. `summary`, `note`, `gap_comments` and `explanation` are in this project’s own words. A rating whose \
basis is `derived_from_words` was read from the panel’s words by a written rule of this project, not given by the panel.

The source is © Crown copyright and contains public sector information licensed under the Open Government Licence v3.0.\
"""
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
SOURCE = {
    "title": (
        f"“{THE_FIRST_YEAR.title}”, Annexes 1 to 3: first annual report of the {THE_FIRST_YEAR.publisher} to the "
        f"Secretary of State for Health, {THE_FIRST_YEAR.month}"
    )
}
DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


@dataclass(frozen=True)
class Written:
    """A file as it was written: how many rows and bytes, and its digest in hexadecimal figures."""

    resource: Resource
    rows: int
    size: int
    sha256: str


def descriptor_of(files: Sequence[Written], created: datetime.datetime | None) -> bytes:
    """The descriptor of the package with these files, as JSON that a person can read."""
    told = {
        "$schema": PACKAGE,
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version_of(files),
        **({"created": moment(created)} if created else {}),
        "licenses": [LICENCE],
        "sources": [SOURCE],
        "resources": [resource_of(file) for file in files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def resource_of(file: Written) -> dict[str, Any]:
    return {
        "$schema": RESOURCE,
        "name": file.resource.name,
        "type": "table",
        "title": file.resource.title,
        "description": file.resource.row,
        "path": file.resource.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": DIALECT,
        "schema": schema_of(file.resource),
    }


def version_of(files: Sequence[Written]) -> str:
    """The version of the files' shape, and after the plus what tells their contents: the same for the same record."""
    contents = hashlib.sha256("".join(file.sha256 for file in files).encode())
    return f"{FORM}+{contents.hexdigest()[:12]}"


def last_change() -> datetime.datetime | None:
    """When the record last changed, as it tells itself; before any change was recorded, its latest position date.

    It does not ask the clock, so that the same record gives the same package at any time. None without a period.
    """
    change = Change.objects.published().order_by("-at").first()
    if change:
        return change.at
    period = Period.objects.latest_published()
    return datetime.datetime.combine(period.position_date, datetime.time(), datetime.UTC) if period else None
