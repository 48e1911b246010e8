"""The log of letters: to whom, what, and whether the mail server took it. Looked at here; what was written stays."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from caldicott.desk.rows import ViewOnlyAdmin
from caldicott.govuk.words import counted
from organisations.models import Letter


class StandingFilter(admin.SimpleListFilter):
    title = "what became of it"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("sent", "Sent"),
            ("waiting", "Waiting"),
            ("failed", "Failed so far, and tried again"),
            ("given-up", "Given up"),
        ]

    def queryset(self, request: HttpRequest, letters: QuerySet[Letter]) -> QuerySet[Letter]:
        match self.value():
            case "sent":
                return letters.filter(sent_at__isnull=False)
            case "waiting":
                return letters.filter(sent_at=None, given_up_at=None, attempts=0)
            case "failed":
                return letters.filter(sent_at=None, given_up_at=None, attempts__gt=0)
            case "given-up":
                return letters.filter(given_up_at__isnull=False)
        return letters


@admin.register(Letter)
class LetterAdmin(ViewOnlyAdmin):
    why = (
        "A letter stays as it was written. One that the mail server refuses is tried again by itself, at least each "
        "hour; one that can never be sent is given up, and the failure says why. A link that gives its bearer a power "
        "is not shown here: the letter has it only as it is sent."
    )
    list_display = ["subject", "address", "kind", "written_at", "standing"]
    list_filter = [StandingFilter, "kind", "written_at"]
    search_fields = ["address", "subject", "text", "person__name"]
    search_help_text = "Finds words of the address, the subject and the text, and the person’s name."
    fieldsets = [
        (None, {"fields": ["subject", "address", "person", "kind", "text"]}),
        ("What became of it", {"fields": ["written_at", "sent_at", "attempts", "failure", "given_up_at"]}),
    ]

    @admin.display(description="what became of it", ordering="sent_at")
    def standing(self, letter: Letter) -> str:
        if letter.sent_at:
            return "Sent"
        if letter.given_up_at:
            return "Given up"
        return f"Failed {counted(letter.attempts, 'time', 'times')} so far" if letter.attempts else "Waiting"
