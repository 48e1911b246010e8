"""Organisations with their spellings, and who followed whom."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from caldicott.desk.acts import ActingAdmin
from caldicott.desk.forms import ToldOnceFormSet
from caldicott.desk.rows import RowAdmin
from organisations.models import Alias, CollectiveMembership, Organisation, Succession

from .keeping import ACTS
from .members_import import MembersImportMixin


class AliasFormSet(ToldOnceFormSet):
    told_once = "name"
    message = "An alias is given twice. Capitals make no difference."


class AliasInline(admin.TabularInline):
    model = Alias
    formset = AliasFormSet
    extra = 0
    verbose_name_plural = "aliases: other spellings, earlier names and short forms, by which people find it too"


class SuccessionInline(admin.TabularInline):
    """Given with a new organisation. Later, one takes over by an act, which asks for the reason and keeps what was."""

    model = Succession
    extra = 0
    other = ""  # the field of whoever stands on the other side

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [self.other, "since", *(["kind"] if obj else []), "note"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and bool(super().has_add_permission(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Succession]:
        return super().get_queryset(request).select_related("predecessor", "successor")


class PredecessorInline(SuccessionInline):
    fk_name = "successor"
    other = "predecessor"
    autocomplete_fields = ["predecessor"]
    verbose_name = "predecessor"
    verbose_name_plural = "predecessors: bodies that this one took over from"


class SuccessorInline(SuccessionInline):
    fk_name = "predecessor"
    other = "successor"
    autocomplete_fields = ["successor"]
    verbose_name = "successor"
    verbose_name_plural = "successors: bodies that took over from this one"


class SucceededFilter(admin.SimpleListFilter):
    title = "succession"
    parameter_name = "succeeded"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Nobody took over"), ("yes", "Another body took over")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        succeeded = Exists(Succession.objects.filter(predecessor=OuterRef("pk")))
        if self.value() == "yes":
            return queryset.filter(succeeded)
        if self.value() == "no":
            return queryset.filter(~succeeded)
        return queryset


@admin.register(Organisation)
class OrganisationAdmin(ActingAdmin):
    acts = ACTS
    list_display = ["name", "abbreviation", "kind", "other_names"]
    list_filter = ["kind", SucceededFilter]
    search_fields = ["name", "abbreviation", "slug", "aliases__name"]
    search_help_text = "Finds by name, abbreviation, address and every alias."
    inlines = [AliasInline, PredecessorInline, SuccessorInline]
    fieldsets = [
        (None, {"fields": ["name", "abbreviation", "kind", "note"]}),
        ("Where it stands", {"fields": ["slug", "source"]}),
        ("Collectives", {"fields": ["members", "collectives"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).prefetch_related("aliases")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The public address is chosen once, and the name changes by an act, which keeps the old one.

        Members have a list of their own, for there may be thousands.
        """
        return ["members", "collectives", *(["slug", "name", "abbreviation"] if obj else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of one that is not there yet nobody is a member."""
        return super().get_fieldsets(request, obj)[: None if obj else -1]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["name"]}

    @admin.display(description="also known as")
    def other_names(self, organisation: Organisation) -> str:
        return "; ".join(alias.name for alias in organisation.aliases.all())

    @admin.display(description="who is in it")
    def members(self, organisation: Organisation) -> str:
        return link_to_memberships("collective", organisation) if organisation.collective else "It is no collective."

    @admin.display(description="what it is in")
    def collectives(self, organisation: Organisation) -> str:
        return link_to_memberships("member", organisation)


def link_to_memberships(side: str, organisation: Organisation) -> str:
    """To the list of those in which the organisation is the `collective`, or the `member`."""
    address = reverse("admin:organisations_collectivemembership_changelist")
    return format_html('<a href="{}?{}={}">Collective memberships</a>', address, side, organisation.pk)


@admin.register(CollectiveMembership)
class CollectiveMembershipAdmin(MembersImportMixin, RowAdmin):
    """A membership that is over is given its last day; it is deleted only if it never was."""

    list_display = ["collective", "member", "begins_on", "ends_on"]
    list_display_links = ["member"]
    list_select_related = ["collective", "member"]
    search_fields = ["collective__name", "member__name", "member__abbreviation", "member__aliases__name"]
    search_help_text = "Finds by the names of the collective and of the member, and by the member’s aliases."
    autocomplete_fields = ["collective", "member"]
    fields = ["collective", "member", "begins_on", "ends_on", "source"]
