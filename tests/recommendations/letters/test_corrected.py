"""The letter that tells an organisation's people what of theirs the panel has corrected, and why."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from organisations.models import Letter, Organisation, Role, User
from recommendations.editions.correcting import correct_period, write_correction
from recommendations.editions.preview import fingerprint_of_preview
from recommendations.letters.news import write_news
from recommendations.models import AdditionalInformation, Assessment, Edition, Period, ProgressReport
from tests import factories as f
from tests.correcting import agreed_by_chair, first_edition
from tests.publishing import Panel
from tests.returning import person
from tests.workers import work_once

from .desks import news_of

pytestmark = pytest.mark.django_db
WHY = "A figure was counted twice.\nSay <b>so</b>."


@pytest.fixture
def body() -> Organisation:
    made: Organisation = f.OrganisationFactory(name="Sample Trust", abbreviation="ST")
    return made


@pytest.fixture
def period(body: Organisation) -> Period:
    """With a report and an addition of the body, one of another, and a conclusion."""
    made: Period = f.PeriodFactory(open_=True)
    here = {"period": made, "recommendation": f.RecommendationFactory(number=4)}
    f.ProgressReportFactory(organisation=body, commitment__number=56, **here)
    f.AdditionalInformationFactory(organisation=body, summary="A sample.", **here)
    f.ProgressReportFactory(period=made, organisation=f.OrganisationFactory())
    f.AssessmentFactory(**here)
    with transaction.atomic():
        first_edition(made)
    return made


def corrected(panel: Panel, *rows: ProgressReport | AdditionalInformation | Assessment) -> Edition:
    for row in rows:
        by = panel.member if isinstance(row, Assessment) else panel.secretariat
        correction = write_correction(row=row, values={"summary": "Another text."}, reason="For the panel.", by=by)
        agreed_by_chair(correction, panel)
    return correct_period(period=row.period, reason=WHY, by=panel.chair)


def report_of(body: Organisation) -> ProgressReport:
    return ProgressReport.objects.get(organisation=body)


def letter_to(to: User) -> Letter:
    letter = write_news(to.pk)
    assert letter is not None
    return letter


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUTHORISED_OFFICER])
def test_whoever_reports_for_it_is_told_what_was_corrected_why_and_where(
    period: Period, body: Organisation, panel: Panel, role: Role
) -> None:
    to = person(role, body)
    edition = corrected(panel, report_of(body), AdditionalInformation.objects.get())
    letter = letter_to(to)
    assert letter.subject == "ST: 2 corrections published"
    label = f"{period.label[:1].lower()}{period.label[1:]}"
    about = f"Commitment 56 and additional information on recommendation 4, {label}, edition 2"
    address = f"http://localhost:8000{edition.get_absolute_url()}differences/"
    assert f"- {about} > A figure was counted twice. > Say <b>so</b>. " in " ".join(letter.text.split())
    assert f" {address}\n" in letter.text
    assert about in letter.html
    assert "counted twice.<br>Say &lt;b&gt;so&lt;/b&gt;." in letter.html
    assert f'href="{address}"' in letter.html
    assert "For the panel." not in letter.text


def test_it_is_one_letter_for_an_edition_whatever_their_organisations(
    period: Period, body: Organisation, panel: Panel
) -> None:
    to = person(Role.REPORTER, body)
    other = ProgressReport.objects.exclude(organisation=body).get()
    f.MembershipFactory(person=to, organisation=other.organisation)
    corrected(panel, report_of(body), other)
    letter = letter_to(to)
    assert letter.text.count("differences/") == 2
    assert write_news(to.pk) is None
    Letter.objects.update(day="2020-01-01")
    assert write_news(to.pk) is None
    assert len(news_of(to)) == 1


@pytest.mark.usefixtures("period")
def test_nobody_is_told_of_what_is_not_theirs_or_not_published(body: Organisation, panel: Panel) -> None:
    to = person(Role.REPORTER, body)
    write_correction(
        row=report_of(body), values={"summary": "Another text."}, reason="For the panel.", by=panel.secretariat
    )
    corrected(panel, ProgressReport.objects.exclude(organisation=body).get(), Assessment.objects.get())
    assert write_news(to.pk) is None


@pytest.mark.usefixtures("period")
def test_reminders_that_are_switched_off_do_not_switch_it_off(body: Organisation, panel: Panel) -> None:
    to = person(Role.REPORTER, body, wants_reminders=False)
    corrected(panel, report_of(body))
    assert "corrected by the panel" in letter_to(to).text


@pytest.mark.usefixtures("period")
def test_whoever_came_later_is_not_told(body: Organisation, panel: Panel) -> None:
    corrected(panel, report_of(body))
    late = f.MembershipFactory(organisation=body, begins_at=timezone.now())
    assert write_news(late.person.pk) is None


@pytest.mark.usefixtures("period")
def test_whoever_has_its_people_now_is_told_of_a_record_that_was_merged(body: Organisation, panel: Panel) -> None:
    between, kept = f.OrganisationFactory(), f.OrganisationFactory(abbreviation="KT")
    for merged, into in ((body, between), (between, kept)):
        f.SuccessionFactory(predecessor=merged, successor=into, kind="merger", since="2020-01-01")
    to, stranger = person(Role.REPORTER, kept), person(Role.REPORTER, f.OrganisationFactory())
    corrected(panel, report_of(body))
    told = ProcrastinateJob.objects.filter(task_name="recommendations.tasks.tell_people")
    assert list(told.values_list("args__organisation", flat=True)) == [kept.pk]
    assert letter_to(to).subject == "KT: 1 correction published"
    assert write_news(stranger.pk) is None


@pytest.mark.django_db(transaction=True)
def test_it_goes_out_if_and_only_if_the_edition_is_published(period: Period, body: Organisation, panel: Panel) -> None:
    to = person(Role.REPORTER, body)
    correction = write_correction(
        row=report_of(body), values={"summary": "Another text."}, reason=WHY, by=panel.secretariat
    )
    agreed_by_chair(correction, panel)
    fingerprint_of_preview(period)
    work_once()
    assert not ProcrastinateJob.objects.exists()
    correct_period(period=period, reason=WHY, by=panel.chair)
    work_once()
    assert [sent.to for sent in mail.outbox] == [[to.email]]
