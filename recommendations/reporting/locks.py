"""What waits for what, so that two acts at the same moment end as if one had come after the other."""

from collections.abc import Iterable

from django.db import connection
from django.http import Http404

from organisations.keeping.policies import stands_for_itself
from organisations.models import Organisation
from recommendations.models import Period, ProgressReport


def hold_open(period: Period) -> Period:
    """The period as it is now, which cannot be closed before this transaction ends. Any number may hold it at once."""
    with connection.cursor() as cursor:
        # Django knows no FOR SHARE, and its FOR UPDATE would let one organisation submit at a time.
        cursor.execute("SELECT 1 FROM recommendations_period WHERE id = %s FOR SHARE", [period.pk])
        if cursor.fetchone() is None:
            raise Http404
    return Period.objects.get(pk=period.pk)


def hold_alone(period: Period) -> Period:
    """The period as it is now; whoever holds it has let go, and nobody takes hold before this transaction ends."""
    return Period.objects.select_for_update(no_key=True).get(pk=period.pk)


def hold_standing(organisation: Organisation) -> None:
    """The organisation cannot be merged into another before this transaction ends. Raises Refused where it has been."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM organisations_organisation WHERE id = %s FOR SHARE", [organisation.pk])
    stands_for_itself(organisation)


def hold_reports(organisation: Organisation, period: Period, numbers: Iterable[int]) -> list[ProgressReport]:
    """The organisation's reports on these commitments, for one transaction at a time, always in the same order."""
    reports = ProgressReport.objects.written_at_the_desk().filter(
        organisation=organisation, period=period, commitment__in=list(numbers)
    )
    return list(reports.select_for_update(of=("self",), no_key=True).order_by("pk"))
