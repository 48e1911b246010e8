"""Renaming: the address stays, and the old name stays with the organisation and finds it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from caldicott.desk.acts import digest_of
from caldicott.govuk.words import date_in_words
from caldicott.refusals import Refused
from organisations.accounts.managing import require_may_manage_everybody
from organisations.models import Alias, Organisation, User, audit

from .policies import CHANGED, has_come, hold, reason_told, stands_for_itself

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def rename_organisation(
    *,
    organisation: Organisation,
    name: str,
    abbreviation: str,
    since: datetime.date,
    reason: str,
    by: User,
    seen: str = "",
) -> Organisation:
    """Another name, another abbreviation, or both, from a day. What it was called before becomes an alias."""
    require_may_manage_everybody(by)
    reason = reason_told(reason)
    has_come(since)
    (held,) = hold([organisation])
    stands_for_itself(held)
    if seen and seen != digest_of(foreseen_name(held, name, abbreviation, since)):
        raise Refused(CHANGED)
    before = {"name": held.name, "abbreviation": held.abbreviation}
    held.name, held.abbreviation = name.strip(), abbreviation.strip()
    after = {"name": held.name, "abbreviation": held.abbreviation}
    if after == before:
        raise Refused("It is called that already. Write the new name, or the new abbreviation.")
    _is_free(held)
    for old in {text for what, text in before.items() if text and after[what] != text}:
        _keep(held, old, until=since - A_DAY)
    held.save(update_fields=["name", "abbreviation"])
    told = {"before": before, "after": after, "since": since.isoformat()}
    audit("rename_organisation", held, by=by, organisation=held, reason=reason, **told)
    return held


def foreseen_name(organisation: Organisation, name: str, abbreviation: str, since: datetime.date) -> list[str]:
    """What will happen, sentence by sentence."""
    named = f"From {date_in_words(since)}, {organisation} is called {name.strip()}"
    short = f", {abbreviation.strip()} for short" if abbreviation.strip() else ", and has no abbreviation"
    return [
        f"{named}{short}.",
        "What it was called before finds it still, and is shown with the last day on which it was its name.",
        f"Its public address stays /organisations/{organisation.slug}/.",
    ]


def _is_free(organisation: Organisation) -> None:
    """Raises Refused where it cannot be called so, or where another organisation is known by the name."""
    try:
        organisation.full_clean(exclude=["slug", "kind", "note", "source"])
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None
    other = Alias.objects.filter(name__iexact=organisation.name).exclude(organisation=organisation).first()
    if other is not None:
        raise Refused(f"“{organisation.name}” is another name of {other.organisation}. Take that alias away first.")


def _keep(organisation: Organisation, name: str, *, until: datetime.date) -> None:
    """The old name as an alias. One that has been an earlier name before keeps its first last day in the note."""
    alias = Alias.objects.filter(name__iexact=name).select_related("organisation").first()
    if alias is None:
        Alias.objects.create(organisation=organisation, name=name, until=until, note="An earlier name.")
    elif alias.organisation != organisation:
        raise Refused(f"The old name “{name}” is an alias of {alias.organisation}. Take that alias away first.")
    elif alias.until is None or alias.until < until:
        alias.until = until
        alias.save(update_fields=["until"])
