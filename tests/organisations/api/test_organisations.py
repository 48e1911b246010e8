"""The resource of organisations."""

import datetime

import pytest

from organisations.models import Organisation
from tests.caldicott.api.reading import listed, one, refused, values
from tests.factories import AliasFactory, CollectiveMembershipFactory, OrganisationFactory, SuccessionFactory

pytestmark = pytest.mark.django_db


def test_an_organisation_tells_what_the_contract_names() -> None:
    organisation = OrganisationFactory(
        slug="nhs-tda",
        name="NHS Trust Development Authority",
        abbreviation="NHS TDA",
        kind=Organisation.Kind.ARMS_LENGTH_BODY,
        note="It looked after trusts.",
        source="Annex 1",
    )
    AliasFactory(organisation=organisation, name="TDA")
    AliasFactory(organisation=organisation, name="NTDA")
    SuccessionFactory(
        predecessor=organisation, successor__slug="nhs-improvement", since=datetime.date(2016, 4, 1), note="Merged."
    )
    SuccessionFactory(predecessor__slug="strategic-health-authorities", successor=organisation)

    assert one("organisations", "nhs-tda") == {
        "url": "http://testserver/api/v1/organisations/nhs-tda/",
        "html_url": "http://testserver/organisations/nhs-tda/",
        "slug": "nhs-tda",
        "name": "NHS Trust Development Authority",
        "abbreviation": "NHS TDA",
        "aliases": ["NTDA", "TDA"],
        "kind": "arms_length_body",
        "collective": False,
        "predecessors": ["strategic-health-authorities"],
        "successors": ["nhs-improvement"],
        "successions": [
            {
                "predecessor": "strategic-health-authorities",
                "successor": "nhs-tda",
                "since": None,
                "kind": "succession",
                "note": "",
            },
            {
                "predecessor": "nhs-tda",
                "successor": "nhs-improvement",
                "since": "2016-04-01",
                "kind": "succession",
                "note": "Merged.",
            },
        ],
        "note": "It looked after trusts.",
        "source": "Annex 1",
    }


def test_kind_and_collective_narrow_the_list() -> None:
    OrganisationFactory(slug="dh", kind=Organisation.Kind.DEPARTMENT)
    OrganisationFactory(slug="all-staff", kind=Organisation.Kind.COLLECTIVE)

    assert values("organisations", "slug", kind="department") == ["dh"]
    assert values("organisations", "slug", collective="true") == ["all-staff"]
    assert values("organisations", "slug", collective="false") == ["dh"]
    assert values("organisations", "collective", collective="true") == [True]


def test_the_members_of_a_collective_are_a_list_like_any_other() -> None:
    outer = CollectiveMembershipFactory(collective__slug="outer", member__slug="inner", member__kind="collective")
    CollectiveMembershipFactory(collective=outer.member, member__slug="within")
    CollectiveMembershipFactory(collective=outer.collective, ends_on=datetime.date(2014, 9, 30))

    assert sorted(values("organisations", "slug", member_of="outer")) == ["inner", "within"]
    assert values("organisations", "slug", member_of="outer", collective="false") == ["within"]
    assert list(refused("organisations", member_of="within")) == ["member_of"]
    assert list(refused("organisations", member_of="nobody")) == ["member_of"]


def test_search_finds_an_organisation_once_by_name_abbreviation_alias_or_note() -> None:
    OrganisationFactory(slug="a", name="Health Watch")
    OrganisationFactory(slug="b", name="B", abbreviation="Health Watch")
    aliased = OrganisationFactory(slug="c", name="C")
    AliasFactory(organisation=aliased, name="Health Watch England")
    AliasFactory(organisation=aliased, name="The Health Watch")
    OrganisationFactory(slug="d", name="D", note="A watch on health.")
    OrganisationFactory(slug="e", name="E")

    assert sorted(values("organisations", "slug", search="health watch")) == ["a", "b", "c", "d"]
    assert listed("organisations", search="health watch")["count"] == 4


def test_the_list_is_by_name_and_can_be_ordered_otherwise() -> None:
    OrganisationFactory(slug="x", name="B", kind=Organisation.Kind.OTHER)
    OrganisationFactory(slug="y", name="A", kind=Organisation.Kind.CHARITY)

    assert values("organisations", "slug") == ["y", "x"]
    assert values("organisations", "slug", ordering="slug") == ["x", "y"]
    assert values("organisations", "slug", ordering="-kind") == ["x", "y"]
    assert values("organisations", "slug", ordering="-name") == ["x", "y"]


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("kind", "bank", "regulator"),
        ("collective", "yes", "true, false"),
        ("collective", "1", "true, false"),
        ("ordering", "note", "name, slug, kind"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(parameter: str, value: str, allowed: str) -> None:
    problems = refused("organisations", **{parameter: value})

    assert list(problems) == [parameter]
    assert allowed in problems[parameter][0]
