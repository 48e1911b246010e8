"""A report as one PDF. Needs the extra `pdf`, and Debian's pango beside it."""

from .kept import Busy
from .make import available
from .whole import pdf_of

__all__ = ["Busy", "available", "pdf_of"]
