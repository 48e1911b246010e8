"""Manifests that somebody knew before: against them a deleted, an added or a sealed-anew edition is noticed."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from recommendations.package.problem import PackageProblem
from recommendations.package.reading import regular_file

from .manifest import DAY, DIGEST, NUMBER

LARGEST_LIST = 5_000_000  # in bytes; one line has some 80
LINE = re.compile(rf"({DIGEST}) [ *]({DAY}/{NUMBER})")


def known_in(path: Path) -> dict[str, str]:
    """The digests of manifests by the names of their editions, from lines such as sha256sum writes.

    Raises PackageProblem for any other file.
    """
    with regular_file(path.parent, path.name) as file:
        content = file.read(LARGEST_LIST + 1)
    if len(content) > LARGEST_LIST:
        raise PackageProblem(f"{path} is larger than any list of editions.")
    known: dict[str, str] = {}
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        found = LINE.fullmatch(line)
        if not found:
            raise PackageProblem(f"{path}, line {number}: write a manifest’s SHA-256, two blanks, and period/number.")
        if known.setdefault(found[2], found[1]) != found[1]:
            raise PackageProblem(f"{path}, line {number}: {found[2]} has another digest in a line before.")
    return known


def unlike_known(known: Mapping[str, str], here: Mapping[str, str], *, all_are_here: bool) -> Iterator[str]:
    """Where manifests differ from the known ones. That one is missing counts only where all are said to be here."""
    for name, digest in known.items():
        if name not in here:
            if all_are_here:
                yield f"{name} is known, with the manifest {digest}, and is not there"
        elif here[name] != digest:
            yield f"{name}: its manifest has the digest {here[name]}, and the known one {digest}"
    for name in here:
        if name not in known:
            yield f"{name} is not among the known: take a newer list if it was published since"
