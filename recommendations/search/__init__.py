"""One search over everything published: ranked, forgiving of spelling, and helpful where nothing fits."""

from .asked import Asked
from .found import Found
from .instead import Instead, instead_of
from .pages import pages_for
from .result import Result
from .sources import MOST, SOURCES

__all__ = ["MOST", "SOURCES", "Asked", "Found", "Instead", "Result", "instead_of", "pages_for"]
