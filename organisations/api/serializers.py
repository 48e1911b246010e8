"""What the API tells of organisations and of the IG Toolkit."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from caldicott.api.fields import Address, PageAddress, TextOrNull

from ..models import FigureCheck, Organisation, Succession, ToolkitReturn
from ..toolkit.tables import COLUMNS

SEPARATED = Succession.Kind.SEPARATED  # of two that were merged by mistake neither followed the other


class SuccessionSerializer(serializers.ModelSerializer[Succession]):
    """One body that took over from another."""

    predecessor = serializers.SlugRelatedField[Succession](slug_field="slug", read_only=True)
    successor = serializers.SlugRelatedField[Succession](slug_field="slug", read_only=True)

    class Meta:
        model = Succession
        fields = read_only_fields = ["predecessor", "successor", "since", "kind", "note"]


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """A body or a collective, its other names, and who it followed or was followed by."""

    url = Address("organisation", key="slug")
    html_url = PageAddress()
    aliases = serializers.SlugRelatedField[Organisation](slug_field="name", many=True, read_only=True)
    collective = serializers.BooleanField(read_only=True, help_text="Whether it stands for many bodies at once.")
    predecessors = serializers.SerializerMethodField(help_text="Slugs of the bodies that it followed.")
    successors = serializers.SerializerMethodField(help_text="Slugs of the bodies that followed it.")
    successions = serializers.SerializerMethodField(
        help_text="Both, each with the first day on which the successor holds what the other held, or null."
    )

    class Meta:
        model = Organisation
        fields = read_only_fields = [
            "url",
            "html_url",
            "slug",
            "name",
            "abbreviation",
            "aliases",
            "kind",
            "collective",
            "predecessors",
            "successors",
            "successions",
            "note",
            "source",
        ]

    def get_predecessors(self, organisation: Organisation) -> list[str]:
        return [each.predecessor.slug for each in organisation.successions_from.all() if each.kind != SEPARATED]

    def get_successors(self, organisation: Organisation) -> list[str]:
        return [each.successor.slug for each in organisation.successions_to.all() if each.kind != SEPARATED]

    @extend_schema_field(SuccessionSerializer(many=True))
    def get_successions(self, organisation: Organisation) -> list[dict[str, Any]]:
        told = [*organisation.successions_from.all(), *organisation.successions_to.all()]
        return list(SuccessionSerializer(told, many=True).data)


class ToolkitReturnSerializer(serializers.ModelSerializer[ToolkitReturn]):
    """The counts of one printed row; null where the report has no such column."""

    url = Address("toolkit-return")
    html_url = PageAddress()
    organisation_type = serializers.CharField(source="table.organisation_type.slug", read_only=True)
    version = serializers.CharField(source="table.version", read_only=True)
    group = serializers.SlugRelatedField[ToolkitReturn](slug_field="slug", read_only=True)
    requirement = TextOrNull(help_text="As printed; null where none is printed.")
    total = serializers.IntegerField(read_only=True, help_text="Computed: all organisations that the row accounts for.")

    class Meta:
        model = ToolkitReturn
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "organisation_type",
            "version",
            "group",
            "position",
            "requirement",
            *COLUMNS,
            "total",
        ]


class FigureCheckSerializer(serializers.ModelSerializer[FigureCheck]):
    """A printed figure, what follows from the rows, and why the two differ where they do."""

    url = Address("figure-check")
    html_url = PageAddress()
    organisation_type = serializers.SlugRelatedField[FigureCheck](slug_field="slug", read_only=True, allow_null=True)
    version = TextOrNull(help_text="Null where the figure is of more than one version.")
    group = serializers.SlugRelatedField[FigureCheck](slug_field="slug", read_only=True, allow_null=True)
    requirement = TextOrNull(help_text="Null where the figure is of more than one requirement.")

    class Meta:
        model = FigureCheck
        fields = read_only_fields = [
            "url",
            "html_url",
            "id",
            "key",
            "position",
            "organisation_type",
            "version",
            "group",
            "requirement",
            "kind",
            "measure",
            "printed",
            "computed",
            "agrees",
            "explanation",
            "source",
        ]
