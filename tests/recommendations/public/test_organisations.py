"""The page of one organisation."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import Organisation
from recommendations.models import AdditionalInformation, SelfRating
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    CollectiveMembershipFactory,
    EvidenceFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ReminderFactory,
    SuccessionFactory,
    TargetDateFactory,
)
from tests.pages import read
from tests.recommendations.public.organisations import lead, names

pytestmark = pytest.mark.django_db

COLLECTIVE = Organisation.Kind.COLLECTIVE


def test_an_organisation_gives_its_names_and_what_came_before_and_after(client: Client) -> None:
    organisation = OrganisationFactory(name="The Body", abbreviation="TB", note="It does things.")
    AliasFactory(organisation=organisation, name="The Boddy", note="A misprint.")
    SuccessionFactory(predecessor__name="The Old Body", successor=organisation, note="In 2013.")
    SuccessionFactory(
        predecessor=organisation,
        successor__name="The New Body",
        successor__slug="new",
        since=datetime.date(2016, 4, 1),
    )
    page = read(client, organisation.get_absolute_url())
    assert "Other body, TB The Body It does things." in page.text
    assert "It took over from The Old Body In 2013." in page.section("names")
    assert "Followed by The New Body, since 1 April 2016" in page.section("names")
    assert "Also named The Boddy A misprint." in page.section("names")
    assert page.links["/organisations/new/"] == "The New Body"


def test_what_it_leads_stands_before_what_it_owes_through_a_collective(client: Client) -> None:
    PeriodFactory()
    membership = CollectiveMembershipFactory(collective__name="All of them", collective__slug="all")
    expected = MappingFactory(recommendation__number=7, commitment__number=4)
    own = MappingFactory(recommendation=expected.recommendation, commitment__number=5)
    expected.commitment.lead_organisations.set([membership.collective])
    own.commitment.lead_organisations.set([membership.member])
    page = read(client, membership.member.get_absolute_url())
    assert page.rows[:2] == [
        ["Commitment 5", "", "7", "No report All reports together: nothing reported"],
        ["Commitment 4 through All of them", "", "7", "No report All reports together: nothing reported"],
    ]
    assert "2 commitments and expectations: 1 that it leads, 1 through collectives." in page.section("owes")
    assert page.links["/organisations/all/"] == "All of them"


def test_its_own_report_stands_beside_what_all_reports_say_together(client: Client) -> None:
    mapping = MappingFactory(recommendation__number=7, commitment__number=5, commitment__summary="Do it.")
    report = ProgressReportFactory(
        commitment=mapping.commitment, recommendation=mapping.recommendation, summary="We did.", self_rating="complete"
    )
    ProgressReportFactory(commitment=mapping.commitment, period=report.period, self_rating="not_begun")
    mapping.commitment.lead_organisations.set([report.organisation])
    page = read(client, report.organisation.get_absolute_url())
    assert page.rows[0] == ["Commitment 5", "Do it.", "7", "Complete All reports together: in progress"]
    assert "It reported something on 1." in page.section("owes")
    assert "Complete Summary in this site’s words We did." in page.section("reports")


def test_what_all_reports_say_is_not_repeated_where_its_own_is_the_only_one(client: Client) -> None:
    report = ProgressReportFactory(self_rating="complete")
    report.commitment.lead_organisations.set([report.organisation])
    assert read(client, report.organisation.get_absolute_url()).rows[0][-1] == "Complete"


def test_what_it_reported_without_owing_it_is_told(client: Client) -> None:
    report = ProgressReportFactory(commitment__number=5)
    section = read(client, report.organisation.get_absolute_url()).section("owes")
    assert "It also reported on commitment 5, which it does not owe." in section


def test_its_record_shows_every_period_silence_and_no_report_apart(client: Client) -> None:
    organisation = lead()
    commitment = organisation.commitments.get()
    periods = [PeriodFactory() for _ in range(3)]
    for period, rating in zip(periods, [SelfRating.COMPLETE, SelfRating.NOT_REPORTED], strict=False):
        ProgressReportFactory(organisation=organisation, commitment=commitment, period=period, self_rating=rating)
    page = read(client, organisation.get_absolute_url())
    assert page.rows[-1] == [str(commitment), "0 No report", "– Nothing reported", "C Complete"]


def test_a_period_before_it_joined_a_collective_is_no_silence(client: Client) -> None:
    before, since = PeriodFactory(), PeriodFactory()
    collective = lead(kind=COLLECTIVE)
    membership = CollectiveMembershipFactory(collective=collective, begins_on=since.position_date)
    page = read(client, membership.member.get_absolute_url())
    assert page.rows[-1][1:] == ["0 No report", "Not asked"]
    then = read(client, f"{membership.member.get_absolute_url()}?period={before.slug}")
    assert "It leads none of the commitments" in then.section("owes")


def test_the_record_is_no_wider_than_twenty_periods_and_older_ones_are_linked(client: Client) -> None:
    organisation = lead()
    periods = [PeriodFactory() for _ in range(22)]
    page = read(client, organisation.get_absolute_url())
    assert len(page.rows[-1]) == 21
    assert {f"?period={period.slug}#reports" for period in periods} <= set(page.links)


def test_another_period_is_shown_where_the_address_names_it(client: Client) -> None:
    earlier = ProgressReportFactory(summary="Told earlier.")
    organisation = earlier.organisation
    later = ProgressReportFactory(organisation=organisation, summary="Told later.")
    now = read(client, organisation.get_absolute_url())
    assert "Told later." in now.text
    assert "Told earlier." not in now.text
    assert f"?period={earlier.period.slug}#reports" in now.links
    then = read(client, f"{organisation.get_absolute_url()}?period={earlier.period.slug}")
    assert "Told earlier." in then.text
    assert "Go to the latest" in then.text
    assert later.period.slug in "".join(then.links)


@pytest.mark.parametrize("asked", ["2014-09-31", "yesterday", "9999-09-30"])
def test_a_period_that_is_not_published_is_not_found(client: Client, asked: str) -> None:
    PeriodFactory(position_date=datetime.date(9999, 9, 30), open_=True)
    read(client, f"{OrganisationFactory().get_absolute_url()}?period={asked}", status=404)


def test_reports_stand_under_their_recommendations_the_introduction_first(client: Client) -> None:
    organisation, period = OrganisationFactory(), PeriodFactory()
    for number in (9, 3):
        ProgressReportFactory(organisation=organisation, period=period, recommendation__number=number)
    ProgressReportFactory(organisation=organisation, period=period, recommendation=None)
    page = read(client, organisation.get_absolute_url())
    headings = [each.find("a").text for each in page.root.iterfind(".//section[@aria-labelledby='reports']/h3")]
    assert [heading.split(":")[0] for heading in headings] == ["Introduction", "Recommendation 3", "Recommendation 9"]
    assert page.links[f"{period.get_absolute_url()}#introduction"] == "Introduction"


def test_many_reports_are_paged(client: Client) -> None:
    organisation, period = OrganisationFactory(), PeriodFactory()
    for _ in range(26):
        ProgressReportFactory(organisation=organisation, period=period)
    first, second = (read(client, f"{organisation.get_absolute_url()}?page={number}") for number in (1, 2))
    assert "26 reports for the position" in first.section("reports")
    assert [len(page.root.findall(".//details")) for page in (first, second)] == [25, 1]
    read(client, f"{organisation.get_absolute_url()}?page=3", status=404)


def test_a_report_of_nothing_says_so(client: Client) -> None:
    report = ProgressReportFactory(self_rating=SelfRating.NOT_REPORTED)
    section = read(client, report.organisation.get_absolute_url()).section("reports")
    assert f"{report.commitment} Nothing reported" in section


def test_an_organisation_gives_what_it_added(client: Client) -> None:
    addition = AdditionalInformationFactory(
        kind=AdditionalInformation.Kind.ANTICIPATED, expected_by=datetime.date(2015, 3, 31), summary="More to come."
    )
    section = read(client, addition.organisation.get_absolute_url()).section("additions")
    assert "Anticipated progress, expected by 31 March 2015 Summary in this site’s words More to come." in section


def test_an_organisation_without_anything_says_so(client: Client) -> None:
    page = read(client, OrganisationFactory().get_absolute_url())
    assert "It leads none of the commitments" in page.section("owes")
    assert page.links["/commitments/?kind=expectation"] == "an expectation of other collectives"
    assert "No report by it is published." in page.section("reports")
    assert "It added nothing" in page.section("additions")


def test_an_organisation_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/organisations/nobody/", status=404)


def test_the_page_names_its_machine_twins(client: Client) -> None:
    report = ProgressReportFactory(organisation__slug="one")
    page = read(client, report.organisation.get_absolute_url())
    assert {
        "/api/v1/organisations/one/": "JSON",
        "/reports/?organisation=one&format=csv": "CSV of its reports",
        "/organisations/one/feed/": "feed of what changes",
    }.items() <= page.links.items()
    for address in ("/api/v1/organisations/one/", "/reports/?organisation=one&format=csv", "/organisations/one/feed/"):
        assert client.get(address).getvalue()


def test_nothing_unpublished_is_shown_or_counted(client: Client) -> None:
    period = PeriodFactory()
    organisation = lead(slug="one")
    commitment = organisation.commitments.get()
    open_ = PeriodFactory(open_=True, position_date=datetime.date(9999, 9, 30))
    for when, state in ((open_, "accepted"), (period, "submitted")):
        ProgressReportFactory(organisation=organisation, commitment=commitment, period=when, state=state)
    AdditionalInformationFactory(organisation=organisation, period=open_)
    page = read(client, "/organisations/one/")
    assert page.rows[-1] == [str(commitment), "0 No report"]
    assert open_.slug not in page.response.content.decode()
    assert "It added nothing" in page.text
    assert read(client, "/organisations/").rows[0][-1] == "No report"


# What it costs


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_and_the_pages_cost_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    collective = lead(kind=COLLECTIVE, slug="all")
    organisation, latest = OrganisationFactory(slug="one"), datetime.date(9999, 9, 30)
    CollectiveMembershipFactory(collective=collective, member=organisation)
    now = PeriodFactory(position_date=latest)
    for place in range(number):
        period = PeriodFactory(position_date=latest - datetime.timedelta(days=place + 1))
        AliasFactory(organisation=organisation)
        SuccessionFactory(predecessor=organisation)
        SuccessionFactory(successor=organisation)
        MappingFactory().commitment.lead_organisations.set([organisation, collective])
        for teller in (organisation, collective):
            for when in (now, period):
                report = ProgressReportFactory(organisation=teller, period=when)
                EvidenceFactory(report=report)
                TargetDateFactory(organisation=teller, period=when)
                ReminderFactory(organisation=teller, period=when, letter__sent_at=timezone.now())
                AdditionalInformationFactory(organisation=teller, period=when)
        CollectiveMembershipFactory(member=organisation)
        CollectiveMembershipFactory(collective=collective)
    with django_assert_num_queries(4):
        read(client, "/organisations/")
    with django_assert_num_queries(6):
        read(client, "/organisations/one/")
    with django_assert_num_queries(6):
        read(client, "/organisations/all/")


# The record


@pytest.mark.usefixtures("record")
def test_every_organisation_of_the_record_has_its_page(client: Client) -> None:
    for organisation in Organisation.objects.all():
        assert organisation.name in read(client, organisation.get_absolute_url()).title


@pytest.mark.usefixtures("record")
def test_the_record_of_nhs_england(client: Client) -> None:
    page = read(client, "/organisations/nhs-england/")
    assert "26 commitments and expectations: 10 that it leads, 16 through collectives." in page.section("owes")
    assert "16 through collectives. Of what it leads, it reported something on 7 and nothing on 3." in page.section(
        "owes"
    )
    assert "It reported something on 2 and nothing on 14." in page.section("owes")
    assert "17 reports for the position at 30 September 2014" in page.section("reports")
    assert "NHS Commissioning Board" in page.section("names")
    assert names(client, "q=NHS+Commissioning+Board")[-1].startswith("NHS England")


@pytest.mark.usefixtures("record")
def test_the_record_of_who_followed_whom(client: Client) -> None:
    forum = read(client, "/organisations/ig-forum/")
    assert "It took over from Informatics Services Commissioning Group" in forum.section("names")
    assert "Followed by Information Governance Forum" in read(client, "/organisations/iscg/").section("names")
