"""How far a commitment is, in the words of whoever reports on it."""

from django.db import models


class SelfRating(models.TextChoices):
    NOT_BEGUN = "not_begun", "Not begun"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    STOPPED = "stopped", "Stopped"
    UNCLEAR = "unclear", "Unclear"
    NOT_REPORTED = "not_reported", "Nothing reported"
