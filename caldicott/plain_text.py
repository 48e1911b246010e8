"""Texts that come back as they went in, on every page and in every file: what cannot be kept so is refused at entry."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# Control characters but for the tab and the ends of lines, halves of characters, and those that are none in Unicode:
# HTML, XML and spreadsheets cannot hold them, and PostgreSQL not all.
UNKEEPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0010ffff]")
_LAST_OF_A_PLANE = {0xFFFE, 0xFFFF}


def with_plain_line_ends(text: str) -> str:
    """Browsers end lines in their own way; one way is kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_unkeepable(text: str) -> int | None:
    """Where the first character stands that cannot be kept; None where all can."""
    for found in UNKEEPABLE.finditer(text):
        code = ord(found[0])
        if code < 0x1FFFE or code & 0xFFFF in _LAST_OF_A_PLANE:
            return found.start()
    return None


def plain_text(text: str) -> None:
    """A validator. Raises ValidationError that says which character it is and where it stands."""
    place = first_unkeepable(with_plain_line_ends(text))
    if place is not None:
        code = f"U+{ord(with_plain_line_ends(text)[place]):04X}"
        before = with_plain_line_ends(text)[max(0, place - 20) : place].split("\n")[-1]
        where = f"after “{before}”" if before.strip() else f"at place {place + 1}"
        raise ValidationError(
            f"Take out the character {where}: it is a sign for machines ({code}) that no page can show. "
            "It often comes along when text is copied from another program.",
            code="unkeepable",
        )


def one_line(text: str) -> None:
    """A validator for names and the like."""
    if len(text.splitlines()) > 1 or "\t" in text:
        raise ValidationError("Write this in one line, without a tab in it.", code="not_one_line")


class PlainTextField(forms.CharField):
    """One text, its lines ended in one way. Everything else of it is as it was typed, blanks around it apart."""

    def to_python(self, value: Any) -> str:
        return with_plain_line_ends(str(super().to_python(value) or ""))

    def run_validators(self, value: str) -> None:
        plain_text(value)
        super().run_validators(value)
