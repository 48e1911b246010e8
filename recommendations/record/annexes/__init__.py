"""The text of the published annexes, read and untangled: `read_annexes(text)`. It needs nothing but Python."""

from .model import Annexes, NotTheAnnexes, Passage
from .read import read_annexes

__all__ = ["Annexes", "NotTheAnnexes", "Passage", "read_annexes"]
