"""What every row has that is told in public under an id of its own."""

from django.db import models


class PublishedRow(models.Model):
    """A row with a `public_id`: the id under which everybody knows it.

    The database's own keys count drafts too, and would tell how many there are between two published rows.
    """

    public_id = models.PositiveBigIntegerField(
        "id",
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="Its id in public, given when it is first published.",
    )

    class Meta:
        abstract = True
