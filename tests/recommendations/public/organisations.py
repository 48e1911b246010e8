"""Organisations that lead something, and what the list of organisations shows: for the tests of list and page alike."""

from typing import Any

from django.test import Client

from organisations.models import Organisation
from tests.factories import CommitmentFactory, OrganisationFactory
from tests.pages import read


def lead(**values: Any) -> Organisation:
    """One that leads a commitment."""
    organisation = OrganisationFactory(**values)
    CommitmentFactory().lead_organisations.set([organisation])
    return organisation


def names(client: Client, query: str) -> list[str]:
    """What the list shows, by name."""
    return [row[0] for row in read(client, f"/organisations/?{query}").rows]
