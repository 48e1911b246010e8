"""The addresses at which the API tells of itself: its root, its OpenAPI description, and a page that shows that."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from .schema import BAD_PARAMETER, UNCHANGED, SchemaOnce
from .views import FRESH_FOR_SECONDS, PublicView

ADDRESSES = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


class Root(PublicView):
    """The addresses of all resources, of the description and of the page that shows it."""

    resources: Mapping[str, str] = {}  # from a resource's name to that of its address

    @extend_schema(
        operation_id="root",
        responses={200: ADDRESSES, **UNCHANGED, **BAD_PARAMETER},
        tags=["root"],
    )
    def get(self, request: Request) -> Response:
        return Response({name: reverse(address, request=request) for name, address in self.resources.items()})


class Description(PublicView, SpectacularAPIView):
    """OpenAPI 3.1, as JSON or, to whoever accepts that only, as YAML."""

    schema = None
    generator_class = SchemaOnce
    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer]


@require_safe
@cache_control(public=True, max_age=FRESH_FOR_SECONDS, must_revalidate=True)
def docs(request: HttpRequest) -> HttpResponse:
    """The description, to read and to try out. All that it loads is this site's own."""
    return render(request, "caldicott/api/docs.html")
