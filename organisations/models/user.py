"""The person who signs in, known by an e-mail address."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from caldicott.plain_text import one_line, plain_text


class UserManager(BaseUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """All of it in small letters: the sign-in looks for what is typed in these, and exactly so."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email: str | None) -> "User":
        """An address is the same person in capitals and in small letters."""
        return self.get(email=self.normalize_email(email))


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address")
    name = models.CharField(
        max_length=200,
        blank=True,
        validators=[plain_text, one_line],
        help_text="As it stands under what the person does.",
    )
    is_staff = models.BooleanField("may use the panel's desk", default=False)
    is_active = models.BooleanField("active", default=True, help_text="Who leaves is made inactive, and not deleted.")
    wants_reminders = models.BooleanField(
        "wants reminders",
        default=True,
        help_text="Letters before a deadline. Of what is overdue, returned, accepted or published one hears anyway.",
    )
    date_joined = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text="How many times all of the person’s sessions were ended at once."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_address",
                violation_error_message="Somebody has this address already.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="an_address_is_in_small_letters",
                violation_error_message="Give the address in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = UserManager.normalize_email(self.email)

    def save(self, *arguments: Any, **options: Any) -> None:
        self.email = UserManager.normalize_email(self.email)
        super().save(*arguments, **options)

    def get_full_name(self) -> str:
        return str(self)

    @property
    def is_panel_staff(self) -> bool:
        """Whether the person has a part in the panel now. `is_staff` follows it, but not by the clock."""
        return self.is_superuser or self.memberships.current().on_the_panel().exists()

    def end_sessions(self) -> None:
        """In every browser the person has to sign in again."""
        User.objects.filter(pk=self.pk).update(sessions_ended=F("sessions_ended") + 1)

    def get_session_auth_hash(self) -> str:
        """What a session has to have: after another password, or once sessions were ended, it is another one."""
        return self._of_these_sessions(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._of_these_sessions(each) for each in super().get_session_auth_fallback_hash())

    def _of_these_sessions(self, hashed: str) -> str:
        return f"{hashed}-{self.sessions_ended}" if self.sessions_ended else hashed
