"""Every letter by e-mail that was written, and what became of it: the log that the secretariat reads."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .user import User


class LetterKind(models.TextChoices):
    NEWS = "news", "What is owed, returned, accepted or published"
    RECEIPT = "receipt", "Receipt"
    INVITATION = "invitation", "Invitation"
    PASSWORD = "password", "About the password or the second factor"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> "LetterQuerySet":
        """Those that the mail server has not taken yet, and that are still tried."""
        return self.filter(sent_at=None, given_up_at=None)


class Letter(models.Model):
    """As it was written. A link that gives its bearer a power is left out here: see `organisations.letters`."""

    Kind = LetterKind
    # What stands in a text where the letter, as it is sent, has such a link.
    PRIVATE_LINK = "{private link}"

    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
        help_text="Empty for an address of which nobody here has an account.",
    )
    address = models.EmailField("e-mail address")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField("HTML", blank=True)
    day = models.DateField(null=True, blank=True, help_text="Of news: the day in London of which it is the one letter.")
    facts = models.JSONField(
        default=dict, blank=True, help_text="What it tells of: told once, or needed to fill in its private link."
    )
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server took it.")
    attempts = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True, help_text="What the mail server said to the last attempt that failed.")
    given_up_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was found that it can never be sent; the failure says why."
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["written_at"], condition=Q(sent_at=None, given_up_at=None), name="letters_that_wait")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="news", person__isnull=False, day__isnull=False) | (~Q(kind="news") & Q(day=None)),
                name="news_are_for_a_person_and_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=Q(kind="news"),
                name="one_letter_of_news_a_day",
                violation_error_message="This person has had a letter today.",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | (Q(sent_at=None) & ~Q(failure="")),
                name="a_letter_that_is_given_up_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.address})"
