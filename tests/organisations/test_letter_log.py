"""The log of letters at the desk: found by word and by what became of them, shown as written, never changed."""

import pytest
from django.test import Client

from organisations.models import Letter
from tests import desk
from tests.desk import address
from tests.factories import LetterFactory, UserFactory

pytestmark = pytest.mark.django_db

SENT = "2101-01-01T09:00Z"


@pytest.fixture
def chief() -> Client:
    return desk.chief()


def found(chief: Client, **asked: str) -> set[str]:
    page = chief.get(address(Letter, "changelist"), asked)
    return {letter.subject for letter in page.context["cl"].result_list}


def test_letters_are_found_by_what_became_of_them(chief: Client) -> None:
    LetterFactory(subject="Left", sent_at=SENT, attempts=2)
    LetterFactory(subject="Waits")
    LetterFactory(subject="Failed", attempts=3, failure="Mailbox unknown")

    LetterFactory(subject="Refused", attempts=1, failure="No such mailbox", given_up_at=SENT)

    assert found(chief, standing="given-up") == {"Refused"}
    assert found(chief, standing="sent") == {"Left"}
    assert found(chief, standing="waiting") == {"Waits"}
    assert found(chief, standing="failed") == {"Failed"}
    assert found(chief) == {"Left", "Waits", "Failed", "Refused"}
    assert "Failed 3 times so far" in chief.get(address(Letter, "changelist")).text


@pytest.mark.parametrize("words", ["one@example.org", "Amara", "fortnight", "Owed"])
def test_letters_are_found_by_address_person_subject_and_text(words: str, chief: Client) -> None:
    person = UserFactory(email="one@example.org", name="Amara Sample")
    LetterFactory(person=person, subject="Owed", text="In a fortnight")
    LetterFactory()

    assert found(chief, q=words) == {"Owed"}


def test_the_text_as_sent_and_the_failure_are_shown_and_markup_in_them_is_text(chief: Client) -> None:
    letter = LetterFactory(text="It came & <b>went</b>.", attempts=3, failure="<i>Mailbox</i> unknown")

    page = chief.get(address(Letter, "change", letter.pk)).text

    assert "It came &amp; &lt;b&gt;went&lt;/b&gt;." in page
    assert "&lt;i&gt;Mailbox&lt;/i&gt; unknown" in page


def test_nobody_changes_or_deletes_a_letter(chief: Client) -> None:
    letter = LetterFactory()

    assert chief.post(address(Letter, "change", letter.pk), {"subject": "Other"}).status_code == 403
    assert chief.post(address(Letter, "delete", letter.pk), {"post": "yes"}).status_code == 403
    assert Letter.objects.get().subject == letter.subject
