"""A manifest against the files that it lists."""

import re
from collections.abc import Iterator, Mapping

MANIFEST = "SHA256SUMS"

DIGEST = r"[0-9a-f]{64}"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
NUMBER = r"[1-9][0-9]{0,8}"
WORD = r"[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+)*"
PLAIN_PATH = re.compile(rf"{WORD}(?:/{WORD})*")
LINE = re.compile(rf"({DIGEST})  ({PLAIN_PATH.pattern})")


def held_against(manifest: str, files: Mapping[str, str]) -> Iterator[str]:
    """Where a manifest differs from files, which are given by their names with the digests of their bytes."""
    found = [*malformed(manifest), *differing(listed_in(manifest), files)]
    yield from found
    if not found and manifest != written(files):
        yield f"{MANIFEST} does not list each file once, by name, in lines of sha256sum"


def written(files: Mapping[str, str]) -> str:
    """The manifest of files, as it is sealed."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))


def listed_in(manifest: str) -> dict[str, str]:
    """The digests by the names, of the lines that are well written."""
    lines = (LINE.fullmatch(line) for line in manifest.split("\n"))
    return {line[2]: line[1] for line in lines if line}


def malformed(manifest: str) -> Iterator[str]:
    for number, line in enumerate(manifest.removesuffix("\n").split("\n"), 1):
        if not LINE.fullmatch(line):
            yield f"{MANIFEST}, line {number}: “{line[:100]}” is no digest with a name"


def differing(listed: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*listed, *files}):
        if name not in files:
            yield f"{name} is listed in {MANIFEST} and is not there"
        elif name not in listed:
            yield f"{name} is not listed in {MANIFEST}"
        elif files[name] != listed[name]:
            yield f"{name}: its bytes have the digest {files[name]}, and {MANIFEST} says {listed[name]}"
