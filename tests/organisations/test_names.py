"""The database takes a name only where a person can read it, and an address only where it can stand in a link."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories import AliasFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["", "   ", "DH ", " DH", "D\nH", "D\x07H"])
def test_a_name_is_one_line_that_can_be_seen(name: str) -> None:
    organisation = OrganisationFactory()
    organisation.name = name
    with pytest.raises(ValidationError):
        organisation.full_clean()
    with pytest.raises(IntegrityError):
        organisation.save()


@pytest.mark.parametrize("name", ["", " ", "D\nH"])
def test_so_is_an_alias(name: str) -> None:
    with pytest.raises(IntegrityError):
        AliasFactory(name=name)


@pytest.mark.parametrize("slug", ["", "DH", "a b", "a--b", "../a", "a_b"])
def test_an_address_has_small_letters_and_single_hyphens(slug: str) -> None:
    with pytest.raises(IntegrityError):
        OrganisationFactory(slug=slug)
