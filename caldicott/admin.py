"""The worker's jobs at the desk."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from .desk.rows import ViewOnlyAdmin, ViewOnlyInline

# The library's own page writes styles into its rows, which the content security policy forbids.
admin.site.unregister(ProcrastinateJob)


class EventInline(ViewOnlyInline):
    model = ProcrastinateEvent
    show_change_link = False


@admin.register(ProcrastinateJob)
class JobAdmin(ViewOnlyAdmin):
    why = "The worker keeps this list. A job that was done is deleted; what stays here waits, runs or has failed."
    list_display = ["id", "task_name", "status", "attempts", "scheduled_at", "queue_name"]
    list_display_links = ["id", "task_name"]
    list_filter = ["status", "queue_name"]
    search_fields = ["task_name"]
    ordering = ["-id"]
    fields = ["task_name", "args", "status", "attempts", "scheduled_at", "priority", "queue_name", "lock"]
    inlines = [EventInline]
