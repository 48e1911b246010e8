"""The resources of this app: organisations, IG Toolkit returns and the checks of what was printed of them."""

from http import HTTPStatus
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from caldicott.api.views import PublicResource

from ..filters import OrganisationFilters
from ..models import FigureCheck, Organisation, Succession, ToolkitReturn
from ..toolkit_filters import FigureCheckFilters, ToolkitReturnFilters
from .serializers import FigureCheckSerializer, OrganisationSerializer, ToolkitReturnSerializer


class OrganisationResource(PublicResource):
    """A named body, or a collective that stands for many."""

    queryset = Organisation.objects.order_by("name").prefetch_related(
        "aliases",
        Prefetch("successions_from", Succession.objects.select_related("predecessor", "successor")),
        Prefetch("successions_to", Succession.objects.select_related("predecessor", "successor")),
    )
    lookup_field = "slug"
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters
    search_fields = ("name", "abbreviation", "aliases__name", "note")
    ordering_fields = {"name": "name", "slug": "slug", "kind": "kind"}

    def get_queryset(self) -> Any:
        """The list has every body once; the address of a merged record still leads on to the one that is kept."""
        found: Any = super().get_queryset()
        return found if self.kwargs else found.unmerged()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        organisation = self.get_object()
        merger = next((each for each in organisation.successions_to.all() if each.kind == Succession.Kind.MERGER), None)
        if merger is None:
            return Response(self.get_serializer(organisation).data)
        kept = reverse("api-organisation-detail", args=[merger.successor.slug])
        told = {"detail": f"This record was merged into {merger.successor}.", "merged_into": merger.successor.slug}
        return Response(told, status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": kept})


class ToolkitReturnResource(PublicResource):
    """One row of a table of Annex 3: how many organisations of a type are at each level of one requirement."""

    queryset = ToolkitReturn.objects.select_related("table__organisation_type", "group")
    serializer_class = ToolkitReturnSerializer
    filterset_class = ToolkitReturnFilters
    search_fields = ("requirement", "group__name", "table__organisation_type__name")
    ordering_fields = {
        "organisation_type": "table__organisation_type__slug",
        "version": "table__version",
        "group": "group__slug",
        "position": "position",
        "requirement": "requirement",
    }


class FigureCheckResource(PublicResource):
    """A figure that the annexes print, what follows from the printed rows, and why the two differ where they do."""

    queryset = FigureCheck.objects.select_related("organisation_type", "group").order_by("position", "pk")
    serializer_class = FigureCheckSerializer
    filterset_class = FigureCheckFilters
    search_fields = ("key", "measure", "printed", "computed", "explanation", "source")
    ordering_fields = {
        "position": "position",
        "organisation_type": "organisation_type__slug",
        "version": "version",
        "group": "group__slug",
        "requirement": "requirement",
        "kind": "kind",
        "agrees": "agrees",
    }
