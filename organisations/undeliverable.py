"""What ends the tries of a letter: nobody takes it for its address, or it must not go there any more.

All else is tried again for ever: what a mail server says of us, or of the moment, may be otherwise tomorrow.
"""

import re
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from .models import Letter, Organisation

REFUSED_FOR_GOOD = range(500, 600)
# That one has to sign in at the mail server first: a setting of this site.
SIGN_IN_FIRST = (530, 535, 538)
# Its rules, mostly on who may send by it: the recipient may be a good one.
BY_ITS_RULES = re.compile(rb"5\.7\.\d")


class Undeliverable(Exception):
    """The letter is given up. The message says why, for those who read the log."""


def is_for_good(failure: Exception) -> bool:
    """Whether a letter that failed so would fail for ever."""
    match failure:
        case Undeliverable():
            return True
        case SMTPRecipientsRefused(recipients=answers):
            return all(_is_final(code, says) for code, says in answers.values())
        case SMTPDataError(smtp_code=code, smtp_error=says):
            return _is_final(code, says)
    return False


def require_deliverable(letter: Letter) -> None:
    """Raises Undeliverable where no mail server could take it, or where it would tell news to a stranger."""
    try:
        EmailMessage(letter.subject, "", "somebody@localhost", [letter.address]).message()
    except ValueError as reason:
        raise Undeliverable(f"No letter can be sent to this address: {reason}") from reason
    if letter.kind == Letter.Kind.NEWS:
        _require_a_part_in_it(letter)


def _require_a_part_in_it(letter: Letter) -> None:
    """What is told of an organisation is for its people: whose part has ended since is not told any more."""
    person = letter.person
    if person is None or not person.is_active:
        raise Undeliverable("The person is no longer active.")
    parts = person.memberships.current().filter(organisation__isnull=False)
    if not parts.exists():
        raise Undeliverable("The person has no part in an organisation any more.")
    ended = Organisation.objects.filter(people__person=person).exclude(pk__in=parts.values("organisation"))
    for organisation in ended.distinct():
        if f"/returns/{organisation.slug}/" in letter.text:
            raise Undeliverable(f"It tells of {organisation.name}, in which the person has no part any more.")


def _is_final(code: int, says: bytes | str) -> bool:
    answer = says if isinstance(says, bytes) else says.encode()
    return code in REFUSED_FOR_GOOD and code not in SIGN_IN_FIRST and not BY_ITS_RULES.match(answer)
