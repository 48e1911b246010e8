"""The desk (the admin) as a whole: every model has its pages, they stay quick, and only those who may come in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from procrastinate.contrib.django import app

from caldicott.tasks import clear_expired_sessions
from organisations import models as organisations
from recommendations import models as recommendations
from tests import desk, factories
from tests.desk import address, browser_of

pytestmark = pytest.mark.django_db

# Why a model has no pages of its own at the desk.
WITHIN_OTHERS = {
    organisations.Alias: "It is edited with its organisation.",
    organisations.Succession: "It is edited with both organisations that it joins.",
    recommendations.Change: "It is written by publishing, and everybody reads it on the public page of changes.",
    recommendations.CommitmentLead: "It is edited with its commitment.",
    recommendations.Mapping: "It is edited with its commitment.",
    recommendations.Draft: "It is the organisation's alone until it is submitted.",
    recommendations.Receipt: "It is written by submitting, and nobody changes it.",
    recommendations.Submission: "It is written by submitting, and nobody changes it.",
    recommendations.Decision: "It is written by deciding, and nobody changes it.",
    recommendations.Evidence: "It is looked at with its progress report.",
    recommendations.TargetDate: "It is written by accepting a report, and everybody reads it on the public pages.",
    recommendations.AssessmentVersion: "It is written by saving an assessment, and looked at with it.",
    recommendations.Agreement: "It is written by agreeing an assessment, and looked at with it.",
    recommendations.Reminder: "It is written with its letter.",
    recommendations.SealedFile: "It is written by publishing, and everybody reads it on the page of its edition.",
    recommendations.SealedPiece: "It is a part of a sealed file.",
}

OWN_MODELS = [
    model for label in ("organisations", "recommendations") for model in apps.get_app_config(label).get_models()
]


def many_organisations(count: int) -> Model:
    first, *others = factories.OrganisationFactory.create_batch(count + 1)
    for other in others:
        factories.AliasFactory(organisation=first)
        factories.AliasFactory(organisation=other)
        factories.SuccessionFactory(predecessor=other, successor=first)
        factories.SuccessionFactory(predecessor=first)
        factories.CollectiveMembershipFactory(collective=first, member=other)
    return first


def many_recommendations(count: int) -> Model:
    first, *others = factories.RecommendationFactory.create_batch(count + 1)
    for other in others:
        factories.AssessmentFactory(recommendation=first)
        factories.AssessmentFactory(recommendation=other)
        factories.MappingFactory(recommendation=other)
    return first


def many_commitments(count: int) -> Model:
    first, *others = factories.CommitmentFactory.create_batch(count + 1)
    for other in others:
        factories.MappingFactory(commitment=first)
        factories.MappingFactory(commitment=other)
        factories.ProgressReportFactory(commitment=other)
        other.lead_organisations.add(factories.OrganisationFactory())
        first.lead_organisations.add(factories.OrganisationFactory())
    return first


def many_periods(count: int) -> Model:
    first = factories.PeriodFactory(open_=True)
    for _ in range(count):
        factories.ProgressReportFactory(period=first)
        factories.AssessmentFactory()
    return first


def many_toolkit_tables(count: int) -> Model:
    first = factories.ToolkitTableFactory()
    for _ in range(count):
        factories.ToolkitReturnFactory(table=first)
        factories.ToolkitReturnFactory()
    return first


def many_reports(count: int) -> Model:
    first, *_ = factories.ProgressReportFactory.create_batch(count, period=open_period())
    for position in range(count):
        factories.EvidenceFactory(report=first, position=position)
    return first


def many(factory: Any, **values: Callable[[], Any]) -> Callable[[int], Model]:
    """A maker of rows that have nothing below them, each with its own of everything above."""

    def made(count: int) -> Model:
        rows = [factory(**{name: value() for name, value in values.items()}) for _ in range(count)]
        return rows[0]

    return made


def many_histories(count: int) -> Model:
    """Of what was made in one transaction with a deed."""
    for _ in range(count):
        factories.AuditRowFactory(by=factories.UserFactory())
    return organisations.HistoryRow.objects.earliest("pk")


def open_period() -> recommendations.Period:
    return factories.PeriodFactory(open_=True)


def draft() -> str:
    return recommendations.Assessment.State.DRAFT


# How each model's pages are filled, and the queries that its list and its form may take.
PAGES: dict[type[Model], tuple[Callable[[int], Model], int, int]] = {
    organisations.User: (many(factories.UserFactory), 6, 9),
    organisations.Letter: (many(factories.LetterFactory), 4, 5),
    organisations.Membership: (many(factories.MembershipFactory), 6, 8),
    organisations.Invitation: (many(factories.InvitationFactory), 6, 8),
    organisations.AuditRow: (many(factories.AuditRowFactory, by=factories.UserFactory), 7, 8),
    organisations.HistoryRow: (many_histories, 9, 4),
    organisations.Organisation: (many_organisations, 5, 12),
    organisations.CollectiveMembership: (many(factories.CollectiveMembershipFactory), 4, 8),
    organisations.OrganisationType: (many(factories.OrganisationTypeFactory), 4, 4),
    organisations.RequirementGroup: (many(factories.RequirementGroupFactory), 4, 4),
    organisations.ToolkitTable: (many_toolkit_tables, 6, 6),
    organisations.ToolkitReturn: (many(factories.ToolkitReturnFactory), 7, 7),
    organisations.FigureCheck: (
        many(
            factories.FigureCheckFactory,
            organisation_type=factories.OrganisationTypeFactory,
            group=factories.RequirementGroupFactory,
        ),
        7,
        6,
    ),
    recommendations.Recommendation: (many_recommendations, 4, 9),
    recommendations.Commitment: (many_commitments, 6, 16),
    recommendations.Period: (many_periods, 4, 12),
    recommendations.ProgressReport: (many_reports, 7, 16),
    recommendations.AdditionalInformation: (many(factories.AdditionalInformationFactory, period=open_period), 7, 8),
    recommendations.Correction: (many(factories.CorrectionFactory), 7, 9),
    recommendations.Edition: (many(factories.EditionFactory), 6, 5),
    recommendations.Assessment: (many(factories.AssessmentFactory, period=open_period, state=draft), 7, 8),
}


def named(model: Any) -> str:
    return str(model.__name__)


@pytest.fixture
def chief() -> Client:
    return desk.chief()


@pytest.fixture
def newcomer() -> Client:
    """The browser of somebody who has no role yet, whatever was ticked."""
    return browser_of(factories.UserFactory(is_staff=True))


def queries(client: Client, page: str) -> list[str]:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(page)
    assert response.status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("model", OWN_MODELS, ids=named)
def test_every_model_is_at_the_desk_or_says_why_not(model: type[Model]) -> None:
    assert admin.site.is_registered(model) != (model in WITHIN_OTHERS)


def test_every_model_at_the_desk_is_tried_here() -> None:
    assert {model for model in OWN_MODELS if model not in WITHIN_OTHERS} == set(PAGES)


@pytest.mark.parametrize("model", PAGES, ids=named)
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_three(model: type[Model], chief: Client) -> None:
    fill, at_most, _ = PAGES[model]
    fill(3)
    few = queries(chief, address(model, "changelist"))
    fill(30)
    full = queries(chief, address(model, "changelist"))

    assert len(full) == len(few), "\n".join(full)
    assert len(full) <= at_most, "\n".join(full)


@pytest.mark.parametrize("model", PAGES, ids=named)
def test_a_form_takes_as_many_queries_for_thirty_rows_as_for_three(model: type[Model], chief: Client) -> None:
    fill, _, at_most = PAGES[model]
    small = queries(chief, address(model, "change", fill(3).pk))
    large = queries(chief, address(model, "change", fill(30).pk))

    assert len(large) == len(small), "\n".join(large)
    assert len(large) <= at_most, "\n".join(large)


@pytest.mark.parametrize("model", PAGES, ids=named)
def test_a_search_answers(model: type[Model], chief: Client) -> None:
    PAGES[model][0](1)

    for words in ("7", "health", "2014-09-30", "“"):
        assert chief.get(address(model, "changelist"), {"q": words}).status_code == 200


@pytest.mark.parametrize("model", PAGES, ids=named)
def test_a_row_can_be_added_or_is_said_to_come_from_elsewhere(model: type[Model], chief: Client) -> None:
    row = PAGES[model][0](1)

    if chief.get(address(model, "add")).status_code == 403:
        why = admin.site.get_model_admin(model).why  # type: ignore[attr-defined]
        assert escape(why) in chief.get(address(model, "change", row.pk)).text


@pytest.mark.parametrize("model", PAGES, ids=named)
@pytest.mark.parametrize("view", ["changelist", "add", "change", "delete", "history"])
def test_nobody_sees_a_page_without_signing_in(model: type[Model], view: str) -> None:
    arguments = [] if view in ("changelist", "add") else [PAGES[model][0](1).pk]
    wanted = address(model, view, *arguments)

    refused = Client().get(wanted)
    sent_on = Client().get(refused["Location"])

    assert sent_on.status_code == 302
    assert sent_on["Location"] == f"{reverse('account_login')}?{urlencode({'next': wanted})}"


@pytest.mark.parametrize("model", PAGES, ids=named)
def test_who_has_no_role_on_the_panel_sees_nothing(model: type[Model], newcomer: Client) -> None:
    row = PAGES[model][0](1)

    for page in (address(model, "changelist"), address(model, "add"), address(model, "change", row.pk)):
        assert newcomer.get(page).status_code == 302
        assert newcomer.get(page, follow=True).status_code == 403


def test_a_person_who_is_not_staff_does_not_get_in() -> None:
    client = browser_of(factories.UserFactory())

    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_the_desk_leads_back_to_the_site(chief: Client) -> None:
    page = chief.get(reverse("admin:index")).text

    assert "Caldicott2 progress tracker" in page
    assert '<a href="/">View site</a>' in page


def test_the_workers_jobs_are_shown_without_styles_of_their_own(chief: Client) -> None:
    job = app.configure_task(clear_expired_sessions.name).defer(timestamp=0)
    pages = [
        reverse("admin:procrastinate_procrastinatejob_changelist"),
        reverse("admin:procrastinate_procrastinatejob_change", args=[job]),
    ]

    for page in pages:
        answer = chief.get(page).text
        assert "clear_expired_sessions" in answer
        assert "style=" not in answer


def test_nothing_of_the_sign_in_libraries_is_at_the_desk(chief: Client) -> None:
    shown = {app["app_label"] for app in chief.get(reverse("admin:index")).context["app_list"]}
    assert shown == {"organisations", "recommendations", "procrastinate"}
