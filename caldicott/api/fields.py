"""Fields that all serializers use."""

from typing import Any

from django.db.models import Model
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class Address(serializers.HyperlinkedIdentityField):
    """`url`: where the object itself is in the API."""

    def __init__(self, resource: str, key: str = "pk") -> None:
        super().__init__(view_name=f"api-{resource}-detail", lookup_field=key)


@extend_schema_field(OpenApiTypes.URI)
class PageAddress(serializers.Field[Any, Any, str, Any]):
    """`html_url`: the page on which people see the object."""

    def __init__(self) -> None:
        super().__init__(source="get_absolute_url", read_only=True)

    def to_representation(self, value: str) -> str:
        address: str = self.context["request"].build_absolute_uri(value)
        return address


class TextOrNull(serializers.CharField):
    """A text that is null, and not empty, where there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def get_attribute(self, instance: Model) -> str | None:
        return super().get_attribute(instance) or None
