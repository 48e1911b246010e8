"""Letters by e-mail: written down in the transaction that causes them, sent by the worker once that is committed."""

from collections.abc import Callable

from procrastinate.contrib.django import app

from .models import Letter, User

# Stands in a letter's text for a link that gives its bearer a power: such a link is made when the letter is sent, and
# neither the log of letters nor the queue ever holds it.
PRIVATE_LINK = "{private link}"
_makers: dict[str, Callable[[Letter], str]] = {}


def private_link_of(kind: str) -> Callable[[Callable[[Letter], str]], Callable[[Letter], str]]:
    """Makes a function the one that gives the private link of letters of a kind."""

    def register(maker: Callable[[Letter], str]) -> Callable[[Letter], str]:
        _makers[kind] = maker
        return maker

    return register


def as_sent(letter: Letter) -> tuple[str, str]:
    """The text and the HTML of a letter with its private link."""
    if PRIVATE_LINK not in letter.text + letter.html:
        return letter.text, letter.html
    link = _makers[letter.kind](letter)
    return letter.text.replace(PRIVATE_LINK, link), letter.html.replace(PRIVATE_LINK, link)


def write_letter(
    kind: str, *, subject: str, text: str, html: str = "", to: User | None = None, address: str = "", **more: object
) -> Letter:
    """A letter to a person, or to an address. It is on its way if, and only if, the transaction is committed."""
    letter = Letter.objects.create(
        kind=kind, person=to, address=address or (to.email if to else ""), subject=subject, text=text, html=html, **more
    )
    app.configure_task("organisations.tasks.send_letter").defer(letter=letter.pk)
    return letter
