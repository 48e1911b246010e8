"""The desk for organisations, toolkit returns and people."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client

from organisations.models import (
    CollectiveMembership,
    FigureCheck,
    Organisation,
    OrganisationType,
    RequirementGroup,
    Role,
    ToolkitReturn,
    ToolkitTable,
    User,
)
from tests import desk, factories
from tests.desk import address, browser_of, errors, inline, save, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Client:
    return desk.chief()


def listed(client: Client, model: type[Model], **query: Any) -> set[Any]:
    return set(client.get(address(model, "changelist"), query).context["cl"].result_list)


def organisation(*, aliases: Any = (), predecessors: Any = (), **values: Any) -> dict[str, Any]:
    """What the form for a new organisation sends."""
    return {
        "name": "Health Board",
        "slug": "health-board",
        "kind": "other",
        **inline("aliases", *aliases),
        **inline("successions_from", *predecessors),
        **inline("successions_to"),
        **values,
    }


def test_an_organisation_is_found_by_its_alias(chief: Client) -> None:
    factories.OrganisationFactory()
    wanted = factories.AliasFactory(name="Strategic Care Board").organisation

    assert listed(chief, Organisation, q="strategic care") == {wanted}


def test_an_organisation_with_several_fitting_aliases_is_listed_once(chief: Client) -> None:
    wanted = factories.OrganisationFactory(name="Care Board")
    factories.AliasFactory(organisation=wanted, name="Care Board of the North")
    factories.AliasFactory(organisation=wanted, name="The Care Board")

    assert chief.get(address(Organisation, "changelist"), {"q": "care"}).context["cl"].result_count == 1


def test_organisations_are_told_apart_by_whether_another_body_took_over(chief: Client) -> None:
    succession = factories.SuccessionFactory()

    assert listed(chief, Organisation, succeeded="yes") == {succession.predecessor}
    assert listed(chief, Organisation, succeeded="no") == {succession.successor}


def test_an_organisation_is_made_with_its_aliases_and_predecessors(chief: Client) -> None:
    earlier = factories.OrganisationFactory()
    values = organisation(aliases=[{"name": "HB"}], predecessors=[{"predecessor": earlier.pk, "since": "2015-04-01"}])

    assert chief.post(address(Organisation, "add"), values).status_code == 302

    made = Organisation.objects.get(slug="health-board")
    assert [alias.name for alias in made.aliases.all()] == ["HB"]
    succession = made.successions_from.get()
    assert (succession.predecessor, succession.since) == (earlier, datetime.date(2015, 4, 1))


def test_the_address_and_the_name_of_an_organisation_cannot_be_edited(chief: Client) -> None:
    row = factories.OrganisationFactory(slug="first-choice", name="First Choice")

    save(chief, row, organisation(slug="second-thoughts", kind="charity"))

    assert (row.slug, row.name, row.kind) == ("first-choice", "First Choice", "charity")


def test_an_alias_given_twice_is_refused_in_words(chief: Client) -> None:
    values = organisation(aliases=[{"name": "HB"}, {"name": "hb"}])

    assert "An alias is given twice" in errors(chief.post(address(Organisation, "add"), values))


def test_an_alias_of_another_organisation_is_refused_in_words(chief: Client) -> None:
    factories.AliasFactory(name="HB")
    values = organisation(aliases=[{"name": "hb"}])

    assert "This alias is taken already" in errors(chief.post(address(Organisation, "add"), values))


def test_a_collective_leads_to_its_members_and_its_form_is_no_bigger_for_many(chief: Client) -> None:
    membership = factories.CollectiveMembershipFactory()
    few = chief.get(address(Organisation, "change", membership.collective.pk)).content
    for _ in range(20):
        factories.CollectiveMembershipFactory(collective=membership.collective)
    many = chief.get(address(Organisation, "change", membership.collective.pk)).content

    assert len(many) < len(few) + 200
    assert f"collectivemembership/?collective={membership.collective.pk}" in many.decode()
    assert listed(chief, CollectiveMembership, collective=membership.collective.pk, q=membership.member.name) >= {
        membership
    }


def test_a_member_is_added_to_a_collective_and_given_its_last_day(chief: Client) -> None:
    collective = factories.OrganisationFactory(kind=Organisation.Kind.COLLECTIVE)
    joined = {"collective": collective.pk, "member": factories.OrganisationFactory().pk, "begins_on": "2013-04-01"}
    assert chief.post(address(CollectiveMembership, "add"), joined).status_code == 302

    membership = collective.memberships.get()
    save(chief, membership, {**joined, "ends_on": "2014-09-30"})
    assert (membership.begins_on, membership.ends_on) == (datetime.date(2013, 4, 1), datetime.date(2014, 9, 30))


def test_only_a_collective_gets_members_and_nobody_is_in_it_twice(chief: Client) -> None:
    body, membership = factories.OrganisationFactory(), factories.CollectiveMembershipFactory()
    add = address(CollectiveMembership, "add")
    assert "Select a valid choice" in errors(chief.post(add, {"collective": body.pk, "member": membership.member.pk}))
    again = {"collective": membership.collective.pk, "member": membership.member.pk}
    assert "It is a member in some of these days already." in errors(chief.post(add, again))


def test_an_organisation_that_other_rows_name_cannot_be_deleted(chief: Client) -> None:
    leader = factories.OrganisationFactory()
    factories.CommitmentFactory().lead_organisations.add(leader)
    row = leader.pk

    assert "other rows of the record name it" in chief.get(address(Organisation, "change", row)).text
    assert chief.post(address(Organisation, "delete", row), {"post": "yes"}).status_code == 403
    assert Organisation.objects.filter(pk=row).exists()


def test_an_organisation_that_nothing_names_can_be_deleted(chief: Client) -> None:
    row = factories.AliasFactory().organisation

    chief.post(address(Organisation, "delete", row.pk), {"post": "yes"})

    assert not Organisation.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "factory",
    [
        factories.OrganisationTypeFactory,
        factories.RequirementGroupFactory,
        factories.ToolkitTableFactory,
        factories.ToolkitReturnFactory,
        factories.FigureCheckFactory,
    ],
)
def test_what_annex_3_prints_can_only_be_looked_at(factory: Any, chief: Client) -> None:
    row = factory()
    model = type(row)
    before = model.objects.values().get(pk=row.pk)

    assert chief.post(address(model, "add"), sent(**before)).status_code == 403
    assert chief.post(address(model, "change", row.pk), {**sent(**before), "source": "Other"}).status_code == 403
    assert chief.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.values().get(pk=row.pk) == before
    assert "load the record again" in chief.get(address(model, "change", row.pk)).text


def test_the_rows_of_a_printed_table_stand_below_it(chief: Client) -> None:
    row = factories.ToolkitReturnFactory(requirement="8-101")

    assert "8-101" in chief.get(address(ToolkitTable, "change", row.table.pk)).text


def test_figure_checks_are_told_apart_by_whether_they_agree(chief: Client) -> None:
    factories.FigureCheckFactory()
    wrong = factories.FigureCheckFactory(printed="10", computed="11")

    assert listed(chief, FigureCheck, agrees__exact="0") == {wrong}


def test_figure_checks_are_told_apart_by_kind_and_type(chief: Client) -> None:
    of_type = factories.FigureCheckFactory(organisation_type=factories.OrganisationTypeFactory())
    average = factories.FigureCheckFactory(kind=FigureCheck.Kind.AVERAGE)

    assert listed(chief, FigureCheck, kind__exact="average") == {average}
    assert listed(chief, FigureCheck, organisation_type__id__exact=of_type.organisation_type_id) == {of_type}


def test_the_types_and_groups_of_the_toolkit_are_found_by_name(chief: Client) -> None:
    wanted = factories.OrganisationTypeFactory(name="Dentists")
    group = factories.RequirementGroupFactory(name="Keeping secrets")
    factories.OrganisationTypeFactory()

    assert listed(chief, OrganisationType, q="dent") == {wanted}
    assert listed(chief, RequirementGroup, q="secret") == {group}
    assert listed(chief, ToolkitReturn, q="dent") == set()


def person(**values: Any) -> dict[str, Any]:
    return {"email": "new@example.org", "name": "New", "is_active": "on", **values}


def helper(*permissions: str) -> Client:
    """The browser of an observer with these permissions besides."""
    user = factories.UserFactory(is_staff=True)
    factories.MembershipFactory(person=user, panel=True, role=Role.OBSERVER)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return browser_of(user)


def test_a_person_is_made_with_an_address_and_a_password(chief: Client) -> None:
    words = {"usable_password": "true", "password1": "a long enough phrase", "password2": "a long enough phrase"}

    assert chief.post(address(User, "add"), person(**words)).status_code == 302
    assert User.objects.get(email="new@example.org").check_password("a long enough phrase")


def test_nobody_is_deleted(chief: Client) -> None:
    row = factories.UserFactory()

    assert chief.post(address(User, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_who_may_change_people_cannot_raise_anybody() -> None:
    row = factories.UserFactory()

    save(helper("change_user"), row, person(is_superuser="on"))

    assert (row.name, row.is_superuser) == ("New", False)


def test_who_may_change_people_cannot_change_one_who_may_do_everything() -> None:
    row = factories.UserFactory(is_superuser=True)
    client = helper("change_user")

    assert client.post(address(User, "change", row.pk), person()).status_code == 403
    assert client.post(f"/admin/organisations/user/{row.pk}/password/", {}).status_code == 403
