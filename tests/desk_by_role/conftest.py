"""One cast for all tests of this folder: each finds it as it was made, whatever the one before it sent."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.desk_by_role.cast import Cast


@pytest.fixture(scope="package")
def whole_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield Cast.make()
            transaction.set_rollback(True)
        connection.close()


@pytest.fixture
def db(whole_cast: Cast) -> Iterator[None]:
    """Instead of the library's, which closes the connection after each test, and with it all that the cast is."""
    cookies = {role: deepcopy(browser.cookies) for role, browser in whole_cast.browsers.items()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for role, browser in whole_cast.browsers.items():
        browser.cookies = cookies[role]


@pytest.fixture
def cast(whole_cast: Cast, db: None) -> Cast:
    return whole_cast
