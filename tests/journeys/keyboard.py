"""Going through a page with no mouse."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 120


def go_to(page: Page, wanted: Locator) -> None:
    """From where one is, by the tab key alone."""
    for _ in range(MOST_STEPS):
        if wanted.evaluate("(each) => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by the keyboard on {page.url}")


def choose(page: Page, wanted: Locator) -> None:
    """Go to a group of radio buttons and move to the one that is wanted: the tab key reaches one of them only."""
    name = wanted.get_attribute("name")
    group = page.locator(f"input[type=radio][name='{name}']")
    for _ in range(MOST_STEPS):
        if page.evaluate("(name) => document.activeElement.name === name", name):
            break
        page.keyboard.press("Tab")
    for _ in range(group.count()):
        if wanted.evaluate("(each) => each === document.activeElement"):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} is not chosen by the keyboard on {page.url}")
