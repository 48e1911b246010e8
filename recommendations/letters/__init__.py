"""Letters about returns."""

from organisations.models import Organisation
from recommendations.models import Receipt


def have_news(organisation: Organisation) -> None:
    """Placeholder."""


def write_receipt(receipt: Receipt) -> None:
    """Placeholder."""
