"""How every resource answers: read-only, the same for everyone, with a tag that tells whether it has changed."""

from collections.abc import Collection
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django_filters import FilterSet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from .filtering import Filters, Ordering, Search
from .pagination import Pages
from .parameters import refuse_unknown

# What was published may be kept for a minute; then whoever keeps it has to ask whether it still holds.
FRESH_FOR_SECONDS = 60

READING = ("GET", "HEAD")

# What an address of a resource shows.
LIST: dict[str, Any] = {"get": "list"}
ONE: dict[str, Any] = {"get": "retrieve"}


class PublicView(APIView):
    """An address for everyone: knows its parameters, tags each answer, may be read from any other site's pages."""

    def known_parameters(self) -> Collection[str]:
        return ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in READING:  # to anything else, the method itself is the answer
            refuse_unknown(request.query_params, self.known_parameters())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = cast(Response, super().dispatch(request, *args, **kwargs)).render()
        if request.method in READING:
            patch_cache_control(response, public=True, max_age=FRESH_FOR_SECONDS, must_revalidate=True)
            # Not left to the middleware, which tags no HEAD and whose 304 would lose the headers below.
            set_response_etag(response)
            response = get_conditional_response(request, etag=response["ETag"], response=response)
        return readable_from_anywhere(response)


def readable_from_anywhere(response: HttpResponseBase) -> HttpResponseBase:
    """There is nothing private here and nobody is signed in, so a script of any site may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response


class PublicResource(PublicView, ReadOnlyModelViewSet[Any]):
    """A list and its details. A resource says its queryset, its filters, what is searched and what orders it."""

    serializer_class: type[BaseSerializer[Any]]
    pagination_class = Pages
    filter_backends = (Filters, Search, Ordering)
    filterset_class: type[FilterSet]
    search_fields: tuple[str, ...]
    ordering_fields: dict[str, str]  # from the public name to the column

    def known_parameters(self) -> Collection[str]:
        if self.kwargs:
            return ()
        return {"page", "page_size", "ordering", "search", *self.filterset_class.base_filters}


class NothingHere(PublicView):
    """Every address under the API that is none, so that a program gets JSON for that too."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound("There is nothing at this address.")
