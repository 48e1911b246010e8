"""Holds the loaded record against the text of the annexes: every fact found where it should be, or named."""

from collections.abc import Iterator

from recommendations.models import Period

from ..annexes.model import Annexes
from ..files import NOT_LOADED, POSITION_DATE, RecordError
from ..names import Names
from .annex_1 import annex_1_differences
from .annex_2 import annex_2_differences
from .annex_3 import annex_3_differences
from .difference import Difference
from .sentences import sentence_differences

__all__ = ["Difference", "differences"]


def differences(annexes: Annexes) -> Iterator[Difference]:
    """Where the loaded record and the text differ, annex by annex. Nothing is changed.

    Raises RecordError where there is no record to hold against the text.
    """
    if not Period.objects.filter(position_date=POSITION_DATE).exists():
        raise RecordError(NOT_LOADED)
    names = Names()
    for found in annexes.differences:
        yield Difference(found.line, "the text itself", "as in the published annexes", found.text)
    for passage in annexes.unplaced:
        yield Difference(passage.first_line, "the text itself", "a place for every passage", "one that has none")
    yield from annex_1_differences(annexes, names)
    yield from annex_2_differences(annexes, names)
    yield from annex_3_differences(annexes)
    yield from sentence_differences(annexes)
