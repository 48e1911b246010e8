"""People in browsers of their own, signed in, and what they do with a row at the panel's desk."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, expect

from organisations.models import User
from tests.desk import browser_of

from .looking import look_on_phone_and_desk

# Asked for somebody, or for nobody who is signed in, and for what the browser is to be like.
Seats = Callable[..., Page]


def cookie_of(who: User, base_url: str) -> Any:
    """What a browser has by which the site knows somebody."""
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": browser_of(who).cookies[name].value, "url": base_url}


def act(page: Page, name: str, reason: str = "", looked_at: str = "") -> None:
    """Press the button above a row's form, say why where that is asked, and confirm."""
    page.get_by_role("link", name=name, exact=True).click()
    if reason:
        page.locator("[name=reason]").fill(reason)
    if looked_at:
        look_on_phone_and_desk(page, looked_at)
    page.get_by_role("button", name=name, exact=True).click()


def done(page: Page, said: str) -> None:
    expect(page.locator(".messagelist").first).to_contain_text(said)
