"""The history of a row and the list of all histories, as the desk shows them."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.histories.reading import PAGE, Place, page_after
from organisations.models import PANEL_ROLES, AuditRow, HistoryRow, Organisation, Role, User, audit
from recommendations.models import Assessment, Correction, ProgressReport
from tests import desk
from tests import factories as f
from tests.desk import address, browser_of

pytestmark = pytest.mark.django_db

LIST = "admin:organisations_historyrow_changelist"


@pytest.fixture
def chief() -> Client:
    return desk.chief()


def panel(role: Role) -> Client:
    person = f.UserFactory(is_staff=True)
    f.MembershipFactory(person=person, role=role, organisation=None)
    return browser_of(person)


def told(client: Client, **asked: Any) -> list[Any]:
    """The entries of the list that are about organisations, so that those who look make no difference."""
    answer = client.get(reverse(LIST), asked)
    assert answer.status_code == 200
    return [entry for entry in answer.context["entries"] if entry.subject.startswith("Organisation")]


def test_values_are_told_in_words(chief: Client) -> None:
    report: ProgressReport = f.ProgressReportFactory(self_rating="complete", period=f.PeriodFactory(open_=True))
    other = f.OrganisationFactory(name="Another sample body")
    ProgressReport.objects.update(self_rating="in_progress", organisation=other, expected_on="2031-02-03")

    page = chief.get(address(ProgressReport, "history", report.pk)).text
    assert "Complete → In progress" in page
    assert "→ Another sample body" in page
    assert "(nothing) → 3 February 2031" in page


def test_long_texts_are_compared_word_by_word(chief: Client) -> None:
    text = "A sample sentence that is long enough to be compared, and not shown twice, in a history."
    report = f.ProgressReportFactory(summary=text, period=f.PeriodFactory(open_=True))
    ProgressReport.objects.update(summary=text.replace("long", "<b>wordy</b>"))

    page = chief.get(address(ProgressReport, "history", report.pk)).text
    assert "[long]" in page
    assert "{&lt;b&gt;wordy&lt;/b&gt;}" in page
    assert page.count("Taken out: ") == page.count("Put in: ") == 1


def test_what_is_shown_with_a_row_is_in_its_history(chief: Client) -> None:
    organisation = f.OrganisationFactory()
    alias = f.AliasFactory(organisation=organisation, name="A sample alias")
    alias.delete()

    page = chief.get(address(Organisation, "history", organisation.pk)).text
    assert "Made: Alias: A sample alias (not there any more)" in page
    assert "Deleted: Alias: A sample alias (not there any more)" in page


def test_a_row_that_was_deleted_keeps_its_history(chief: Client) -> None:
    organisation = f.OrganisationFactory(name="A lost body")
    key = organisation.pk
    organisation.delete()

    answer = chief.get(address(Organisation, "history", key))
    assert [entry.what for entry in answer.context["entries"]] == ["Deleted", "Made"]
    assert "A lost body" in answer.text
    assert chief.get(address(Organisation, "history", key + 1)).status_code == 404


@pytest.mark.parametrize("key", ["x", "-1", "0", str(2**70), "_5F"])
def test_what_is_no_row_has_no_history(key: str, chief: Client) -> None:
    assert chief.get(reverse("admin:organisations_organisation_history", args=[key])).status_code == 404


def test_a_row_of_which_no_history_is_kept_shows_its_deeds(chief: Client) -> None:
    letter, person = f.LetterFactory(), f.UserFactory(name="A Sample Person")
    audit("send_letter", letter, by=person, reason="A sample reason.", copies=["one", "two"])

    page = chief.get(address(type(letter), "history", letter.pk)).text
    for words in ("Send letter", "A Sample Person", "A sample reason.", "one, two"):
        assert words in page


def rows_of(organisation: Organisation, count: int) -> None:
    for number in range(count):
        person = f.UserFactory()
        organisation.note = f"Note {number}"
        organisation.save()
        f.AliasFactory(organisation=organisation)
        audit("rename_organisation", organisation, by=person, reason=f"Reason {number}")


def queries(client: Client, page: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_pages_take_as_many_queries_for_three_hundred_rows_as_for_three(chief: Client) -> None:
    organisation = f.OrganisationFactory()
    rows_of(organisation, 1)
    history, everything = address(Organisation, "history", organisation.pk), reverse(LIST)
    searched = f"{everything}?q=note&who=sample&kind=organisations.organisation"
    few = [queries(chief, page) for page in (history, everything, searched)]
    rows_of(organisation, 100)
    assert [queries(chief, page) for page in (history, everything, searched)] == few
    assert max(few) <= 13


def test_page_after_page_tells_everything_once_the_newest_first(chief: Client) -> None:
    organisation = f.OrganisationFactory()
    rows_of(organisation, PAGE)
    page, seen = address(Organisation, "history", organisation.pk), []
    while page:
        answer = chief.get(page)
        seen += [(entry.at, entry.what, entry.subject) for entry in answer.context["entries"]]
        page = (
            answer.context["further"] and address(Organisation, "history", organisation.pk) + answer.context["further"]
        )
    assert len(seen) == 1 + 3 * PAGE
    assert len(set(seen)) == len(seen)
    assert [at for at, *_ in seen] == sorted((at for at, *_ in seen), reverse=True)


def test_rows_of_one_moment_are_told_once_each_too() -> None:
    """As when many rows change with one statement."""
    f.OrganisationFactory.create_batch(2 * PAGE)
    Organisation.objects.update(note="All at once.")
    AuditRow.objects.bulk_create(
        AuditRow(verb="import_members", subject=each, at=HistoryRow.objects.latest("pk").at)
        for each in Organisation.objects.all()
    )
    seen: list[Any] = []
    place = None
    while True:
        page = page_after(place, [HistoryRow.objects.all(), AuditRow.objects.all()])
        seen += page.rows
        if (place := page.ends) is None:
            break
        assert Place.read(str(place)) == place
    assert len(seen) == len(set(seen)) == 6 * PAGE


@pytest.mark.parametrize("after", ["", "x", "~~", "2026-01-01T00:00:00Z~1~" + "9" * 30, "2026-13-01T00:00:00Z~1~1"])
def test_a_place_that_is_none_is_the_beginning(after: str, chief: Client) -> None:
    assert chief.get(reverse(LIST), {"after": after}).status_code == 200


def test_the_list_finds_by_each_question(chief: Client) -> None:
    person = f.UserFactory(name="A Sample Seeker")
    sought = f.OrganisationFactory(name="A sought body", note="Nothing yet.")
    f.OrganisationFactory(name="Another body")
    Organisation.objects.filter(pk=sought.pk).update(note="Whatever the wombats wanted.")
    audit("rename_organisation", sought, by=person, reason="Because of quokkas.")

    name = "Organisation: A sought body"
    assert [(entry.what, entry.subject) for entry in told(chief, q="wombat")] == [("Changed", name)]
    assert ("Rename organisation", name) in [(entry.what, entry.subject) for entry in told(chief, q="quokkas")]
    assert [entry.what for entry in told(chief, who="seeker")] == ["Rename organisation"]
    assert [entry.what for entry in told(chief, done="note", number=sought.pk)] == ["Changed", "Made"]
    assert [entry.what for entry in told(chief, done="rename organisation")] == ["Rename organisation"]
    assert [entry.what for entry in told(chief, done="changed")] == ["Changed"]
    assert {entry.subject for entry in told(chief, kind="organisations.organisation", number=sought.pk)} == {name}
    assert told(chief, since="2099-01-01") == told(chief, until="1999-01-01") == told(chief, q="platypus") == []
    assert len(told(chief, since="1999-01-01", until="9999-12-31")) == 4


def test_a_change_is_found_by_the_reason_of_its_deed(chief: Client) -> None:
    organisation = f.OrganisationFactory()
    audit("rename_organisation", organisation, by=None, reason="Because of quokkas.")
    assert [entry.what for entry in told(chief, q="quokkas")] == ["Rename organisation", "Made"]


@pytest.mark.parametrize(
    "asked", [{"number": "x"}, {"number": "0"}, {"since": "yesterday"}, {"kind": "no.thing"}, {"q": "x" * 300}]
)
def test_a_question_that_cannot_be_read_is_said_to_be_so(asked: dict[str, str], chief: Client) -> None:
    answer = chief.get(reverse(LIST), asked)
    assert answer.status_code == 200
    assert "Mend what is marked above" in answer.text
    assert not answer.context["entries"]


def pages() -> list[str]:
    """Of the list, and of what is the panel's alone."""
    report = f.ProgressReportFactory(period=f.PeriodFactory(open_=True))
    assessment = f.AssessmentFactory(period=report.period, state="draft")
    correction = f.CorrectionFactory()
    return [
        reverse(LIST),
        address(HistoryRow, "change", HistoryRow.objects.latest("pk").pk),
        address(Assessment, "history", assessment.pk),
        address(Correction, "history", correction.pk),
        address(User, "history", f.UserFactory().pk),
    ]


