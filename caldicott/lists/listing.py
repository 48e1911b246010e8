"""What one address of a list shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django_filters import FilterSet

from .choices import Chosen, Field

if TYPE_CHECKING:
    from .public_list import Order


@dataclass(frozen=True)
class Listing:
    """The rows of one page, what led to them, and what else could be asked for."""

    filters: FilterSet
    page: "Page[Any]"
    understood: bool
    words: str = ""  # what is looked for; rows that match have a `headline` with the matches marked
    searchable: bool = False
    problem: str = ""  # what is wrong with the words that are looked for
    format: str = ""  # the file that is asked for; empty for the page
    address_problems: Sequence[str] = ()  # what else in the address is not understood
    orders: Mapping[str, "Order"] | None = None
    order: str = ""
    fields: Sequence[Field] = ()
    chosen: Sequence[Chosen] = ()  # what narrows the list, each with the address without it
    downloads: Mapping[str, str] | None = None  # by format, the address of all rows

    @property
    def status(self) -> int:
        """The HTTP status: 400 where something was asked for that the list does not know."""
        return 200 if self.understood else 400
