"""All histories at the desk: one list, searched; nothing in it can be changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from caldicott.desk.rows import ViewOnlyAdmin
from organisations.histories.pages import all_histories
from organisations.models import HistoryRow


@admin.register(HistoryRow)
class HistoryRowAdmin(ViewOnlyAdmin):
    why = "The database writes the history with each change, and it stays: nobody can change it."
    fields = [
        *["at", "by", "by_name", "command", "deed"],
        *["subject_type", "subject_id", "columns", "before", "after"],
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return all_histories(self, request)
