"""Who signs in with what, and what their roles let them do at the panel's desk, in Django's terms."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from organisations.models import User

from .roles import ROLES, Power

OWN_APPS = ("organisations", "recommendations")
_ALL = ("view", "add", "change", "delete")

# What a power lets one do to the rows of which models. What a page shows only is "view"; an action asks for the power.
GRANTS: dict[Power, dict[str, tuple[str, ...]]] = {
    Power.SEE_EVERYTHING: {
        model._meta.label_lower: ("view",) for app in OWN_APPS for model in apps.get_app_config(app).get_models()
    },
    Power.DRAFT_ASSESSMENT: {"recommendations.additionalinformation": ("add", "change")},
    Power.RUN_PERIODS: {"recommendations.period": ("add", "change")},
    Power.MANAGE_EVERYBODY: {
        "organisations.user": ("change",),
        "organisations.membership": ("change",),
        "organisations.invitation": ("add", "change"),
        "organisations.organisation": _ALL,
        "organisations.alias": _ALL,
        "organisations.succession": _ALL,
        "organisations.collectivemembership": _ALL,
    },
}


class RolesBackend(AuthenticationBackend):
    """The library's sign-in, with the permissions of the roles that a person holds now."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        permissions: set[str] = super().get_all_permissions(user_obj, obj)
        if obj is not None or isinstance(user_obj, AnonymousUser) or not user_obj.is_active:
            return permissions
        return permissions | _of_roles(user_obj)


def _of_roles(person: User) -> set[str]:
    """Looked up once for each request: it is always the newest object that a request has."""
    if not hasattr(person, "_permissions_of_roles"):
        roles = person.memberships.current().on_the_panel().values_list("role", flat=True)
        powers = {power for role in roles for power in ROLES[role].powers}  # type: ignore[index]
        person._permissions_of_roles = {  # type: ignore[attr-defined]
            permission for power in powers for permission in _granted(power)
        }
    return person._permissions_of_roles  # type: ignore[attr-defined]


def _granted(power: Power) -> set[str]:
    return {
        f"{app}.{deed}_{model}"
        for label, deeds in GRANTS.get(power, {}).items()
        for app, model in [label.split(".")]
        for deed in deeds
    }
