"""The editions that the database holds."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from recommendations.editions.sealing import ABOUT, about, differs
from recommendations.editions.store import pieces_of
from recommendations.models import Edition, Period, SealedFile, SealedPiece
from recommendations.models.edition import sha256_of
from recommendations.package.writing import of_one_moment

from .about import LARGEST_ABOUT, contradictions, told_in
from .chain import breaks_in
from .findings import Findings, Seen
from .known import unlike_known
from .manifest import held_against


@dataclass(frozen=True)
class Kept:
    """What the pieces that are kept under a digest come to."""

    size: int
    sha256: str


NOTHING = Kept(0, hashlib.sha256().hexdigest())


def verify_database(known: Mapping[str, str] | None = None) -> Findings:
    """Recompute every digest and the chain, and hold what everybody reads against what was sealed, at one moment."""
    findings = Findings()
    with of_one_moment():
        kept = all_kept()
        for edition in Edition.objects.select_related("period").order_by("place"):
            seen = seen_in(edition)
            findings.editions.append(seen)
            findings.tell(amiss_in(edition, kept), of=seen.name)
        findings.tell(breaks_in(findings.editions))
        findings.tell(kept_for_nothing(kept))
        findings.tell(periods_unlike_their_editions())
    if known is not None:
        findings.tell(unlike_known(known, findings.manifests, all_are_here=True))
    return findings


def seen_in(edition: Edition) -> Seen:
    return Seen(
        period=edition.period.slug,
        number=edition.number,
        manifest_sha256=sha256_of(edition.manifest),
        place=edition.place,
        previous_sha256=edition.previous_sha256,
    )


def all_kept() -> dict[str, Kept]:
    """By the digest under which pieces are kept: read once, never many in memory."""
    pieces = SealedPiece.objects.order_by("sha256", "position").values_list("sha256", "content")
    kept = {}
    for digest, group in groupby(pieces.iterator(chunk_size=4), key=itemgetter(0)):
        computed, size = hashlib.sha256(), 0
        for _, content in group:
            computed.update(content)
            size += len(content)
        kept[digest] = Kept(size, computed.hexdigest())
    return kept


def amiss_in(edition: Edition, kept: Mapping[str, Kept]) -> Iterator[str]:
    """What is wrong within one edition."""
    if sha256_of(edition.manifest) != edition.manifest_sha256:
        yield f"its manifest has the digest {sha256_of(edition.manifest)}, and its row says {edition.manifest_sha256}"
    files = list(edition.files.all())
    for file in files:
        size = kept.get(file.sha256, NOTHING).size
        if size != file.size:
            yield f"{file.name} has {size} bytes, and its row says {file.size}"
    yield from held_against(edition.manifest, {file.name: kept.get(file.sha256, NOTHING).sha256 for file in files})
    for file in files:
        if file.name == ABOUT:
            yield from said_otherwise(edition, file, kept.get(file.sha256, NOTHING))


def said_otherwise(edition: Edition, file: SealedFile, kept: Kept) -> Iterator[str]:
    """Where the edition's own file and its row do not say the same."""
    told = told_in(b"".join(pieces_of(edition, file.name))) if kept.size <= LARGEST_ABOUT else None
    if told is None:
        yield f"{ABOUT} does not say which edition it is"
    else:
        yield from contradictions(told, about(edition), "its row")


def kept_for_nothing(kept: Mapping[str, Kept]) -> Iterator[str]:
    wanted = set(SealedFile.objects.values_list("sha256", flat=True).distinct())
    for digest in kept:
        if digest not in wanted:
            yield f"pieces are kept under {digest}, which belong to no file of any edition"


def periods_unlike_their_editions() -> Iterator[str]:
    """Where what everybody reads of a period is not what its current edition sealed."""
    current = {edition.period_id: edition for edition in Edition.objects.current().select_related("period")}
    for period in Period.objects.order_by("position_date"):
        edition = current.get(period.pk)
        if edition and not period.is_published:
            yield f"{period.slug} has an edition, and is {period.get_state_display().lower()}"
        elif edition:
            for name in differs(period, edition):
                yield f"{period.slug}/{edition.number}: the rows that everybody reads are not those sealed in {name}"
        elif period.is_published:
            yield f"{period.slug} is published and has no edition"
