"""Public lists: what narrows, finds, orders and downloads their rows, all of it in the address."""

from .facets import Facet
from .listing import Listing
from .paging import page_in_one_query, page_of
from .public_list import Order, PublicList

__all__ = ["Facet", "Listing", "Order", "PublicList", "page_in_one_query", "page_of"]
