"""The panel's desk for recommendations and what follows from them. Importing it registers all of it."""

from . import (
    additional_information,
    assessment,
    commitment,
    correction,
    edition,
    period,
    progress_report,
    recommendation,
)

__all__ = [
    "additional_information",
    "assessment",
    "commitment",
    "correction",
    "edition",
    "period",
    "progress_report",
    "recommendation",
]
