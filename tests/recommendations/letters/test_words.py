"""Letters read well in both forms, and hostile names and reasons do no harm in either."""

import datetime

import html5lib  # type: ignore[import-untyped]
import pytest
import time_machine

from organisations.models import Letter, Organisation
from recommendations.letters import write_receipt
from recommendations.letters.news import write_news
from recommendations.models import ProgressReport
from tests.factories import MembershipFactory, ReceiptFactory, SubmissionFactory
from tests.pages import words_of

from .desks import collecting, decided, desk, leads, moment, reported

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("1")</script> & {{ 7 * 7 }} {private link} Trust'


def read(letter: Letter) -> str:
    """The words of the letter's HTML, which has to be valid."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(letter.html)
    assert root.find(".//script") is None
    return words_of(root.find(".//body"))


def news(name: str, reason: str = "Say when.", abbreviation: str = "") -> Letter:
    period = collecting()
    body, person = desk(commitments=12, name=name, abbreviation=abbreviation)
    with time_machine.travel(moment(2), tick=False):
        decided(reported(period, body, leads(body), "submitted"), "returned", reason=reason)
        decided(reported(period, body, leads(body), "submitted"), "accepted")
        letter = write_news(person.pk)
    assert letter is not None
    return letter


def receipt(late: bool = False, name: str = "Sample Trust") -> Letter:
    period = collecting()
    body, person = desk(name=name, slug="sample-trust")
    made = ReceiptFactory(
        reference="2027-02-28-7KQ",
        organisation=body,
        period=period,
        by=person,
        at=moment(29, 23, 30),
        late=late,
        fingerprint="ab" * 32,
    )
    for _ in range(2):
        SubmissionFactory(receipt=made, report=reported(period, body, leads(body), "submitted"))
    return write_receipt(made)


def test_the_html_of_news_says_what_its_text_says() -> None:
    letter = news("Sample Trust", abbreviation="ST")
    said = read(letter)
    text = " ".join(letter.text.split())

    assert letter.subject == "ST: 1 report returned, 13 reports due by 30 March 2027, 1 report accepted"
    for words in (
        "Sample Trust",
        "1 report returned by the secretariat, with what it asks:",
        "Say when.",
        "13 reports due by 30 March 2027, for the position at 28 February 2027:",
        "and 3 more",
        "1 report accepted:",
        "Reminders before a deadline can be switched off",
    ):
        assert words in said
        assert words in text
    address = f"http://localhost:8000/returns/{Organisation.objects.get(name='Sample Trust').slug}/"
    assert f"\n{address}\n" in letter.text
    assert f'href="{address}"' in letter.html


def test_lines_of_the_text_are_short() -> None:
    letter = news("Sample " * 20 + "Trust", reason="word " * 300)

    assert max(len(line) for line in letter.text.splitlines() if "://" not in line) <= 72


def test_markup_in_names_and_reasons_is_text() -> None:
    letter = news(HOSTILE, reason=f"{HOSTILE}\n\nSecond\tline")

    assert read(letter).count(HOSTILE) == 3  # in the heading, as the name, in the reason
    assert " ".join(letter.text.split()).count(HOSTILE) == 2
    assert letter.subject.startswith(HOSTILE)


def test_a_very_long_reason_is_cut() -> None:
    letter = news("Sample Trust", reason="word " * 8000)

    assert len(letter.text) < 6000
    assert "word …" in " ".join(letter.text.split())


def test_a_receipt_says_what_was_received() -> None:
    letter = receipt()
    first, second = ProgressReport.objects.order_by("commitment").values_list("commitment", flat=True)

    said = read(letter)
    text = " ".join(letter.text.split())
    assert letter.subject == "Receipt 2027-02-28-7KQ: 2 reports received"
    for words in (
        "2 reports received from Sample Trust.",
        "2027-02-28-7KQ",
        "Position at 28 February 2027",
        "29 March 2027 at 23:30:00 (BST, London), in time",
        f"commitment {first}, commitment {second}",
        "ab" * 32,
    ):
        assert words in said
        assert words in text
    assert "http://localhost:8000/returns/sample-trust/receipts/2027-02-28-7KQ/" in letter.text
    assert 'href="http://localhost:8000/returns/sample-trust/receipts/2027-02-28-7KQ/"' in letter.html


def test_a_late_receipt_says_so() -> None:
    assert "after the deadline" in receipt(late=True).text


def test_a_receipt_of_a_body_with_markup_in_its_name_is_text() -> None:
    letter = receipt(name=HOSTILE)

    assert f"2 reports received from {HOSTILE}." in read(letter)
    assert f"from {HOSTILE}." in " ".join(letter.text.split())


def test_a_receipt_goes_to_the_officer_who_submitted_and_to_nobody_else() -> None:
    letter = receipt()
    assert letter.person is not None
    MembershipFactory(organisation=letter.person.memberships.get().organisation)

    assert [each.person for each in Letter.objects.all()] == [letter.person]


@pytest.mark.parametrize("due_on", [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)])
@pytest.mark.parametrize(
    ("days", "hour", "minute", "says"),
    [(-1, 23, 59, "due by"), (0, 0, 0, "due today"), (0, 23, 59, "due today"), (1, 0, 0, "overdue since")],
)
def test_what_is_due_is_told_by_the_day_in_london_when_the_clocks_change(
    due_on: datetime.date, days: int, hour: int, minute: int, says: str
) -> None:
    collecting(due_on=due_on)
    _, person = desk()
    with time_machine.travel(moment(due_on + datetime.timedelta(days=days), hour, minute), tick=False):
        letter = write_news(person.pk)

    assert letter is not None
    assert f"1 report {says}" in letter.subject
