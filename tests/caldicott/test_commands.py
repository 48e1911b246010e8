"""A command whose database fails says so in one line."""

import logging
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from caldicott.commands import PlainCommand, quiet_pool
from tests.recommendations.record.annexes.specimen import specimen


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["load_record", "verify_record", "import_annexes"])
def test_a_database_without_its_tables_is_told_in_one_line(command: str, tmp_path: Path) -> None:
    text = tmp_path / "annexes.txt"
    text.write_text(specimen(), encoding="utf-8")
    with connection.cursor() as cursor:
        for table in ("organisations_organisation", "recommendations_period"):
            cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")

    with pytest.raises(
        CommandError, match=r"^The database does not do what it should: relation .* does not exist"
    ) as e:
        call_command(command, *([] if command == "load_record" else [str(text)]))

    assert "\n" not in str(e.value)
    assert e.value.returncode == 1


class Unanswered(PlainCommand):
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        logging.getLogger("psycopg.pool").warning("one attempt of many")
        raise OperationalError("couldn't get a connection\n\tafter 5.00 sec")


def test_a_database_that_does_not_answer_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(CommandError, match=r"^The database does .*: couldn't get a connection after 5\.00 sec$"):
        call_command(Unanswered())

    assert caplog.messages == []


def test_the_pool_speaks_again_afterwards() -> None:
    pool = logging.getLogger("psycopg.pool")
    before = pool.level
    with quiet_pool():
        assert not pool.isEnabledFor(logging.WARNING)
    assert pool.level == before
