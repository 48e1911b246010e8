"""What became of each row that people edit: which values it had before and has after, who changed it, and when.

Written by the database itself with every insert, update and delete, whichever way they come
(`organisations/history_is_kept.py`). Why it was done is in the book of deeds: the two are written in one transaction,
and each says when that began.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from caldicott.search import LANGUAGE, query

from .user import User

# Of both sides: a word is found where it was put in and where it was taken out.
HISTORY_WORDS = models.Func(
    models.F("before"),
    models.F("after"),
    arg_joiner=f") || to_tsvector('{LANGUAGE}'::regconfig, ",
    template=f"(to_tsvector('{LANGUAGE}'::regconfig, %(expressions)s))",
    output_field=SearchVectorField(),
)


class HistoryDeed(models.TextChoices):
    INSERT = "insert", "Made"
    UPDATE = "update", "Changed"
    DELETE = "delete", "Deleted"


class HistoryQuerySet(models.QuerySet["HistoryRow"]):
    def about(self, row: models.Model) -> "HistoryQuerySet":
        """Of the row itself, and of those that are shown with it."""
        return self.filter(about__contains=[history_name(row._meta.label_lower, row.pk)])

    def with_words(self, words: str) -> "HistoryQuerySet":
        return self.alias(words=HISTORY_WORDS).filter(words=query(words))


def history_name(label: str, key: Any) -> str:
    return f"{label}:{key}"


class HistoryRow(models.Model):
    """One row that was made, changed or deleted. It stays when that row goes, and nobody can change it."""

    Deed = HistoryDeed

    at = models.DateTimeField(db_default=Now())
    began_at = models.DateTimeField(db_default=TransactionNow(), help_text="When the transaction began.")
    by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        help_text="Empty for commands, for the clock, and for whoever works in the database itself.",
    )
    by_name = models.CharField(max_length=200, blank=True, help_text="What the person was called then.")
    command = models.CharField(max_length=100, blank=True, help_text="The command of the site, where one did it.")
    deed = models.CharField(max_length=6, choices=Deed)
    subject_type = models.CharField(max_length=100, help_text="The model of the row, such as organisations.alias.")
    subject_id = models.BigIntegerField()
    about = ArrayField(
        models.CharField(max_length=120), help_text="The row and those with which it is shown, as type:number."
    )
    columns = ArrayField(models.CharField(max_length=63), help_text="The columns that changed.")
    before = models.JSONField(default=dict, help_text="What stood in these; nothing for a row that was made.")
    after = models.JSONField(default=dict, help_text="What stands in these since; nothing for a row that was deleted.")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "all histories"
        indexes = [
            models.Index(fields=["-at", "-id"], name="histories_newest_first"),
            models.Index(fields=["began_at"], name="histories_of_a_transaction"),
            models.Index(fields=["by", "-at", "-id"], name="histories_of_a_person"),
            models.Index(fields=["subject_type", "-at", "-id"], name="histories_of_a_kind"),
            GinIndex(fields=["about"], name="history_of_a_row"),
            GinIndex(fields=["columns"], name="histories_of_a_column"),
            GinIndex(HISTORY_WORDS, name="histories_with_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(deed__in=HistoryDeed.values), name="a_history_row_has_a_known_deed")
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.get_deed_display()}"
