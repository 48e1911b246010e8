"""A manifest against the files that it lists."""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice

MANIFEST = "SHA256SUMS"
MOST_MALFORMED = 10

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
    lines = (LINE.fullmatch(line) for line in lines_of(manifest))
    return {line[2]: line[1] for line in lines if line}


def malformed(manifest: str) -> Iterator[str]:
    """The first lines that are not as they should be: a manifest may have millions of them."""
    numbered = enumerate(lines_of(manifest), 1)
    wrong = ((number, line) for number, line in numbered if not LINE.fullmatch(line))
    for number, line in islice(wrong, MOST_MALFORMED):
        yield f"{MANIFEST}, line {number}: “{line[:100]}” is no digest with a name"


def lines_of(manifest: str) -> Iterator[str]:
    """One after the other, and parted by line feeds alone."""
    return (line.removesuffix("\n") for line in io.StringIO(manifest, newline="\n"))


def differing(listed: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*listed, *files}):
        if name not in files:
            yield f"{name} is listed in {MANIFEST} and is not there"
        elif name not in listed:
            yield f"{name} is not listed in {MANIFEST}"
        elif files[name] != listed[name]:
            yield f"{name}: its bytes have the digest {files[name]}, and {MANIFEST} says {listed[name]}"
