"""What may be done to a row at the desk, and the sentence that says why something may not."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse


class RowAdmin(admin.ModelAdmin):
    """Rows that can be changed and deleted as Django's permissions say, unless a reason forbids it.

    A reason is a sentence for the person who reads the page: why the row stays as it is, and what to do instead.
    """

    list_per_page = 50
    show_full_result_count = False

    def why_unchangeable(self, row: Any) -> str:
        """Why nobody may change `row`, or nothing."""
        return ""

    def why_undeletable(self, row: Any) -> str:
        """Why nobody may delete `row`, or nothing."""
        if is_named_elsewhere(row):
            return "This cannot be deleted, because other rows of the record name it."
        return ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and self.why_unchangeable(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (
            obj and (self.why_unchangeable(obj) or self.why_undeletable(obj))
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What the desk knows of the row, and not the entries of Django's log: acts write none there."""
        page: HttpResponse = self.admin_site.history_of(self, request, object_id)  # type: ignore[attr-defined]
        return page

    def view_on_site(self, row: Any) -> str | None:
        """The page on which the public sees the row, or nothing where it has none."""
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None

    def beside_form(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of a row has to say beside its form, by the names that its template uses."""
        return {"why": self.why_unchangeable(row) or self.why_undeletable(row)}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            context |= self.beside_form(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


class ViewOnlyAdmin(RowAdmin):
    """Rows that come from elsewhere and are only looked at here. `why` says where from."""

    why = ""

    def why_unchangeable(self, row: Any) -> str:
        return self.why

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ViewOnlyInline(admin.TabularInline):
    """Rows shown with the one that they belong to, each with a link to its own page."""

    extra = 0
    show_change_link = True
    view_on_site = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def is_named_elsewhere(row: models.Model) -> bool:
    """Whether another row would lose something with `row`: one that protects it, or one joined with it.

    A page asks it of its row several times, and the database is asked once.
    """
    known = vars(row)
    if "_is_named_elsewhere" not in known:
        known["_is_named_elsewhere"] = _is_named_elsewhere(row)
    found: bool = known["_is_named_elsewhere"]
    return found


def _is_named_elsewhere(row: models.Model) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
        if relation.many_to_many or relation.on_delete is models.PROTECT
    )
