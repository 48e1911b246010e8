"""The pool of connections to the database, which may drop every one of them."""

import psycopg
import pytest
from django.db import connection

DROP_ALL_BUT_THIS = """
    SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.mark.django_db(transaction=True)
def test_connections_that_the_database_dropped_are_replaced_before_they_are_used() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()  # back into the pool
    parameters = {name: value for name, value in connection.get_connection_params().items() if name != "pool"}
    with psycopg.connect(**parameters) as other:
        dropped = other.execute(DROP_ALL_BUT_THIS).fetchall()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert (True,) in dropped
