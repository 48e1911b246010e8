"""Public lists: what narrows, finds, orders and downloads their rows, all of it in the address."""

from .facets import Facet
from .listing import Listing
from .paging import ROWS, first_page, page_in_one_query, page_of
from .public_list import Order, PublicList

__all__ = ["ROWS", "Facet", "Listing", "Order", "PublicList", "first_page", "page_in_one_query", "page_of"]
