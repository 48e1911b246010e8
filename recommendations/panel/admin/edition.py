"""Editions, as they were sealed."""

from django.contrib import admin

from caldicott.desk.rows import ViewOnlyAdmin
from recommendations.models import Edition


@admin.register(Edition)
class EditionAdmin(ViewOnlyAdmin):
    why = "An edition is sealed: it stays as it is. What is wrong in it is corrected in the next one."
    list_display = ["__str__", "published_at", "published_by", "reason", "manifest_sha256"]
    list_select_related = ["period", "published_by"]
    date_hierarchy = "published_at"
    search_fields = ["reason", "manifest_sha256"]
    search_help_text = "Finds by words of the reason, and by the SHA-256 of the manifest or its beginning."
    fields = [
        "period",
        "number",
        "place",
        "published_at",
        "published_by",
        "reason",
        "manifest_sha256",
        "previous_sha256",
        "manifest",
    ]
