"""What a report is made of, as plain values that outlive the rows from which they were read.

Every section names, as `partial`, the template that shows it.
"""

from .gaps import Findings, MappingTable
from .progress import Progress
from .toolkit import Toolkit

Section = Progress | Findings | MappingTable | Toolkit

__all__ = ["Section"]
