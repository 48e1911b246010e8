"""Small helps for trying the desk."""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from organisations.models import User
from tests.factories import UserFactory


def address(model: type[Model], view: str, *arguments: Any) -> str:
    """Where the desk has `view` of `model`: changelist, add, change, delete or history."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=arguments)


def browser_of(user: User) -> Client:
    """The browser of somebody who has signed in and shown a second factor."""
    client = Client()
    client.force_login(user)
    shown(client, user)
    return client


def shown(client: Client, user: User) -> None:
    """The person who is signed in there has shown a second factor."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()


def chief() -> Client:
    """The browser of somebody who may do everything."""
    return browser_of(UserFactory(is_staff=True, is_superuser=True))


def inline(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """What a form sends for new rows below the main one."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for index, row in enumerate(rows):
        sent.update({f"{prefix}-{index}-{name}": value for name, value in row.items()})
    return sent


def sent(**values: Any) -> dict[str, Any]:
    """What a browser would send for these values: nothing for what is empty."""
    return {name: value for name, value in values.items() if value is not None}


def save(client: Client, row: Model, values: dict[str, Any]) -> None:
    """Change `row` with its form, and find it changed."""
    response = client.post(address(type(row), "change", row.pk), values)
    assert response.status_code == 302, errors(response)
    row.refresh_from_db()


def errors(response: Any) -> str:
    """Everything that the form of a refused page complains about."""
    assert response.status_code == 200
    return str(response.context["errors"])