@pytest.mark.parametrize("role", PANEL_ROLES)
def test_each_role_of_the_panel_sees_them_and_changes_nothing(role: Role) -> None:
    client = panel(role)
    for page in pages():
        assert client.get(page).status_code == 200
    row = HistoryRow.objects.latest("pk")
    for view, arguments in (("add", ()), ("delete", (row.pk,))):
        assert client.post(address(HistoryRow, view, *arguments)).status_code == 403
    assert client.post(address(HistoryRow, "change", row.pk), {"by_name": "Somebody else"}).status_code == 403


def test_nobody_else_sees_any(client: Client) -> None:
    reporter = f.MembershipFactory().person
    for page in pages():
        assert client.get(page).status_code == 302
        assert browser_of(reporter).get(page, follow=True).status_code == 403


def test_the_list_of_deeds_says_to_what_each_was_done(chief: Client) -> None:
    report = f.ProgressReportFactory(period=f.PeriodFactory(open_=True))
    deed = audit("accept_report", report, by=None)
    for page in (address(AuditRow, "changelist"), address(AuditRow, "change", deed.pk)):
        assert f"Progress report: {report}" in chief.get(page).text


def test_each_model_at_the_desk_has_this_history() -> None:
    assert {model_admin.history_view.__qualname__ for model_admin in admin.site._registry.values()} == {
        "RowAdmin.history_view"
    }
