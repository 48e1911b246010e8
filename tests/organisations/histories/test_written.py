"""The database writes the history of each row, whichever way it is changed, and nobody changes the history."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from caldicott.desk.acts import digest_of
from organisations.histories.searching import KEPT
from organisations.histories.who import TellWho
from organisations.keeping.naming import foreseen_name
from organisations.models import AuditRow, HistoryRow, Organisation, Role, User
from tests import factories as f
from tests.desk import address, browser_of
from tests.recommendations.editions.test_published_stays import as_the_site

# Committed: what is written in one transaction has one time, by which a change is joined with its deed.
pytestmark = pytest.mark.django_db(transaction=True)

# Columns of which no history is kept, and why.
LEFT_OUT = {
    "id": "It is the number of the row.",
    "public_id": "Publishing gives it, and nobody edits it.",
    "password": "It is secret.",
    "last_login": "The sign-in counts it.",
    "sessions_ended": "The sign-in counts it.",
    "date_joined": "It never changes.",
    "wants_reminders": "It is a wish of the person's own about letters.",
}


def newest() -> HistoryRow:
    return HistoryRow.objects.order_by("-pk")[0]


def secretary() -> User:
    person: User = f.UserFactory(name="A Sample Secretary", is_staff=True)
    f.MembershipFactory(person=person, role=Role.SECRETARIAT, organisation=None)
    return person


def by_the_orm(row: Organisation) -> None:
    row.note = "Another note."
    row.save()


def in_bulk(row: Organisation) -> None:
    Organisation.objects.filter(pk=row.pk).update(note="Another note.")


def by_bulk_update(row: Organisation) -> None:
    row.note = "Another note."
    Organisation.objects.bulk_update([row], ["note"])


def by_raw_sql(row: Organisation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_organisation SET note = 'Another note.' WHERE id = %s", [row.pk])


WAYS: tuple[Callable[[Organisation], None], ...] = (by_the_orm, in_bulk, by_bulk_update, by_raw_sql)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_change_a_row_is_written_down(way: Callable[[Organisation], None]) -> None:
    organisation = f.OrganisationFactory(note="A note.")
    way(organisation)

    told = newest()
    assert (told.deed, told.subject_type, told.subject_id) == ("update", "organisations.organisation", organisation.pk)
    assert (told.columns, told.before, told.after) == (["note"], {"note": "A note."}, {"note": "Another note."})


@pytest.mark.parametrize("way", WAYS)
def test_it_names_the_person_who_asked(way: Callable[[Organisation], None]) -> None:
    organisation, person = f.OrganisationFactory(), secretary()
    ask(person, lambda: way(organisation))

    assert (newest().by, newest().by_name) == (person, "A Sample Secretary")


def ask(person: Any, change: Callable[[], Any], method: str = "POST") -> None:
    """What the site does for a request in which something is changed."""
    request = HttpRequest()
    request.method, request.user = method, person

    def answer(request: HttpRequest) -> HttpResponse:
        change()
        return HttpResponse()

    TellWho(answer)(request)


def test_the_next_request_names_its_own_person_and_nobody_elses() -> None:
    organisation = f.OrganisationFactory()
    ask(secretary(), lambda: by_the_orm(organisation))
    ask(AnonymousUser(), lambda: Organisation.objects.update(note="By nobody."))
    assert (newest().by, newest().by_name) == (None, "")

    Organisation.objects.update(note="By hand.")
    assert (newest().by, newest().by_name) == (None, "")


def test_it_names_the_command() -> None:
    call_command("load_record", verbosity=0)
    assert set(HistoryRow.objects.values_list("command", flat=True)) == {"load_record"}


def test_a_row_that_is_made_and_deleted_leaves_both_behind() -> None:
    alias = f.AliasFactory(name="A sample body")
    key, organisation = alias.pk, alias.organisation
    alias.delete()

    made, deleted = HistoryRow.objects.filter(subject_type="organisations.alias", subject_id=key).order_by("pk")
    assert (made.deed, made.before, made.after["name"]) == ("insert", {}, "A sample body")
    assert (deleted.deed, deleted.before["name"], deleted.after) == ("delete", "A sample body", {})
    assert made in HistoryRow.objects.about(organisation)


def test_what_moves_is_told_where_it_was_and_where_it_is() -> None:
    alias, other = f.AliasFactory(), f.OrganisationFactory()
    before = alias.organisation
    type(alias).objects.update(organisation=other)
    assert newest() in HistoryRow.objects.about(before)
    assert newest() in HistoryRow.objects.about(other)


def test_the_form_of_the_desk_leaves_who_and_what() -> None:
    """The secretariat changes a person's name, of which no deed is written."""
    secretariat, person = secretary(), f.UserFactory(name="A Sample Person")
    sent = {"email": person.email, "name": "Another Name"}
    assert browser_of(secretariat).post(address(User, "change", person.pk), sent).status_code == 302

    told = newest()
    assert (told.by, told.subject_id) == (secretariat, person.pk)
    assert (told.before, told.after) == ({"name": "A Sample Person"}, {"name": "Another Name"})
    assert not AuditRow.objects.exists()
    page = browser_of(secretariat).get(address(User, "history", person.pk)).text
    assert "A Sample Person → Another Name" in page


