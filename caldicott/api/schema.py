"""The API's description in OpenAPI 3.1, and the page that shows it."""

import functools
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

REFUSED = {
    "type": "object",
    "description": "What is wrong, by parameter.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
MISSING = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}

UNCHANGED = {304: OpenApiResponse(description="Nothing has changed since the answer with the tag of If-None-Match.")}
BAD_PARAMETER = {400: OpenApiResponse(REFUSED, description="A parameter is unknown, or its value is not allowed.")}
NOT_FOUND = {404: OpenApiResponse(MISSING, description="There is no such object, or no such page of the list.")}


class Schema(AutoSchema):
    """Adds to what the serializers tell the other answers that a resource gives."""

    def get_response_serializers(self) -> Any:
        return {200: super().get_response_serializers(), **UNCHANGED, **BAD_PARAMETER, **NOT_FOUND}


class SchemaOnce(SchemaGenerator):
    """Describes the API once a process: it takes most of a second and cannot change while the process runs."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return describe()


@functools.cache
def describe() -> dict[str, Any]:
    described: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return described
