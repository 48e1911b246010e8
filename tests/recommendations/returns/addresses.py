"""Where an organisation's desk is, and what its forms hold without showing it."""

from tests.pages import Page
from tests.returning import Desk


def root(desk: Desk) -> str:
    return f"/returns/{desk.organisation.slug}/"


def return_of(desk: Desk) -> str:
    return f"{root(desk)}{desk.period.slug}/"


def report_of(desk: Desk) -> str:
    return f"{return_of(desk)}{desk.commitment.number}/"


def hidden(page: Page, name: str) -> list[str]:
    return [each.get("value") for each in page.root.iterfind(f".//input[@name='{name}']")]
