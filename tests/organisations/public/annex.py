"""A small Annex 3: one kind of organisation, with as many versions, rows and checks as a test asks for."""

from organisations.models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from tests.factories import (
    FigureCheckFactory,
    OrganisationTypeFactory,
    RequirementGroupFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)


def clinics() -> OrganisationType:
    found = OrganisationType.objects.filter(slug="clinics").first()
    made: OrganisationType = found or OrganisationTypeFactory(slug="clinics", name="Clinics")
    return made


def a_group() -> RequirementGroup:
    found = RequirementGroup.objects.filter(slug="a-group").first()
    made: RequirementGroup = found or RequirementGroupFactory(slug="a-group", name="A Group")
    return made


def table(version: str, organisations: int | None, **values: object) -> ToolkitTable:
    made: ToolkitTable = ToolkitTableFactory(
        organisation_type=clinics(), version=version, organisations_stated=organisations, **values
    )
    return made


def row(of: ToolkitTable, requirement: str = "10-101", position: int = 1, **values: object) -> ToolkitReturn:
    values.setdefault("group", a_group())
    made: ToolkitReturn = ToolkitReturnFactory(table=of, requirement=requirement, position=position, **values)
    return made


def check(
    row: ToolkitReturn, kind: str, place: object, measure: str, printed: str, computed: str, **values: object
) -> FigureCheck:
    """A check as the record's own are keyed."""
    made: FigureCheck = FigureCheckFactory(
        key=f"{kind}/clinics/{row.table.version}/{place}/{measure}",
        organisation_type=row.table.organisation_type,
        version=row.table.version,
        kind=kind,
        measure=measure,
        printed=printed,
        computed=computed,
        **values,
    )
    return made
