"""The one chain of all editions, and the numbers of each period's."""

from collections import Counter
from collections.abc import Iterable, Iterator

from .findings import Seen


def breaks_in(editions: Iterable[Seen]) -> Iterator[str]:
    """Where editions do not follow each other without a gap, from place 1 and from edition 1 of each period."""
    before: Seen | None = None
    numbers: Counter[str] = Counter()
    for edition in sorted(editions, key=lambda each: (each.place or 0, each.name)):
        yield from break_between(before, edition)
        expected = numbers[edition.period] + 1
        if edition.number != expected:
            yield f"{edition.name}: before it, edition {expected} of {edition.period} is missing"
        numbers[edition.period] = edition.number
        before = edition


def break_between(before: Seen | None, edition: Seen) -> Iterator[str]:
    last = (before.place or 0) if before else 0
    place = edition.place or 0
    if before and place == last:
        yield f"{edition.name} is at place {place}, where {before.name} is too"
    elif place != last + 1:
        yield f"{edition.name} is at place {place}, and place {last + 1} is missing"
    elif before and edition.previous_sha256 != before.manifest_sha256:
        yield (
            f"{edition.name} follows the manifest {edition.previous_sha256}, and that of {before.name}, which stands "
            f"before it, has the digest {before.manifest_sha256}"
        )
    elif not before and edition.previous_sha256 is not None:
        yield f"{edition.name} is the first, and follows the manifest {edition.previous_sha256}"
