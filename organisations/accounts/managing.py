"""Who may manage people: the secretariat everybody, an authorised officer those of the own organisation."""

from django.core.exceptions import PermissionDenied

from organisations.models import ORGANISATION_ROLES, Organisation, User

from .roles import Power, may, require


def may_manage_everybody(person: User) -> bool:
    return (person.is_active and person.is_superuser) or may(person, Power.MANAGE_EVERYBODY)


def may_manage_person(person: User, of: User) -> bool:
    """Whether somebody may do something to the account of another: nobody is managed by who may do less."""
    return may_manage_everybody(person) and (person.is_superuser or not of.is_superuser)


def require_may_manage_everybody(person: User) -> None:
    if not may_manage_everybody(person):
        require(person, Power.MANAGE_EVERYBODY)


def require_may_manage_person(person: User, of: User) -> None:
    require_may_manage_everybody(person)
    if not may_manage_person(person, of):
        raise PermissionDenied("This account may do everything. Only somebody who may do that too can change it.")


def require_may_manage(person: User, role: str, organisation: Organisation | None) -> None:
    """Whether somebody may give or end this role here. Raises PermissionDenied with a sentence."""
    if may_manage_everybody(person):
        return
    if organisation is None or role not in ORGANISATION_ROLES:
        raise PermissionDenied("Roles on the panel are given and ended by the secretariat.")
    require(person, Power.MANAGE_PEOPLE, organisation)
