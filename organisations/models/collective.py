"""Who is in a collective, and from when to when."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from .organisation import Organisation


class Days(Func):
    """The days from one date to another, both among them; without a date on one side, for ever to that side."""

    function = "DATERANGE"
    output_field = DateRangeField()


class CollectiveMembershipQuerySet(models.QuerySet["CollectiveMembership"]):
    def on(self, date: datetime.date) -> "CollectiveMembershipQuerySet":
        """Those that hold on this day."""
        begun = Q(begins_on__isnull=True) | Q(begins_on__lte=date)
        not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=date)
        return self.filter(begun & not_ended)


class CollectiveMembership(models.Model):
    """One body belongs to a collective. A collective may belong to another."""

    collective = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", limit_choices_to={"kind": "collective"}
    )
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="collective_memberships")
    begins_on = models.DateField(null=True, blank=True, help_text="Empty where it is not known or always was so.")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day; empty while it lasts.")
    source = models.CharField(max_length=200, blank=True, help_text="What says so.")

    objects = CollectiveMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["collective__name", "member__name", "begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(collective=F("member")),
                name="nobody_is_a_member_of_itself",
                violation_error_message="A collective cannot be its own member.",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_membership_ends_after_it_begins",
                violation_error_message="The last day must not lie before the first.",
            ),
            ExclusionConstraint(
                name="one_membership_at_a_time",
                expressions=[
                    ("collective", RangeOperators.EQUAL),
                    ("member", RangeOperators.EQUAL),
                    (Days("begins_on", "ends_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message="It is a member in some of these days already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.collective}"

    def clean(self) -> None:
        if self.collective_id and not self.collective.collective:
            raise ValidationError({"collective": "Only a collective has members."})


def has_members() -> Exists:
    """For a query on organisations: whether any member of it is on record, whatever the day."""
    return Exists(CollectiveMembership.objects.filter(collective=OuterRef("pk")))
