"""Which collectives of the record the organisation types of Annex 3 are, both by their slugs."""

# Annex 3 puts two kinds of organisation into one table. Every other type has the slug of its collective.
SHARED = {
    "care-commissioning-groups-and-contract-support-units": (
        "clinical-commissioning-groups",
        "commissioning-support-units",
    )
}


def collectives_of(organisation_type: str) -> tuple[str, ...]:
    """The collectives that stand in the tables of a type."""
    return SHARED.get(organisation_type, (organisation_type,))


def type_of(collective: str) -> str:
    """The type in whose tables a collective would stand; whether there is such a type, only the record knows."""
    return next((shared for shared, collectives in SHARED.items() if collective in collectives), collective)
