"""A real browser, the site served to it, and a look at each page's accessibility."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.models import User
from tests.conftest import ROOT
from tests.journeys.seats import Seats, cookie_of
from tests.kept import Kept

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Milliseconds that a page may take to show what is expected: many, as a busy machine is no fault of the site.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The browser of the system: none is downloaded."""
    found = next((path for path in BROWSERS if Path(path).exists()), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    if not (ROOT / "static" / "build" / "site.css").exists():
        pytest.skip("the style sheet has not been built: npm ci && npm run build")
    return {"executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """What the addresses of a journey begin with."""
    return live_server.url


@pytest.fixture(autouse=True, scope="session")
def _synchronous_database() -> Iterator[None]:
    """Playwright runs an event loop in the test's thread; Django would refuse the database there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(transactional_db: None, page: Page) -> Iterator[Page]:
    """A page of the browser, which must not say a word of complaint; there is nothing in the database."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A page that answers 409 or 422 shows the form again, and the browser notes that; of its parts none may fail.
        its_own_answer = message.location["url"] == page.url and "responded with a status of 4" in message.text
        if message.type == "error" and not its_own_answer:
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def record_site(kept_record: Kept, site: Page) -> Page:
    """The same at the overview of the whole record."""
    kept_record.put_back()
    site.goto("/")
    return site


@pytest.fixture
def seat(browser: Browser, base_url: str, transactional_db: None) -> Iterator[Seats]:
    """A browser of its own for each, signed in; for None that of a visitor."""
    with ExitStack() as open_:

        def sit(who: User | None, **such_as: Any) -> Page:
            context = browser.new_context(base_url=base_url, **such_as)
            open_.callback(context.close)
            if who:
                context.add_cookies([cookie_of(who, base_url)])
            return context.new_page()

        yield sit
