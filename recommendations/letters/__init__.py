"""Letters about returns: what is owed, what was decided, what was received.

Whoever causes news says so in the transaction that causes them; the worker writes the letters once that is committed.
"""

from .queue import everybody_has_news, have_news
from .receipt import write_receipt

__all__ = ["everybody_has_news", "have_news", "write_receipt"]
