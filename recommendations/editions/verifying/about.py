"""What an edition's own file says of it: which one it is, and which one it follows."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from recommendations.editions.sealing import ABOUT

from .manifest import DAY, DIGEST

# In bytes. A reason may be long; nobody writes that much.
LARGEST_ABOUT = 1_000_000
LARGEST_NUMBER = 2**31 - 1


def told_in(content: bytes) -> dict[str, Any] | None:
    """The facts by their names; None where the file cannot be what an edition has."""
    try:
        told = json.loads(content.decode())
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) and well_told(told) else None


def well_told(told: Mapping[str, Any]) -> bool:
    return (
        all(isinstance(told.get(name), str) for name in ("period", "published_at", "reason"))
        and re.fullmatch(DAY, told["period"]) is not None
        and all(type(told.get(name)) is int and 1 <= told[name] <= LARGEST_NUMBER for name in ("number", "place"))
        and follows_well(told["place"], told.get("previous_sha256"))
    )


def follows_well(place: int, previous: Any) -> bool:
    """Whether it is the very first and follows none, or else follows what may be a manifest."""
    if place == 1:
        return previous is None
    return isinstance(previous, str) and re.fullmatch(DIGEST, previous) is not None


def contradictions(told: Mapping[str, Any], stands: Mapping[str, Any], where: str) -> Iterator[str]:
    """Each fact that stands otherwise in another place."""
    for name, value in stands.items():
        if told.get(name) != value:
            yield f"{ABOUT} says {name} {in_json(told.get(name))}, and {where} {in_json(value)}"


def in_json(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 100 else f"{shown[:100]}…"
