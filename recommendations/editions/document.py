"""A period's report in an edition: its values as JSON, a file for the cover and one for each section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from recommendations.models import Edition, Period
from recommendations.report.contents import Contents, Entry
from recommendations.report.document import Section
from recommendations.report.document.cover import Cover
from recommendations.report.document.gaps import Findings, MappingTable
from recommendations.report.document.progress import Progress
from recommendations.report.document.toolkit import Toolkit
from recommendations.report.gather import PublishedReport

from .store import Store, contents_of

CONTENTS = "report/contents.json"
COVER = "report/cover.json"


@dataclass(frozen=True)
class Titles:
    """From what the contents are made: numbers and titles of recommendations, addresses and names of the types."""

    recommendations: list[tuple[int, str]]
    toolkit: list[tuple[str, str]]


def write_report(period: Period, store: Store) -> None:
    """Write the report of a period as it is published now; one annex is in memory at a time."""
    report = PublishedReport(period)
    store.write(CONTENTS, as_json(Titles(list(report.titles), list(report.types))))
    store.write(COVER, as_json(report.cover))
    for annex in report.contents.annexes:
        for entry, section in report.sections(annex.entries):
            store.write(file_of(entry), as_json(section))


def file_of(entry: Entry) -> str:
    return f"report/{entry.anchor}.json"


def as_json(value: Any) -> bytes:
    """For people to read as well, and so that `sha256sum` and others end at the end of a line."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def kind_of(entry: Entry) -> type[Section]:
    """What a section of the report is."""
    if entry.annex == 2:
        return Findings if entry.about == "A" else MappingTable
    return Progress if entry.annex == 1 else Toolkit


@dataclass(frozen=True)
class SealedReport:
    """The report of an edition, from its bytes. What is shown of it is what was sealed, whatever changed since."""

    edition: Edition

    @property
    def period(self) -> Period:
        return self.edition.period

    @cached_property
    def contents(self) -> Contents:
        titles = msgspec.json.decode(self._content(CONTENTS), type=Titles)
        return Contents(titles.recommendations, titles.toolkit)

    @cached_property
    def cover(self) -> Cover:
        return msgspec.json.decode(self._content(COVER), type=Cover)

    def sections(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Section]]:
        """What stands in these sections of one annex, each with its entry."""
        files = contents_of(self.edition, [file_of(entry) for entry in entries])
        for entry in entries:
            yield entry, msgspec.json.decode(files[file_of(entry)], type=kind_of(entry))

    def _content(self, name: str) -> bytes:
        return contents_of(self.edition, [name])[name]
