"""Why a row changed: the deeds that were written down in the same transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from organisations.models import AuditRow, HistoryRow, history_name

# One transaction may have thousands of deeds, as when a table is brought in: of these, so many different ones are told.
MOST = 200
FOR_ONE = 3


def deeds_behind(rows: Sequence[HistoryRow]) -> Mapping[int, list[AuditRow]]:
    """By the history row: the deeds on what it is about; where there are none, those done together with it."""
    if not rows:
        return {}
    begun = {row.began_at for row in rows}
    own, together = defaultdict(list), defaultdict(list)
    deeds = AuditRow.objects.filter(began_at__in=begun).select_related("by")
    keys = {int(name.rpartition(":")[2]) for row in rows for name in row.about}
    for deed in deeds.filter(subject_id__in=keys).order_by("id"):
        own[deed.began_at, history_name(*subject_parts(deed))].append(deed)
    for deed in deeds.order_by("began_at", "verb", "reason").distinct("began_at", "verb", "reason")[:MOST]:
        together[deed.began_at].append(deed)
    return {
        row.pk: ([deed for name in row.about for deed in own[row.began_at, name]] or together[row.began_at])[:FOR_ONE]
        for row in rows
    }


def subject_parts(deed: AuditRow) -> tuple[str, int]:
    """The model and the number of what it was done to."""
    kind = ContentType.objects.get_for_id(deed.subject_type_id)
    return f"{kind.app_label}.{kind.model}", deed.subject_id


def in_words(verb: str) -> str:
    """rename_organisation: Rename organisation."""
    return verb.replace("_", " ").capitalize()


def facts_in_words(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name.replace("_", " ").capitalize(), ", ".join(map(str, told)) if isinstance(told, list) else str(told))
        for name, told in facts.items()
    ]
