"""Every kind of page behind the sign-in, on a phone and on a desk, with every state that it can be in."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from organisations.models import Organisation, Role
from recommendations.models import Commitment
from recommendations.reporting.deciding import accept_report, return_report
from tests import factories as f
from tests.desk import shown
from tests.journeys.looking import fits, is_accessible
from tests.returning import NOTHING, PROGRESS, Desk, open_period, person

WIDTHS = (320, 768, 1280)


@pytest.fixture
def desk(record_site: Page) -> Desk:
    """NHS England's, with a report in each state."""
    organisation = Organisation.objects.get(slug="nhs-england")
    desk = Desk(
        organisation=organisation,
        period=open_period(),
        commitment=Commitment.objects.get(number=73),
        reporter=person(Role.REPORTER, organisation, name="Sample reporter"),
        officer=person(Role.AUTHORISED_OFFICER, organisation, name="Sample officer"),
        secretariat=person(Role.SECRETARIAT, name="Sample secretariat"),
    )
    numbered = {number: Commitment.objects.get(number=number) for number in range(74, 79)}
    desk.save({"kind": "progress"}, commitment=numbered[74])
    desk.save(commitment=numbered[75])
    for number, typed in ((76, PROGRESS), (77, NOTHING), (78, PROGRESS)):
        desk.save(typed, commitment=numbered[number])
        desk.submit(desk.part(numbered[number]))
    return_report(report=desk.report_on(numbered[77]), reason="Name the sample places.", by=desk.secretariat)
    accept_report(report=desk.report_on(numbered[78]), by=desk.secretariat)
    f.InvitationFactory(organisation=organisation, email="sample.invited@example.org")
    return desk


def addresses(desk: Desk) -> list[str]:
    here = f"/returns/{desk.organisation.slug}/"
    there = f"{here}{desk.period.slug}/"
    receipt = desk.organisation.receipts.latest("at")
    membership = desk.reporter.memberships.get()
    invitation = desk.organisation.invitations.get()
    return [
        here,
        there,
        *(f"{there}{number}/" for number in range(73, 79)),
        f"{there}74/?check",
        f"{there}submit/",
        f"{there}submit/?report=74",
        f"{here}receipts/{receipt.reference}/",
        f"{here}history/",
        f"{here}people/",
        f"{here}people/invite/",
        f"{here}people/{membership.pk}/role/",
        f"{here}people/{membership.pk}/end/",
        f"{here}people/invitations/{invitation.pk}/withdraw/",
        "/accounts/",
        "/accounts/password/change/",
        "/accounts/2fa/totp/activate/",
        "/accounts/logout/",
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_private_page_is_accessible_and_fits_the_screen(
    record_site: Page, desk: Desk, base_url: str, settings: Any, width: int
) -> None:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    page = record_site
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, desk, base_url)
    for address in addresses(desk):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        fits(page)
        if width != WIDTHS[1]:
            is_accessible(page)


def signed_in(page: Page, desk: Desk, base_url: str) -> None:
    client = Client()
    client.force_login(desk.officer)
    shown(client, desk.officer)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
