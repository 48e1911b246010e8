"""Writes down what an edition changed: the first against the period before it, a correction against the one before."""

from collections.abc import Iterable

from django.db.models import Max

from organisations.models import Organisation
from recommendations.models import Change, Edition

from .corrected import corrected
from .published import published
from .told import Difference

ROWS_AT_A_TIME = 2_000


def record_changes(edition: Edition, before: Edition | None) -> int:
    """Write down what an edition changed against the one before it of the same period; how many changes that is.

    To be called in the transaction that seals the edition, which lets nobody else seal one meanwhile: a reader goes on
    from the last id that it saw, so what is written later must not appear below it. A period whose changes were written
    down before there were editions gets no more for its first one.
    """
    period = edition.period
    if before is None and period.changes.filter(edition=None).update(edition=edition):
        return 0
    found = corrected(edition, before) if before else published(period)
    return write(edition, found)


def write(edition: Edition, differences: Iterable[Difference]) -> int:
    """Ids follow each other without a gap: a sequence would tell how often a publication was tried."""
    last = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    slugs = dict(Organisation.objects.values_list("slug", "pk"))
    changes = [
        Change(
            pk=pk,
            at=edition.published_at,
            period=edition.period,
            edition=edition,
            kind=found.kind,
            recommendation_id=found.recommendation,
            commitment_id=found.commitment,
            organisation_id=slugs.get(found.organisation or ""),
            before=found.before,
            after=found.after,
            reason=edition.reason,
        )
        for pk, found in enumerate(differences, last + 1)
    ]
    Change.objects.bulk_create(changes, batch_size=ROWS_AT_A_TIME)
    return len(changes)
