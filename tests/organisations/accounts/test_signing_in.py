"""Where signing in leads."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "an-ordinary-password-9"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_staff", "leads_to"), [(True, "admin:index"), (False, "desk")])
def test_the_desk_opens_to_those_who_may_use_it(client: Client, is_staff: bool, leads_to: str) -> None:
    user = UserFactory(is_staff=is_staff)
    user.set_password(PASSWORD)
    user.save()
    sign_in = reverse("account_login")
    sent_on = client.post(sign_in, {"login": user.email, "password": PASSWORD})
    assert sent_on["Location"] == reverse(leads_to)
    assert client.get(sign_in)["Location"] == reverse(leads_to)  # and to those who are signed in already


def test_signing_in_leads_back_to_what_was_asked_for(client: Client) -> None:
    user = UserFactory(is_staff=True)
    user.set_password(PASSWORD)
    user.save()
    wanted = reverse("admin:organisations_organisation_changelist")
    sent_on = client.post(f"{reverse('account_login')}?next={wanted}", {"login": user.email, "password": PASSWORD})
    assert sent_on["Location"] == wanted
