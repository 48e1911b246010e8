import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation
from recommendations.models import AdditionalInformation, SelfRating
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    SuccessionFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_the_list_gives_name_short_form_kind_and_what_is_led(client: Client) -> None:
    organisation = OrganisationFactory(name="The Regulator", abbreviation="TR", kind=Organisation.Kind.REGULATOR)
    CommitmentFactory().lead_organisations.set([organisation])
    page = read(client, "/organisations/")
    assert page.rows == [["The Regulator", "TR", "Regulator", "1 led by The Regulator"]]
    assert f"/commitments/?lead_organisation={organisation.slug}" in page.links


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("collective=true", ["All"]),
        ("collective=false", ["One"]),
        ("kind=charity", ["One"]),
        ("kind=panel_or_group", []),
    ],
)
def test_the_list_is_narrowed_by_the_address(client: Client, query: str, found: list[str]) -> None:
    OrganisationFactory(name="All", kind=Organisation.Kind.COLLECTIVE)
    OrganisationFactory(name="One", kind=Organisation.Kind.CHARITY)
    assert [row[0] for row in read(client, f"/organisations/?{query}").rows] == found


@pytest.mark.parametrize("query", ["collective=maybe", "kind=club"])
def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client, query: str) -> None:
    page = read(client, f"/organisations/?{query}", status=400)
    assert "This list cannot be narrowed like that" in page.text


def test_an_organisation_gives_its_names_and_what_came_before_and_after(client: Client) -> None:
    organisation = OrganisationFactory(name="The Body", abbreviation="TB", note="It does things.")
    AliasFactory(organisation=organisation, name="The Boddy", note="A misprint.")
    SuccessionFactory(predecessor__name="The Old Body", successor=organisation)
    SuccessionFactory(predecessor=organisation, successor__name="The New Body")
    text = read(client, organisation.get_absolute_url()).text
    assert "It does things." in text
    assert "Short form TB" in text
    assert "Also named The Boddy A misprint." in text
    assert "Took over from The Old Body" in text
    assert "Followed by The New Body" in text


def test_an_organisation_gives_what_it_leads_and_what_it_reported(client: Client) -> None:
    mapping = MappingFactory(recommendation__number=7, commitment__number=5, commitment__summary="Do it.")
    report = ProgressReportFactory(
        commitment=mapping.commitment, recommendation=mapping.recommendation, summary="We did.", self_rating="complete"
    )
    mapping.commitment.lead_organisations.set([report.organisation])
    page = read(client, report.organisation.get_absolute_url())
    assert page.rows == [["Commitment 5", "Do it.", "7", "Complete"]]
    assert "Complete Summary in this site’s words We did." in page.section("reports")


def test_a_report_of_nothing_says_so(client: Client) -> None:
    report = ProgressReportFactory(self_rating=SelfRating.NOT_REPORTED)
    section = read(client, report.organisation.get_absolute_url()).section("reports")
    assert "Nothing reported Reports nothing" in section


def test_an_organisation_gives_what_it_added(client: Client) -> None:
    addition = AdditionalInformationFactory(
        kind=AdditionalInformation.Kind.ANTICIPATED, expected_by=datetime.date(2015, 3, 31), summary="More to come."
    )
    section = read(client, addition.organisation.get_absolute_url()).section("additions")
    assert "Expected by 31 March 2015 Summary in this site’s words More to come." in section


def test_what_it_told_under_the_introduction_leads_to_the_period_of_it(client: Client) -> None:
    report = ProgressReportFactory(recommendation=None)
    page = read(client, report.organisation.get_absolute_url())
    assert page.links[f"{report.period.get_absolute_url()}#introduction"] == "Introduction"


def test_an_organisation_without_anything_says_so(client: Client) -> None:
    page = read(client, OrganisationFactory().get_absolute_url())
    assert "It leads none of the commitments" in page.section("leads")
    assert "No report by it is published." in page.section("reports")
    assert "It added nothing" in page.section("additions")


def test_an_organisation_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/organisations/nobody/", status=404)


@pytest.mark.parametrize("number", [1, 6])
def test_lists_and_details_cost_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    organisation, period = OrganisationFactory(), PeriodFactory()
    for _ in range(number):
        AliasFactory(organisation=organisation)
        SuccessionFactory(predecessor=organisation)
        SuccessionFactory(successor=organisation)
        MappingFactory().commitment.lead_organisations.set([organisation])
        ProgressReportFactory(organisation=organisation, period=period)
        AdditionalInformationFactory(organisation=organisation, period=period)
    with django_assert_num_queries(2):
        read(client, "/organisations/")
    with django_assert_num_queries(8):
        read(client, organisation.get_absolute_url())


@pytest.mark.usefixtures("record")
def test_every_organisation_of_the_record_has_its_page(client: Client) -> None:
    for organisation in Organisation.objects.all():
        assert organisation.name in read(client, organisation.get_absolute_url()).title
