"""An invitation to a role, sent to an e-mail address: used once, or not at all."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from .letter import Letter
from .membership import ROLE_IN_ITS_PLACE, Role
from .organisation import Organisation
from .user import User

if TYPE_CHECKING:
    import datetime


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def told(self) -> "InvitationQuerySet":
        """Each with what `became` of it, in words."""
        return self.annotate(
            became=Case(
                When(accepted_at__isnull=False, then=Value("Accepted")),
                When(withdrawn_at__isnull=False, then=Value("Withdrawn")),
                When(expires_at__lte=timezone.now(), then=Value("Expired")),
                default=Value("Open"),
            )
        )

    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.told().filter(became="Open")  # type: ignore[misc]  # annotated there


class Invitation(models.Model):
    """The link in the letter holds a token; here only its digest is kept, so that nobody who reads this can use it.

    The token is derived from the salt and the site's secret key, which the database does not hold, when the letter is
    sent: see `organisations.accounts.tokens`.
    """

    email = models.EmailField("e-mail address")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations",
        help_text="Empty for a role on the panel.",
    )
    role = models.CharField(max_length=20, choices=Role)
    salt = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    letter = models.OneToOneField(
        Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation", editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=ROLE_IN_ITS_PLACE,
                name="an_invitation_role_is_in_its_place",
                violation_error_message="A reporter or an authorised officer needs an organisation; a role on the "
                "panel has none.",
            ),
            models.CheckConstraint(
                condition=Q(token_digest__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 (no password)
                name="an_invitation_token_is_kept_as_digest",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="an_invitation_expires_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="an_invitation_is_used_once_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="an_invitation_is_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="an_invitation_is_sent_in_small_letters",
                violation_error_message="Give the address in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display().lower()}, {self.organisation or 'the panel'}"

    @property
    def place(self) -> str:
        """Where its role is, in words."""
        return self.organisation.name if self.organisation else "the panel"

    @property
    def expires_on(self) -> "datetime.date":
        """The day in London."""
        return timezone.localdate(self.expires_at)

    def clean(self) -> None:
        self.email = User.objects.normalize_email(self.email)
