"""What an edition says, whenever it is published: so that a preview can be held against what comes of it."""

from caldicott.refusals import Refused
from recommendations.models import Edition
from recommendations.models.edition import sha256_of

# These tell when an edition was published and which one it follows, and so are others each time.
OF_THE_MOMENT = ("edition.json", "datapackage.json")


def fingerprint_of(edition: Edition) -> str:
    """The digest of the digests of all other files, and of those of the editions that follow it from the same cause.

    To be asked in the transaction that seals them, which lets nobody else seal one.
    """
    following = Edition.objects.filter(place__gte=edition.place).order_by("place")
    lines = [line for each in following for line in each.manifest.splitlines(keepends=True)]
    return sha256_of("".join(line for line in lines if line.split("  ", 1)[1].strip() not in OF_THE_MOMENT))


def as_it_was_seen(edition: Edition, seen: str) -> None:
    """Raises Refused where the edition says something else than the preview that was looked at; empty for none."""
    if seen and seen != fingerprint_of(edition):
        raise Refused("Something changed after you looked at the preview. Nothing was published: look at it again.")
