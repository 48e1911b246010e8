from typing import Any

import pytest
from django.test import Client

from tests.returning import Desk


@pytest.fixture(autouse=True)
def _a_password_is_enough(settings: Any) -> None:
    """The second factor has tests of its own."""
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.make()


@pytest.fixture
def reporter(desk: Desk, client: Client) -> Client:
    client.force_login(desk.reporter)
    return client


@pytest.fixture
def officer(desk: Desk) -> Client:
    client = Client()
    client.force_login(desk.officer)
    return client
