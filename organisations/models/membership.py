"""Who may do something: a person's role in an organisation or on the panel, from a beginning to an end."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from .organisation import Organisation
from .user import User

if TYPE_CHECKING:
    import datetime


class Role(models.TextChoices):
    """What each may do is told in `organisations.accounts.roles`."""

    REPORTER = "reporter", "Reporter"
    AUTHORISED_OFFICER = "authorised_officer", "Authorised officer"
    SECRETARIAT = "secretariat", "Secretariat"
    PANEL_MEMBER = "panel_member", "Panel member"
    CHAIR = "chair", "Chair"
    OBSERVER = "observer", "Observer"


ORGANISATION_ROLES = (Role.REPORTER, Role.AUTHORISED_OFFICER)
PANEL_ROLES = (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER)

# Of whatever gives a role: a role in an organisation names it, a role on the panel names none.
ROLE_IN_ITS_PLACE = Q(role__in=ORGANISATION_ROLES, organisation__isnull=False) | Q(
    role__in=PANEL_ROLES, organisation__isnull=True
)


class Moments(Func):
    """The time from one moment up to another, which is no longer part of it; without the second, for ever."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Those that hold now."""
        now = timezone.now()
        return self.filter(begins_at__lte=now).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))

    def on_the_panel(self) -> "MembershipQuerySet":
        return self.filter(organisation__isnull=True)


class Membership(models.Model):
    """One role of one person. It ends and is not deleted: the name stays under what was done by it."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        help_text="Empty for a role on the panel.",
    )
    role = models.CharField(max_length=20, choices=Role)
    begins_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it lasts.")
    given_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "person__email", "-begins_at"]
        constraints = [
            models.CheckConstraint(
                condition=ROLE_IN_ITS_PLACE,
                name="a_membership_role_is_in_its_place",
                violation_error_message="A reporter or an authorised officer needs an organisation; a role on the "
                "panel has none.",
            ),
            models.CheckConstraint(
                # Said of both sides: a comparison with no end is neither true nor false, and would be let pass.
                condition=Q(ends_at__isnull=True, ended_by__isnull=True)
                | Q(ends_at__isnull=False, ends_at__gte=F("begins_at")),
                name="a_role_ends_after_it_begins",
                violation_error_message="It cannot end before it begins, and nobody ends what has no end.",
            ),
            ExclusionConstraint(
                name="one_role_in_an_organisation_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (Moments("begins_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(organisation__isnull=False),
                violation_error_message="The person has a role in this organisation already.",
            ),
            ExclusionConstraint(
                name="a_role_on_the_panel_is_held_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Moments("begins_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(organisation__isnull=True),
                violation_error_message="The person has this role on the panel already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}, {self.organisation or 'the panel'}"

    @property
    def began_on(self) -> "datetime.date":
        """The day in London."""
        return timezone.localdate(self.begins_at)

    @property
    def ended_on(self) -> "datetime.date | None":
        return timezone.localdate(self.ends_at) if self.ends_at else None

    @property
    def is_current(self) -> bool:
        now = timezone.now()
        return self.begins_at <= now and (self.ends_at is None or self.ends_at > now)
