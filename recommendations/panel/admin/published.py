"""What was published stays: rows of a published period can be looked at and not changed."""

from typing import Any

from django.contrib import admin
from django.forms import ModelChoiceField
from django.http import HttpRequest

from caldicott.desk.rows import RowAdmin
from recommendations.models import Period

PUBLISHED_STAYS = (
    "This was published and stays as it is. A correction is made in the open, as a new edition of the period with its "
    "reason."
)


class PeriodStateFilter(admin.ChoicesFieldListFilter):
    """Says whose state it is, beside the state of the row itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = "state of the period"


PERIOD_STATE = ("period__state", PeriodStateFilter)


class PeriodRowAdmin(RowAdmin):
    """Rows that belong to a period. None can be changed in, added to or moved into one that is published."""

    def why_unchangeable(self, row: Any) -> str:
        return PUBLISHED_STAYS if row.period.is_published else ""

    def view_on_site(self, row: Any) -> str | None:
        return super().view_on_site(row) if row.is_published else None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name != "period":
            return super().formfield_for_foreignkey(db_field, request, **options)
        options["queryset"] = Period.objects.exclude(state=Period.State.PUBLISHED)
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if isinstance(field, ModelChoiceField):
            field.help_text = "A published period is closed for good and not offered."
        return field
