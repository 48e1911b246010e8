"""What stands in the way of publishing a period."""

from recommendations.models import Period


def obstacles(period: Period) -> list[str]:
    return []
