"""Every address by every role: who is let in where. An address that this table does not know fails."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from organisations.models import Role, User
from tests import factories as f
from tests.desk import browser_of
from tests.journeys.test_every_page import NOT_PAGES, PAGES, PRIVATE
from tests.returning import Desk, commitment_of, person

pytestmark = pytest.mark.django_db

NOBODY, STRANGER, LEFT = "nobody", "officer of another organisation", "who has left"
OFFICER = Role.AUTHORISED_OFFICER
OF_IT = (Role.REPORTER, OFFICER)
PANEL = (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER)
SIGNED_IN = (STRANGER, LEFT, *OF_IT, *PANEL)

# Of an organisation's desk: what its own people are answered. Nobody else finds anything there.
OF_AN_ORGANISATION: dict[str, dict[str, int]] = {
    **{
        name: {Role.REPORTER: 200, OFFICER: 200}
        for name in (
            "desk-history",
            "desk-organisation",
            "desk-people",
            "receipt",
            "receipt-content",
            "receipt-manifest",
            "return",
            "return-report",
            "return-submit",
        )
    },
    "return-choose": {Role.REPORTER: 405, OFFICER: 405},  # it is only sent to
    **{
        name: {Role.REPORTER: 403, OFFICER: 200}
        for name in ("desk-people-end", "desk-people-invite", "desk-people-role", "desk-people-withdraw")
    },
}
# Of a person: each sees their own, whatever the role. These lead on, or answer with a page, or are only sent to.
OF_A_PERSON: dict[str, int | dict[str, int]] = {
    "account": 200,
    "account-reminders": 405,
    "account_change_password": 200,
    "account_reauthenticate": 200,
    "desk": {role: 302 if role in (STRANGER, *OF_IT) else 200 for role in SIGNED_IN},
    "mfa_activate_totp": 200,
    "mfa_deactivate_totp": 404,
    "mfa_generate_recovery_codes": 200,
    "mfa_view_recovery_codes": 404,
    "second-factor": 302,  # to where one is set up: of these nobody has one
}
# What somebody comes by with a secret in the address, or on the way in: tests of their own try them.
BY_A_SECRET = {"account_reset_password_from_key", "invitation", "mfa_authenticate", "mfa_index", "mfa_reauthenticate"}


@dataclass
class Cast:
    """An organisation's desk with something at each of its addresses, and a browser for each role."""

    desk: Desk
    browsers: dict[str, Client] = field(default_factory=dict)

    @classmethod
    def make(cls) -> "Cast":
        desk = Desk.make()
        desk.save()
        desk.submit()
        desk.save(commitment=commitment_of(desk.organisation))
        f.InvitationFactory(organisation=desk.organisation)
        people: dict[str, User] = {
            STRANGER: person(OFFICER, f.OrganisationFactory()),
            LEFT: person(OFFICER, desk.organisation),
            Role.REPORTER: desk.reporter,
            OFFICER: desk.officer,
            **{role: person(role, is_staff=True) for role in PANEL},
        }
        left = people[LEFT].memberships.get()
        left.ends_at = left.begins_at
        left.save()
        browsers = {role: browser_of(someone) for role, someone in people.items()}
        return cls(desk, {NOBODY: Client(), **browsers})

    def address(self, name: str) -> str:
        desk = self.desk
        receipt = desk.organisation.receipts.get()
        numbers = {
            "desk-people-withdraw": desk.organisation.invitations.get().pk,
            "return-report": desk.commitment.number,
            "return-choose": desk.commitment.number,
        }
        known = {
            "slug": desk.organisation.slug,
            "position_date": desk.period.position_date,
            "number": numbers.get(name, desk.reporter.memberships.get().pk),
            "reference": receipt.reference,
            "name": receipt.manifest.split()[1],
        }
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        return reverse(name, kwargs={each: known[each] for each in wanted})


@pytest.fixture
def cast() -> Cast:
    return Cast.make()


def test_every_address_is_public_or_known_here() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and not name.startswith("api-")}
    assert names - set(PAGES) - NOT_PAGES == PRIVATE
    assert set(OF_AN_ORGANISATION) | set(OF_A_PERSON) | BY_A_SECRET == PRIVATE


@pytest.mark.parametrize("name", OF_AN_ORGANISATION)
def test_an_organisations_desk_opens_to_its_own_people_as_their_roles_allow(cast: Cast, name: str) -> None:
    address = cast.address(name)
    answers = {role: browser.get(address).status_code for role, browser in cast.browsers.items()}
    assert answers == {NOBODY: 302, **dict.fromkeys(SIGNED_IN, 404), **OF_AN_ORGANISATION[name]}


@pytest.mark.parametrize("name", OF_AN_ORGANISATION)
def test_whoever_is_not_signed_in_is_led_to_the_sign_in_and_back(cast: Cast, name: str) -> None:
    address = cast.address(name)
    assert cast.browsers[NOBODY].get(address)["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_what_is_a_persons_own_opens_to_whoever_is_signed_in(cast: Cast, name: str) -> None:
    address = cast.address(name)
    told = OF_A_PERSON[name]
    expected = told if isinstance(told, dict) else dict.fromkeys(SIGNED_IN, told)
    answers = {role: browser.get(address).status_code for role, browser in cast.browsers.items()}
    nobody = answers.pop(NOBODY)
    assert answers == expected
    assert nobody == 302


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("name", OF_AN_ORGANISATION)
def test_for_every_verb_another_organisations_address_is_not_there(cast: Cast, name: str, verb: str) -> None:
    address = cast.address(name)
    for role in (STRANGER, LEFT, *PANEL):
        assert getattr(cast.browsers[role], verb)(address).status_code == 404, role


def test_without_the_second_factor_nobody_of_the_panel_sees_anything_private(cast: Cast) -> None:
    client = Client()
    client.force_login(person(Role.SECRETARIAT, is_staff=True))
    for name in ("account", "desk"):
        assert client.get(reverse(name))["Location"] == reverse("second-factor"), name
    assert client.get(reverse("admin:index")).status_code == 302
