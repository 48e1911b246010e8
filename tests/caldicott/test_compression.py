"""What is sent compressed to those who can read it so."""

import gzip

import pytest
from django.test import Client

from tests.factories import OrganisationFactory, PeriodFactory

READS_COMPRESSED = {"accept-encoding": "gzip"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/organisations/", "/organisations/?format=csv", "/api/v1/organisations/"])
def test_words_are_compressed(client: Client, address: str) -> None:
    OrganisationFactory.create_batch(20)
    response = client.get(address, headers=READS_COMPRESSED)
    assert response["Content-Encoding"] == "gzip"
    assert b"organisation" in gzip.decompress(response.getvalue()).lower()


@pytest.mark.parametrize("address", ["/organisations/?format=xlsx", "/data/record.zip"])
def test_what_is_compressed_already_keeps_its_length(client: Client, address: str) -> None:
    PeriodFactory()
    response = client.get(address, headers=READS_COMPRESSED)
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(response.getvalue())
