"""The editions of a copy: verified by themselves, and held against those of the database."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recommendations.editions.sealing import ABOUT
from recommendations.models import Edition
from recommendations.package.problem import PackageProblem

from .about import LARGEST_ABOUT, contradictions, told_in
from .chain import breaks_in
from .copies import Copy, copy_at
from .findings import Findings, Seen
from .known import unlike_known
from .manifest import DAY, MANIFEST, NUMBER, held_against

LARGEST_MANIFEST = 10_000_000  # in bytes; a file takes some 100
PLACE = re.compile(rf"({DAY})/({NUMBER})/(.+)")


@dataclass(frozen=True)
class Part:
    """The files of one edition in a copy, by their names in it. `at` is its folder; empty where it is all there is."""

    at: str
    names: set[str] = field(default_factory=set)

    @property
    def stands(self) -> dict[str, Any]:
        """What its folder says of it."""
        period, _, number = self.at.strip("/").partition("/")
        return {"period": period, "number": int(number)} if self.at else {}


def verify_copy(path: Path, known: Mapping[str, str] | None = None, *, alone: bool = False) -> Findings:
    """Recompute every digest in a copy and its chain. Unless it is looked at alone, the database has to say the same.

    What has folders of editions is held to have all editions, so that a missing one is a difference; the files of one
    edition without such folders are held to be that one. Raises PackageProblem for what is no copy.
    """
    with closing(copy_at(path)) as copy:
        findings = Findings()
        parts, stray = parted(copy.names)
        if not parts:
            raise PackageProblem(f"{path} holds no edition: neither {MANIFEST} nor a folder such as 2014-09-30/1.")
        findings.tell(copy.amiss)
        findings.tell(f"{name} belongs to no edition" for name in stray)
        for part in parts:
            verify_part(copy, part, findings)
    of_all = all(part.at for part in parts)
    if of_all:
        findings.tell(breaks_in(seen for seen in findings.editions if seen.place))
    if not alone:
        findings.tell(unlike_database(findings, of_all=of_all))
    if known is not None:
        findings.tell(unlike_known(known, findings.manifests, all_are_here=of_all))
    return findings


def parted(names: set[str]) -> tuple[list[Part], list[str]]:
    """The editions of a copy, and the names that belong to none."""
    if MANIFEST in names:
        return [Part("", names)], []
    parts: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    stray = []
    for name in sorted(names):
        if place := PLACE.fullmatch(name):
            parts[place[1], int(place[2])].add(place[3])
        else:
            stray.append(name)
    return [Part(f"{period}/{number}/", parts[period, number]) for period, number in sorted(parts)], stray


def verify_part(copy: Copy, part: Part, findings: Findings) -> None:
    """Look at one edition, and tell of it by its folder; without one, by what it says that it is."""
    of = part.at.strip("/") or copy.path.name
    lines: list[str] = []
    digests = dict(digests_of(copy, part, lines))
    try:
        manifest = content_of(copy, part, MANIFEST, LARGEST_MANIFEST)
        lines += held_against(manifest.decode(errors="replace"), digests)
        told = told_in(content_of(copy, part, ABOUT, LARGEST_ABOUT))
    except PackageProblem as problem:
        findings.tell([*lines, str(problem)], of=of)
        return
    if told is None:
        lines.append(f"{ABOUT} does not say which edition it is")
    else:
        lines += contradictions(told, part.stands, "its folder")
        seen = seen_in(told, part, manifest)
        findings.editions.append(seen)
        of = seen.name
    findings.tell(lines, of=of)


def seen_in(told: Mapping[str, Any], part: Part, manifest: bytes) -> Seen:
    """Known by its folder where it has one, so that two do not become one by what they say."""
    return Seen(
        **({"period": told["period"], "number": told["number"]} | part.stands),
        manifest_sha256=hashlib.sha256(manifest).hexdigest(),
        place=told["place"],
        previous_sha256=told["previous_sha256"],
    )


def digests_of(copy: Copy, part: Part, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Every file but the manifest with the digest of its bytes; of one that cannot be read, a line why."""
    for name in sorted(part.names - {MANIFEST}):
        try:
            with copy.reading(part.at + name) as file:
                yield name, hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        except PackageProblem as problem:
            lines.append(str(problem))


def content_of(copy: Copy, part: Part, name: str, largest: int) -> bytes:
    """The bytes of a file that is known to be small. Raises PackageProblem where it is not there or is large."""
    if name not in part.names:
        raise PackageProblem(f"{name} is missing")
    with copy.reading(part.at + name) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise PackageProblem(f"{name} is larger than that of any edition")
    return content


def unlike_database(findings: Findings, *, of_all: bool) -> Iterator[str]:
    """Where the copy has other editions than the database."""
    editions = Edition.objects.order_by("place").values_list("period__position_date", "number", "manifest_sha256")
    sealed = {f"{date.isoformat()}/{number}": digest for date, number, digest in editions}
    here = findings.manifests
    for name, digest in here.items():
        if name not in sealed:
            yield f"{name} is not in the database"
        elif sealed[name] != digest:
            yield f"{name}: its manifest has the digest {digest}, and that of the database {sealed[name]}"
    if of_all:
        yield from (f"{name} is in the database, and not in the copy" for name in sealed if name not in here)
