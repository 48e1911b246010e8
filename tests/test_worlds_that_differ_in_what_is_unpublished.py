"""Databases that differ only in what is unpublished answer every public address byte for byte alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import F
from django.test import Client

from recommendations.api.views import PeriodResource
from recommendations.editions import sealing
from recommendations.editions.numbering import number_what_is_new
from recommendations.models import Period, ProgressReport
from tests.public_addresses import addresses, lists
from tests.worlds import MUCH, NOTHING, OTHER, Unpublished, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

# While the sample period is open; everything in a world happens at this moment.
MOMENT = "2090-10-15 12:00:00+00:00"


# What each form has of its own, against forgery: another each time that it is sent.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def of(cls, response: Any) -> "Answer":
        body = b"".join(response) if response.streaming else response.content
        headers = {name: value for name, value in response.headers.items() if name != "ETag" or not TOKEN.search(body)}
        return cls(response.status_code, tuple(sorted(headers.items())), TOKEN.sub(b"", body))


def ask(client: Client, address: str) -> list[Answer]:
    """What is there, what its headers alone say, and what whoever has it already is told."""
    first = client.get(address)
    answers = [Answer.of(first)]
    if address.startswith(("/admin/", "/returns/")) or "?" in address or address.endswith(".pdf"):
        return answers
    answers.append(Answer.of(client.head(address)))
    known = (
        {"If-None-Match": first["ETag"]} if "ETag" in first else {"If-Modified-Since": first.get("Last-Modified", "")}
    )
    answers.append(Answer.of(client.get(address, headers={name: value for name, value in known.items() if value})))
    return answers


def built(unpublished: Unpublished, then: Callable[[], None]) -> None:
    """Build a world, do something in it, and undo all of it but the ids that the database has given."""
    with time_machine.travel(MOMENT, tick=False), transaction.atomic():
        World(unpublished).build()
        then()
        transaction.set_rollback(True)


def difference(address: str, one: Answer, other: Answer) -> str:
    """Where two answers part, for whoever has to find out why."""
    if one.status != other.status:
        return f"{address} answers {one.status} and {other.status}"
    if one.headers != other.headers:
        return f"{address}: {sorted(set(one.headers) ^ set(other.headers))}"
    then, now = (answer.body.decode(errors="replace").splitlines() for answer in (one, other))
    return f"{address}:\n" + "\n".join(list(unified_diff(then, now, lineterm="", n=0))[:20])


def differences(first: Unpublished, *others: Unpublished, client: Client, among: list[str] | None = None) -> list[str]:
    """All that is answered in another way in one of the others than in the first."""
    asked: list[str] = []
    expected: dict[str, list[Answer]] = {}
    found: list[str] = []

    def look() -> None:
        asked.extend(among or addresses())
        expected.update((address, ask(client, address)) for address in asked)

    def compare() -> None:
        for address in asked:
            answers = ask(client, address)
            pairs = zip(expected[address], answers, strict=True)
            found.extend(difference(address, one, other) for one, other in pairs if one != other)

    built(first, look)
    for other in others:
        built(other, compare)
    return found


def test_every_public_answer_is_the_same_whatever_is_unpublished(client: Client) -> None:
    found = differences(NOTHING, MUCH, OTHER, client=client)
    assert not found, "\n\n".join(found)


def test_every_list_is_asked() -> None:
    assert {address for address, _ in lists()} == {
        "/additional-information/",
        "/assessments/",
        "/changes/",
        "/commitments/",
        "/organisations/",
        "/periods/",
        "/periods/editions/",
        "/recommendations/",
        "/reports/",
        "/toolkit/figures/",
        "/toolkit/returns/",
    }


def test_what_follows_from_an_unpublished_row_would_be_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong variant: public ids are the rows' own keys, as the database has given them."""

    def by_key(period: Any) -> None:
        rows = ProgressReport.objects.filter(period=period, public_id=None).published()
        rows.update(public_id=F("pk"))
        number_what_is_new(period)

    monkeypatch.setattr(sealing, "number_what_is_new", by_key)
    assert differences(NOTHING, MUCH, client=client, among=["/api/v1/progress-reports/?period=2090-09-30"])


def test_what_is_counted_beside_it_would_be_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another wrong variant: a period is there before it is published."""
    monkeypatch.setattr(PeriodResource, "queryset", Period.objects.exclude(state=Period.State.PLANNED).with_edition())
    assert differences(NOTHING, MUCH, client=client, among=["/api/v1/periods/"])
