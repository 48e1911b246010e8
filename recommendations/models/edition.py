"""The edition: what was published for a period, at a moment, for good.

Its content is kept as the bytes that are hashed and served. None of these rows is ever changed: the database refuses
it.
"""

import datetime
import hashlib

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from organisations.models import User

from .period import Period


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED)

    def current(self) -> "EditionQuerySet":
        """The latest of each period."""
        later = Edition.objects.filter(period=OuterRef("period"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))

    def with_neighbours(self) -> "EditionQuerySet":
        """Each with what superseded it, when and why, with the number of its period's current one, and with where the
        edition before it in the chain stands; None where there is none."""
        later = Edition.objects.filter(period=OuterRef("period"), number__gt=OuterRef("number"))
        next_one, last = later.order_by("number"), later.order_by("-number")
        before = Edition.objects.filter(place=OuterRef("place") - 1)
        return self.annotate(
            superseded_by=Subquery(next_one.values("number")[:1]),
            superseded_at=Subquery(next_one.values("published_at")[:1]),
            superseded_because=Subquery(next_one.values("reason")[:1]),
            latest=Coalesce(Subquery(last.values("number")[:1]), F("number")),
            date_before=Subquery(before.values("period__position_date")[:1]),
            number_before=Subquery(before.values("number")[:1]),
        )

    def last_of(self, period: Period) -> "Edition | None":
        return self.filter(period=period).order_by("-number").first()


class Edition(models.Model):
    """One edition of a period; number 1 publishes it, every later one corrects it and says why.

    `manifest` lists the SHA-256 of every file in the format of `sha256sum`; `manifest_sha256` is its own. `place` is
    where the edition stands in the one chain of all editions, and `previous_sha256` what the one before it comes to.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="From 1, by period.")
    place = models.PositiveIntegerField(unique=True, help_text="From 1, among all editions of all periods.")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty where a command of the site’s keepers published it.",
    )
    reason = models.TextField(blank=True, help_text="Of a correction: why. Empty of the first.")
    manifest = models.TextField()
    manifest_sha256 = models.CharField(max_length=64, unique=True)
    previous_sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        help_text="Of the edition before it; empty of the very first.",
    )
    made_in = models.CharField(
        max_length=60, editable=False, default="", help_text="The transaction, as the database names it by itself."
    )

    superseded_by: int | None  # these six only of those fetched `with_neighbours`
    superseded_at: datetime.datetime | None
    superseded_because: str | None
    latest: int
    date_before: datetime.date | None
    number_before: int | None

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-period__position_date", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="editions_of_a_period_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1, place__gte=1), name="editions_count_from_one"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(reason__regex=r"\S"),
                name="a_correction_says_why",
                violation_error_message="Say why what was published is corrected: everybody reads it.",
            ),
            models.CheckConstraint(
                condition=Q(place=1, previous_sha256__isnull=True) | Q(place__gt=1, previous_sha256__isnull=False),
                name="all_editions_but_the_first_follow_another",
            ),
            models.CheckConstraint(
                condition=Q(manifest_sha256__regex=r"^[0-9a-f]{64}$")
                & (Q(previous_sha256__isnull=True) | Q(previous_sha256__regex=r"^[0-9a-f]{64}$"))
                & (Q(previous_sha256__isnull=True) | ~Q(manifest_sha256=F("previous_sha256"))),
                name="an_edition_has_its_digests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.period.slug, self.number])

    @property
    def published_on(self) -> datetime.date:
        """The day of the publication, in London."""
        return timezone.localdate(self.published_at)

    @property
    def name(self) -> str:
        """As it is called beside its period."""
        return f"edition {self.number}"

    @property
    def published_by_whom(self) -> str:
        """In words of the role: no person's name is public."""
        return "the panel’s chair" if self.published_by_id else "those who keep this site"

    @property
    def is_correction(self) -> bool:
        return self.number > 1

    @property
    def superseded_on(self) -> datetime.date | None:
        """The day, in London, on which another took its place."""
        return timezone.localdate(self.superseded_at) if self.superseded_at else None


class SealedFile(models.Model):
    """One file of an edition. Editions that have the same bytes share them."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200, help_text="Its path within the edition, such as report/cover.json.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["edition", "name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="a_file_stands_once_in_an_edition"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_file_has_its_digest"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)*(/[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)*)*$"),
                name="a_file_has_a_plain_path",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.name}"


class SealedPiece(models.Model):
    """A part of the bytes of the files that have this digest."""

    sha256 = models.CharField(max_length=64)
    position = models.PositiveIntegerField(help_text="From 0.")
    content = models.BinaryField()

    class Meta:
        ordering = ["sha256", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "position"], name="pieces_follow_each_other"),
        ]

    def __str__(self) -> str:
        return f"Piece {self.position} of {self.sha256}"


def sha256_of(text: str) -> str:
    """The digest of a text as UTF-8, in hexadecimal figures."""
    return hashlib.sha256(text.encode()).hexdigest()
