"""Letters by e-mail: written down in the transaction that causes them, sent by the worker once that is committed."""

from procrastinate.contrib.django import app

from .models import Letter, User


def write_letter(
    kind: str, *, subject: str, text: str, html: str = "", to: User | None = None, address: str = "", **more: object
) -> Letter:
    """A letter to a person, or to an address. It is on its way if, and only if, the transaction is committed."""
    letter = Letter.objects.create(
        kind=kind, person=to, address=address or (to.email if to else ""), subject=subject, text=text, html=html, **more
    )
    app.configure_task("organisations.tasks.send_letter").defer(letter=letter.pk)
    return letter
