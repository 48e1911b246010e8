"""The letter to the officer who submitted: what was received, when, and under which reference and fingerprint."""

from django.utils import timezone

from caldicott.govuk.words import counted, date_in_words
from organisations.letters import told, write_letter
from organisations.models import Letter
from recommendations.models import Receipt


def write_receipt(receipt: Receipt) -> Letter:
    """Called by the submission itself, in its transaction: the letter goes out if what it says was received."""
    numbers = receipt.submissions.order_by("report__commitment", "report").values_list("report__commitment", flat=True)
    commitments = list(numbers)
    at = timezone.localtime(receipt.at)
    words = told(
        "receipt",
        subject=f"Receipt {receipt.reference}: {counted(len(commitments), 'report', 'reports')} received",
        receipt=receipt,
        organisation=receipt.organisation,
        period=receipt.period,
        count=counted(len(commitments), "report", "reports"),
        commitments=commitments,
        received=f"{date_in_words(at.date())} at {at:%H:%M:%S} ({at:%Z}, London)",
    )
    return write_letter(Letter.Kind.RECEIPT, to=receipt.by, **words)
