"""What a page's form would send, and what it writes when it is sent."""

from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

from django.db import connection, transaction
from django.test import Client

# Who is signed in, and how often somebody guessed: written by asking, whatever is asked.
ASIDE = {"django_session", "shared_cache"}
Written = set[tuple[str, str]]  # tables, each with "insert", "update" or "delete"


class Sent(HTMLParser):
    """What the forms of a page would send as they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "select":
            self.open = name
        elif tag == "option" and "selected" in given and self.open:
            self.values[self.open] = given.get("value", "")
        elif tag == "textarea":
            self.open = name
            self.values[name] = ""
        elif tag == "input" and name and is_sent(given):
            self.values[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self.open in self.values and self.lasttag == "textarea":
            self.values[self.open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.open = ""


def is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type")
    return kind not in ("submit", "file", "search") and (kind not in ("checkbox", "radio") or "checked" in given)


def written_so_far() -> dict[tuple[str, str], int]:
    """How many rows of each table this transaction has written, as PostgreSQL counts them.

    It counts what was written with the same words as before, and what was undone again, too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables")
        rows = [row for row in cursor.fetchall() if row[0] not in ASIDE]
    deeds = ("insert", "update", "delete")
    return {(table, deed): count for table, *counts in rows for deed, count in zip(deeds, counts, strict=True)}


def everything() -> set[tuple[str, str]]:
    """Each table that the project keeps, with a digest of all its rows."""
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names() if name not in ASIDE]
    each = " UNION ALL ".join(
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"  # noqa: S608
        for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return set(cursor.fetchall())


def written_by(browser: Client, address: str, values: dict[str, Any]) -> Written:
    """What is written when this is sent, and confirmed where the page asks for that; all of it is undone."""
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        before = written_so_far()
        answer = browser.post(address, values)
        shown = Sent(answer.text).values if answer.status_code == 200 else {}
        if shown.get("seen") and "seen" not in values:
            browser.post(address, {**values, **shown})
        after = written_so_far()
        transaction.set_rollback(True)
    browser.cookies = cookies
    return {what for what, count in after.items() if count != before.get(what, 0)}
