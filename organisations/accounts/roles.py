"""What each role may do: one table, in words that a page shows as they stand.

Whether something may happen now, such as a submission to a period that is closed, is another question and not asked
here: see `recommendations.reporting.policies`.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from organisations.models import Membership, Organisation, Role, User


class Power(StrEnum):
    """Something that a role may allow. `POWERS` says each in words."""

    SEE_RETURN = "see_return"
    WRITE_REPORT = "write_report"
    SUBMIT_RETURN = "submit_return"
    MANAGE_PEOPLE = "manage_people"
    SEE_EVERYTHING = "see_everything"
    RUN_PERIODS = "run_periods"
    DECIDE_REPORT = "decide_report"
    DRAFT_ASSESSMENT = "draft_assessment"
    AGREE_ASSESSMENT = "agree_assessment"
    PUBLISH_PERIOD = "publish_period"
    MANAGE_EVERYBODY = "manage_everybody"


POWERS: dict[Power, str] = {
    Power.SEE_RETURN: "See what the organisation owes, its drafts, its receipts and its history",
    Power.WRITE_REPORT: "Write reports and save drafts while the period is open",
    Power.SUBMIT_RETURN: "Submit reports: the person’s name stands under the return",
    Power.MANAGE_PEOPLE: "Invite the organisation’s people, and end their part in it",
    Power.SEE_EVERYTHING: "See everything at the panel’s desk",
    Power.RUN_PERIODS: "Plan, open, close and reopen periods",
    Power.DECIDE_REPORT: "Accept a report, or return it with a reason",
    Power.DRAFT_ASSESSMENT: "Write assessments, and edit them until they are published",
    Power.AGREE_ASSESSMENT: "Agree an assessment that another person wrote",
    Power.PUBLISH_PERIOD: "Publish a period, and correct what is published in a new edition",
    Power.MANAGE_EVERYBODY: "Keep organisations and collectives, invite anybody, and end any role",
}


@dataclass(frozen=True)
class Told:
    """What a page tells of a role."""

    says: str
    powers: frozenset[Power]


_REPORTER = frozenset({Power.SEE_RETURN, Power.WRITE_REPORT})
_PANEL = frozenset({Power.SEE_EVERYTHING})

ROLES: dict[Role, Told] = {
    Role.REPORTER: Told("Of one organisation: writes what it reports.", _REPORTER),
    Role.AUTHORISED_OFFICER: Told(
        "Of one organisation: answers for what it reports.", _REPORTER | {Power.SUBMIT_RETURN, Power.MANAGE_PEOPLE}
    ),
    Role.SECRETARIAT: Told(
        "Of the panel’s staff: runs periods, people and organisations.",
        _PANEL | {Power.RUN_PERIODS, Power.DECIDE_REPORT, Power.MANAGE_EVERYBODY},
    ),
    Role.PANEL_MEMBER: Told("Of the panel: weighs what was reported.", _PANEL | {Power.DRAFT_ASSESSMENT}),
    Role.CHAIR: Told(
        "Of the panel: answers for what it says.", _PANEL | {Power.AGREE_ASSESSMENT, Power.PUBLISH_PERIOD}
    ),
    Role.OBSERVER: Told("Of the panel’s staff: reads everything, changes nothing.", _PANEL),
}


def roles_with(power: Power) -> list[Role]:
    return [role for role, told in ROLES.items() if power in told.powers]


def may(person: User, power: Power, organisation: Organisation | None = None) -> bool:
    """Whether a role that the person holds now, in this organisation or on the panel, allows it.

    A power of the panel holds for every organisation; a power in one organisation for that one alone.
    """
    if not person.is_active:
        return False
    place = Q(organisation=None) if organisation is None else Q(organisation=None) | Q(organisation=organisation)
    return person.memberships.current().filter(place, role__in=roles_with(power)).exists()


def require(person: User, power: Power, organisation: Organisation | None = None) -> None:
    """Raises PermissionDenied, with a sentence for the person, unless they may."""
    if not may(person, power, organisation):
        raise PermissionDenied(what_is_needed(power))


def what_is_needed(power: Power) -> str:
    roles = " or ".join(str(role.label).lower() for role in roles_with(power))
    return f"This needs the role of {roles}. It allows to: {POWERS[power][:1].lower()}{POWERS[power][1:]}."


def organisations_of(person: User) -> "list[Membership]":
    """The person's part in organisations as of now, one membership each, by the organisation's name."""
    return list(
        person.memberships.current()
        .filter(organisation__isnull=False)
        .select_related("organisation")
        .order_by("organisation__name")
    )
