"""Whose words a text is in: the project's own summary, or the publisher's official wording."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Wording(models.TextChoices):
    OFFICIAL = "official", "Official wording"
    SUMMARY = "summary", "Summary in this site’s words"


class Worded(models.Model):
    """A text that ships as a summary and may have its official wording, imported or typed in, beside it."""

    summary = models.TextField(blank=True, help_text="In this site’s own words.")
    official_wording = models.TextField(
        blank=True, help_text="The publisher’s words, exactly. Empty until they are imported or typed in."
    )
    footnotes = ArrayField(
        models.TextField(), default=list, blank=True, help_text="The footnotes of the official wording, in order."
    )

    class Meta:
        abstract = True

    @property
    def text(self) -> str:
        """What to show: the official wording where there is one, else the summary."""
        return self.official_wording or self.summary

    @property
    def wording(self) -> str:
        """Whose words `text` is in: `official` or `summary`."""
        return Wording.OFFICIAL if self.official_wording else Wording.SUMMARY
