"""What a downloaded list is called: the list, what it was narrowed by, and the day."""

from django.utils import timezone
from django.utils.text import slugify

from .listing import Listing

LONGEST = 100  # characters; some systems take no more than 255 with the whole path


def file_name(name: str, listing: Listing) -> str:
    """Without its ending: `commitments-status-in-progress-2026-11-22`. What is too long is cut, but never the day."""
    narrowed = [f"{field.name}-{field.value}" for field in listing.fields if field.value]
    words = slugify(" ".join([name, *narrowed, listing.words]).replace("_", "-"))
    return f"{words[:LONGEST].strip('-')}-{timezone.localdate().isoformat()}"
