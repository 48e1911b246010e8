"""What a person sees of a page before reading it: that it is there, fits the window, and shuts nobody out."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.conftest import ROOT

PHONE_AND_DESK = (320, 1280)
LOOKED_AT = os.environ.get("LOOKED_AT", "")  # a folder for pictures, to look at by hand


@cache
def axe() -> Axe:
    return Axe.from_file(ROOT / "node_modules" / "axe-core" / "axe.min.js")


def is_accessible(page: Page) -> None:
    """Fails with axe's report unless it finds nothing on the page as it stands."""
    page.wait_for_load_state()  # a click ends where the next page begins, with nothing on it yet
    results = axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def fits(page: Page, name: str = "") -> None:
    """Nothing is cut off or scrolled sideways; where pictures are asked for, one by this name."""
    page.wait_for_load_state()
    if LOOKED_AT and name:
        page.screenshot(path=Path(LOOKED_AT) / f"{name}.png", full_page=True)
    beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert beyond <= 0, f"{page.url} is {beyond} pixels wider than the window"


def look(page: Page, name: str = "") -> None:
    """It fits the window that it has, and axe finds nothing."""
    fits(page, name)
    is_accessible(page)


def at_each_width(page: Page) -> Iterator[int]:
    for width in PHONE_AND_DESK:
        page.set_viewport_size({"width": width, "height": 900})
        yield width


def fits_phone_and_desk(page: Page, name: str) -> None:
    for width in at_each_width(page):
        fits(page, f"{name}-{width}")


def look_on_phone_and_desk(page: Page, name: str) -> None:
    for width in at_each_width(page):
        look(page, f"{name}-{width}")
