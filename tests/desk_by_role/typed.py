"""What somebody who may would send to each address: what stands in the form, and what has to be typed beside it."""

from collections.abc import Iterable
from typing import Any

from organisations.admin.members_import import packed
from organisations.models import Role
from tests import factories as f
from tests.desk_by_role.cast import SINCE, Cast
from tests.desk_by_role.sending import Sent

# Given wherever a form asks for it and it is empty.
REASONS = {"reason": "A sample reason.", "post": "yes", "note": "A sample."}
DAY = {"since": SINCE.isoformat()}


def typed(cast: Cast, what: str) -> dict[str, Any]:
    other = {"other": str(f.OrganisationFactory().pk), **DAY}
    member, period = cast.row("collectivemembership"), cast.row("period", "close").pk
    return {
        "organisation add": {"name": "Sample body", "slug": "sample-body", "kind": "other"},
        "organisation act rename": {"name": "Another name", **DAY},
        "organisation act succeed": other,
        "organisation act merge": other,
        "collectivemembership add": {"collective": member.collective_id, "member": f.OrganisationFactory().pk},
        "collectivemembership import": {
            "packed": packed(f"collective,member\n{member.collective.slug},{f.OrganisationFactory().slug}\n".encode())
        },
        "membership add": {"person": cast.row("user").pk, "role": Role.OBSERVER},
        "invitation add": {"email": "invited@example.org", "role": Role.OBSERVER},
        "period add": {"position_date": "2095-03-31", "opens_on": "2095-03-31", "due_on": "2095-04-30"},
        "period act move": {"due_on": "2090-12-31", "closes_on": ""},
        "period act reopen": {"due_on": "2091-06-30", "closes_on": ""},
        "user add": {
            "email": "new@example.org",
            "usable_password": "true",
            "password1": "a sample of a password",
            "password2": "a sample of a password",
        },
        "user password": {
            "usable_password": "true",
            "password1": "a sample of a password",
            "password2": "a sample of a password",
        },
        "additionalinformation add": {
            "period": period,
            "recommendation": cast.row("assessment").recommendation_id,
            "position": "9",
            "kind": "additional",
            "summary": "A sample.",
        },
        "additionalinformation correct": {"summary": "Another sample.", "kind": "additional"},
        "additionalinformation change": {"summary": "Another sample.", "kind": "additional"},
        "assessment correct": {"conclusion": "Other progress"},
        "progressreport correct": {"summary": "Another sample."},
        "progressreport add": {
            "period": period,
            "recommendation": cast.row("recommendation").pk,
            "self_rating": "complete",
            "position": "1",
            "summary": "A sample.",
        },
        "progressreport queue": {"chosen": f"{cast.row('progressreport', 'bulk').pk}.1"},
        "progressreport review": {"decision": "accept", "seen": "1"},
        "commitment add": {"number": "999", "kind": "commitment", "summary": "A sample."},
        "recommendation add": {"number": "999", "title": "A sample", "sufficiency": "assists"},
        "assessment assess": {"narrative": "Another sample.", "conclusion": "Some progress", "rating": "amber"},
    }.get(what, {})


def sent_from(cast: Cast, what: str, pages: Iterable[Any]) -> dict[str, Any]:
    """What whoever may see the form would send, with a reason wherever one is asked."""
    forms = [Sent(page.text).values for page in pages if page.status_code == 200]
    values = max(forms, key=len, default={})
    missing = {name: text for name, text in REASONS.items() if not values.get(name, "").strip()}
    return {**values, **missing, **typed(cast, what)}
