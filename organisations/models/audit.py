"""Who did what, to what, when and why. Written with each change, in its transaction; never changed."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from caldicott.search import searched

from .organisation import Organisation
from .user import User

REASON_WORDS = searched(["reason"])


class AuditRow(models.Model):
    """One deed. The database refuses to change or delete a row, whoever asks."""

    at = models.DateTimeField(db_default=Now())
    # By it a deed is joined with what it changed (`organisations.models.history`).
    began_at = models.DateTimeField(
        db_default=TransactionNow(), db_index=True, editable=False, help_text="When the transaction began."
    )
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty for what the clock does."
    )
    verb = models.CharField(max_length=40, help_text="The action, by the name of its function.")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True, help_text="What else one wants to know of it later.")

    SEARCHED = REASON_WORDS

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_of_a_subject"),
            models.Index(fields=["organisation", "-at"], name="audit_of_an_organisation"),
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["by", "-at", "-id"], name="audit_of_a_person"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_of_a_verb"),
            REASON_WORDS.index("audit_with_words"),
        ]
        constraints = [models.CheckConstraint(condition=Q(verb__regex=r"^[a-z_]+$"), name="an_audit_row_has_a_verb")]

    def __str__(self) -> str:
        return f"{self.verb}, {self.by or 'the clock'}"


def audit(verb: str, subject: models.Model, **told: Any) -> AuditRow:
    """Write down a deed. Called in the deed's own transaction: neither is there without the other.

    Needed: `by`, a person or None for the clock. Known: `organisation`, `reason`; all else goes into the facts.
    """
    row = _row(verb, subject, **told)
    row.save(force_insert=True)
    return row


def audit_each(verb: str, subjects: Iterable[models.Model], **told: Any) -> None:
    """The same for one deed on many, with a row for each."""
    AuditRow.objects.bulk_create(_row(verb, subject, **told) for subject in subjects)


def _row(
    verb: str,
    subject: models.Model,
    *,
    by: User | None,
    organisation: Organisation | None = None,
    reason: str = "",
    **facts: Any,
) -> AuditRow:
    return AuditRow(
        verb=verb,
        by=by,
        organisation=organisation,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        reason=reason,
        facts=facts,
    )
