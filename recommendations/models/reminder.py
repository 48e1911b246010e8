"""The dated steps by which an organisation was asked for its return."""

from django.db import models
from django.db.models import Q

from organisations.models import Letter, Organisation

from .period import Period


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def published(self) -> "ReminderQuerySet":
        return self.filter(period__state=Period.State.PUBLISHED)

    def sent(self) -> "ReminderQuerySet":
        return self.filter(letter__sent_at__isnull=False)


class Step(models.TextChoices):
    OPENING = "opening", "Asked for its return"
    FORTNIGHT = "fortnight", "Reminded a fortnight before the deadline"
    THREE_DAYS = "three_days", "Reminded three days before the deadline"
    DEADLINE = "deadline", "Reminded on the day of the deadline"
    OVERDUE = "overdue", "Told that its return is overdue"


class Reminder(models.Model):
    """One letter to one person told what one organisation still owes in a period."""

    Step = Step

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reminders")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reminders")
    step = models.CharField(max_length=12, choices=Step)
    on = models.DateField(help_text="The day on which the step is taken by the period’s dates: each is told once.")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["letter", "organisation"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="reminder_step_is_known"),
            models.UniqueConstraint(
                fields=["letter", "organisation", "period"], name="a_letter_reminds_once_of_a_return"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}: {self.get_step_display().lower()}"
