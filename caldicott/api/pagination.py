"""Lists in pages of 50, or of as many as are asked for, up to 500."""

from typing import Any

from django.core.paginator import Paginator
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from .parameters import whole_number


class Pages(PageNumberPagination):
    """Answers `{"count", "next", "previous", "results"}`; a number that is none is 400, a page beyond the end 404."""

    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        return whole_number(request.query_params, "page_size", default=self.page_size, most=self.max_page_size)

    def get_page_number(self, request: Request, paginator: "Paginator[Any]") -> int:
        number = whole_number(request.query_params, "page", default=1)
        if number > paginator.num_pages:
            raise NotFound(f"There is no page {number}: the list has {paginator.num_pages} at this page size.")
        return number

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return [
            {
                "name": "page",
                "in": "query",
                "required": False,
                "description": "Which page; the first is 1.",
                "schema": {"type": "integer", "minimum": 1, "default": 1},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": "How many results a page holds.",
                "schema": {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size},
            },
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "minimum": 0, "description": "Of all pages."},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }
