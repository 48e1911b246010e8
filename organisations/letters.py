"""Letters by e-mail: written down in the transaction that causes them, sent by the worker once that is committed.

A link that gives its bearer a power stands neither in the letter's row nor in the job. Where the text has
`Letter.PRIVATE_LINK`, the function that `organisations.tasks` names for the kind of letter gives it as it is sent.
"""

import re
import textwrap
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from procrastinate.contrib.django import app

from .models import Letter, User

WIDTH = 72
A_LINE = re.compile(r"(?P<indent> *(?:- |> )?)(?P<words>.*)")


def write_letter(
    kind: str, *, subject: str, text: str, html: str = "", to: User | None = None, address: str = "", **more: object
) -> Letter:
    """A letter to a person, or to an address. It is on its way if, and only if, the transaction is committed."""
    letter = Letter.objects.create(
        kind=kind,
        person=to,
        address=address or (to.email if to else ""),
        subject=one_line(subject),
        text=text,
        html=html,
        **more,
    )
    app.configure_task("organisations.tasks.send_letter").defer(letter=letter.pk)
    return letter


def told(template: str, **values: object) -> dict[str, Any]:
    """The `subject`, `text` and `html` of a letter, from two templates: `told("invitation", subject=..., ...)`."""
    values["site"] = settings.SITE_URL
    values["subject"] = one_line(str(values["subject"]))
    return {
        "subject": str(values["subject"]),
        "text": wrapped(render_to_string(f"letters/{template}.txt", values)),
        "html": render_to_string(f"letters/{template}.html", values),
    }


def one_line(text: str) -> str:
    """What may stand in a header: no line break and no control character, and no longer than a subject is kept."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return textwrap.shorten(line, 200, placeholder=" …") if len(line) > 200 else line


def wrapped(text: str) -> str:
    """The text in lines that every program shows well; addresses stay whole, blank lines come one at a time."""
    lines = [_wrapped(line.rstrip()) for line in text.replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _wrapped(line: str) -> str:
    found = A_LINE.fullmatch(line)
    if not found or not found["words"]:
        return ""
    first = found["indent"]
    rest = first if first.endswith("> ") else " " * len(first)
    return textwrap.fill(
        found["words"],
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