def test_an_act_leaves_who_what_and_why() -> None:
    secretariat, organisation = secretary(), f.OrganisationFactory(name="A Sample Body", abbreviation="ASB")
    sent = {"name": "A Renamed Body", "abbreviation": "", "since": "2026-01-02", "reason": "By a sample order."}
    seen = digest_of(list(foreseen_name(organisation, "A Renamed Body", "", datetime.date(2026, 1, 2))))
    act = address(Organisation, "act", organisation.pk, "rename")
    assert browser_of(secretariat).post(act, {**sent, "seen": seen}).status_code == 302

    told = HistoryRow.objects.get(subject_type="organisations.organisation", deed="update")
    assert told.after == {"name": "A Renamed Body", "abbreviation": ""}
    assert told.began_at == AuditRow.objects.get().began_at
    page = browser_of(secretariat).get(address(Organisation, "history", organisation.pk))
    changed = next(entry for entry in page.context["entries"] if entry.what == "Changed")
    assert changed.because == [("Rename organisation", "By a sample order.")]
    assert changed.who == "A Sample Secretary"
    assert "A Sample Body → A Renamed Body" in page.text


def test_publishing_and_signing_in_write_no_history() -> None:
    f.ProgressReportFactory(period=f.PeriodFactory(open_=True))
    before = HistoryRow.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recommendations_progressreport SET public_id = 7")
        cursor.execute("UPDATE organisations_user SET password = 'x', last_login = now(), sessions_ended = 3")
    assert HistoryRow.objects.count() == before


def test_no_password_is_in_a_history() -> None:
    User.objects.create_user("sample@example.org", "a sample of a password").delete()
    assert not HistoryRow.objects.filter(columns__overlap=["password"]).exists()


ATTACKS = (
    "UPDATE organisations_historyrow SET by_name = 'Somebody else'",
    "DELETE FROM organisations_historyrow",
    "TRUNCATE organisations_historyrow",
    "ALTER TABLE organisations_historyrow DISABLE TRIGGER ALL",
    "ALTER TABLE organisations_organisation DISABLE TRIGGER ALL",
    "DROP TRIGGER history_of_update ON organisations_organisation",
    "SET session_replication_role = replica",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_site_itself_cannot_change_a_history(attack: str) -> None:
    by_the_orm(f.OrganisationFactory())
    before = list(HistoryRow.objects.values())
    with as_the_site(), pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(attack)
    assert list(HistoryRow.objects.values()) == before


def test_the_site_writes_history_with_the_rights_that_it_has() -> None:
    organisation = f.OrganisationFactory()
    with as_the_site():
        by_the_orm(organisation)
    assert newest().after == {"note": "Another note."}


def kept() -> dict[str, set[str]]:
    """By model, the columns of which the triggers in the database keep the history, for each of the three deeds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, encode(tgargs, 'escape') FROM pg_trigger WHERE tgfoid = 'write_history'::regproc"
        )
        rows = cursor.fetchall()
    found: dict[str, set[str]] = {}
    deeds: dict[str, set[str]] = {}
    for name, arguments in rows:
        label, _, columns, *_ = arguments.split(r"\000")
        assert found.setdefault(label, set(columns.split())) == set(columns.split())
        deeds.setdefault(label, set()).add(name)
    assert all(len(names) == 3 for names in deeds.values())
    return found


def test_every_table_that_tells_its_history_is_known_to_the_search() -> None:
    assert sorted(kept()) == sorted(KEPT)


@pytest.mark.parametrize("label", KEPT)
def test_the_history_of_each_column_is_kept_or_it_is_said_why_not(label: str) -> None:
    columns = {field.column for field in apps.get_model(label)._meta.concrete_fields}
    assert columns - kept()[label] <= set(LEFT_OUT)
    assert kept()[label] <= columns - set(LEFT_OUT)
