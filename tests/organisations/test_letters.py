"""Letters are written with what causes them, fit for any mail program, and carry no private link."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from organisations.letters import one_line, wrapped, write_letter
from organisations.models import Letter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_letter_and_its_job_are_written_together() -> None:
    letter = write_letter("receipt", subject="A receipt", text="It came.", to=UserFactory(email="one@example.org"))

    assert (letter.address, letter.sent_at, letter.attempts) == ("one@example.org", None, 0)
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"letter": letter.pk}]


@pytest.mark.django_db(transaction=True)
def test_where_the_cause_is_undone_there_is_no_letter_and_no_job() -> None:
    class Undone(Exception):
        pass

    def cause() -> None:
        with transaction.atomic():
            write_letter("receipt", subject="A receipt", text="It came.", to=UserFactory())
            raise Undone

    with pytest.raises(Undone):
        cause()

    assert not Letter.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize(
    "text", ["Sample\r\nBcc: all@example.org", "Sample\nX: y", "Sample\x0b\x0c\x85\u2028x", "  Sample\x00\x1b[1m  "]
)
def test_a_subject_is_one_line_whatever_it_is_made_of(text: str) -> None:
    letter = write_letter("receipt", subject=text.replace("\x00", ""), text="It came.", to=UserFactory())

    assert letter.subject.isprintable()
    assert letter.subject.startswith("Sample")


def test_a_subject_that_is_too_long_ends_at_a_word() -> None:
    cut = one_line("word " * 100)

    assert len(cut) <= 200
    assert cut.endswith("word …")
    assert len(one_line("x" * 500)) <= 200


def test_lines_are_wrapped_and_addresses_stay_whole() -> None:
    address = "https://example.org/" + "x" * 100
    text = wrapped(f"{'word ' * 30}\n\n\n\n  - {'point ' * 20}\n    > {'said ' * 20}\n{address}\n\n")

    assert all(len(line) <= 72 for line in text.splitlines() if line != address)
    assert address in text.splitlines()
    assert "\n\n\n" not in text
    assert "\n    point" in text
    assert text.count("    > said") > 1
