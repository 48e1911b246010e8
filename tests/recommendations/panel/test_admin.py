"""The desk for recommendations and what follows from them."""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from organisations.models import AuditRow, Role
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Commitment,
    Period,
    ProgressReport,
    Recommendation,
)
from tests import desk, factories
from tests.desk import address, errors, inline, save, sent
from tests.returning import person

pytestmark = pytest.mark.django_db

OF_PERIODS = [factories.ProgressReportFactory, factories.AdditionalInformationFactory, factories.AssessmentFactory]


@pytest.fixture
def chief() -> Client:
    """The browser of a member of the panel who may do everything else too."""
    return desk.browser_of(person(Role.PANEL_MEMBER, is_staff=True, is_superuser=True))


def listed(client: Client, model: type[Model], **query: Any) -> set[Any]:
    return set(client.get(address(model, "changelist"), query).context["cl"].result_list)


def stored(row: Model) -> dict[str, Any]:
    values: dict[str, Any] = type(row)._default_manager.values().get(pk=row.pk)
    return values


def report(period: Period, **values: Any) -> dict[str, Any]:
    return {
        "period": period.pk,
        "recommendation": factories.RecommendationFactory().pk,
        "self_rating": "complete",
        "position": 1,
        "summary": "All done.",
        **values,
    }


def addition(period: Period, **values: Any) -> dict[str, Any]:
    return {"period": period.pk, "position": 1, "kind": "additional", "summary": "More.", **values}


FORMS = [(ProgressReport, report), (AdditionalInformation, addition)]


@pytest.mark.parametrize("factory", [*OF_PERIODS, factories.PeriodFactory])
def test_what_was_published_can_neither_be_changed_nor_deleted(factory: Any, chief: Client) -> None:
    row = factory()
    before = stored(row)
    values = {**sent(**before), "summary": "Other", "note": "Other"}

    assert chief.post(address(type(row), "change", row.pk), values).status_code == 403
    assert chief.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    assert stored(row) == before


@pytest.mark.parametrize("factory", [*OF_PERIODS, factories.PeriodFactory])
def test_what_was_published_is_not_deleted_with_others_either(factory: Any, chief: Client) -> None:
    row = factory()
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    chief.post(address(type(row), "changelist"), chosen)

    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("factory", [*OF_PERIODS, factories.PeriodFactory])
def test_the_page_of_what_was_published_says_what_to_do_instead(factory: Any, chief: Client) -> None:
    row = factory()

    assert "A correction is made in the open" in chief.get(address(type(row), "change", row.pk)).text


@pytest.mark.parametrize(("model", "form"), FORMS)
def test_nothing_is_added_to_a_published_period(model: Any, form: Any, chief: Client) -> None:
    response = chief.post(address(model, "add"), form(factories.PeriodFactory()))

    assert "Select a valid choice" in errors(response)
    assert not model.objects.exists()


@pytest.mark.parametrize(("model", "form"), FORMS)
def test_a_row_is_added_to_an_open_period_as_a_draft(model: Any, form: Any, chief: Client) -> None:
    period = factories.PeriodFactory(open_=True)

    assert chief.post(address(model, "add"), form(period)).status_code == 302
    assert getattr(model.objects.get(period=period), "state", "draft") == "draft"


@pytest.mark.parametrize(
    ("factory", "form"),
    [
        (factories.ProgressReportFactory, report),
        (factories.AdditionalInformationFactory, addition),
    ],
)
def test_nothing_is_moved_into_a_published_period(factory: Any, form: Any, chief: Client) -> None:
    row = factory(period=factories.PeriodFactory(open_=True))
    before = stored(row)

    response = chief.post(address(type(row), "change", row.pk), form(factories.PeriodFactory()))

    assert "Select a valid choice" in errors(response)
    assert stored(row) == before


@pytest.mark.parametrize(("model", "form"), FORMS)
def test_a_second_row_on_the_same_is_refused_in_words(model: Any, form: Any, chief: Client) -> None:
    period = factories.PeriodFactory(open_=True)
    values = form(period)
    chief.post(address(model, "add"), values)

    assert "already" in errors(chief.post(address(model, "add"), values))


def test_a_state_cannot_be_typed_in(chief: Client) -> None:
    period = factories.PeriodFactory(open_=True)
    chief.post(address(ProgressReport, "add"), report(period, state="accepted"))
    dates = {"position_date": period.position_date, "opens_on": period.opens_on, "due_on": period.due_on}
    save(chief, period, {**dates, "state": "published"})

    assert (ProgressReport.objects.get().state, period.state) == ("draft", "open")


@pytest.mark.parametrize("state", ["draft", "agreed"])
def test_an_assessment_is_only_looked_at_in_its_row(state: str, chief: Client) -> None:
    row = factories.AssessmentFactory(period=factories.PeriodFactory(open_=True), state=state)
    before = stored(row)

    assert "An assessment is written on its own page" in chief.get(address(Assessment, "change", row.pk)).text
    assert chief.post(address(Assessment, "change", row.pk), {"conclusion": "Other"}).status_code == 403
    assert chief.post(address(Assessment, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert chief.get(address(Assessment, "add")).status_code == 403
    assert stored(row) == before


@pytest.mark.parametrize(
    ("opens_on", "due_on", "complaint"),
    [("", "", "This field is required"), ("2015-02-01", "2015-01-01", "the deadline on or after the opening")],
)
def test_a_period_needs_its_dates_in_order(opens_on: str, due_on: str, complaint: str, chief: Client) -> None:
    dates = {"position_date": "2015-09-30", "opens_on": opens_on, "due_on": due_on}

    assert complaint in errors(chief.post(address(Period, "add"), dates))


def test_a_period_is_planned_at_the_desk(chief: Client) -> None:
    chief.post(
        address(Period, "add"), {"position_date": "2015-09-30", "opens_on": "2015-10-01", "due_on": "2015-10-31"}
    )

    assert Period.objects.get(position_date=datetime.date(2015, 9, 30)).state == Period.State.PLANNED


def test_what_the_panel_adds_is_written_down(chief: Client) -> None:
    period = factories.PeriodFactory(open_=True)
    chief.post(address(AdditionalInformation, "add"), addition(period))
    row = AdditionalInformation.objects.get()
    save(chief, row, addition(period, summary="Still more."))

    first, second = AuditRow.objects.filter(verb="add_information").order_by("pk")
    assert first.facts == {}
    assert second.facts["before"]["text"] == "More."


def test_what_the_panel_adds_takes_the_next_place(chief: Client) -> None:
    row = factories.AdditionalInformationFactory(period=factories.PeriodFactory(open_=True), position=4)
    reached = {"period": row.period_id, "recommendation": row.recommendation_id}

    page = chief.get(address(AdditionalInformation, "add"), reached)
    assert page.context["adminform"].form["position"].value() == 5


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.CHAIR, Role.OBSERVER])
def test_nobody_else_of_the_panel_adds_information(role: Role) -> None:
    client = desk.browser_of(person(role, is_staff=True))
    row = factories.AdditionalInformationFactory(period=factories.PeriodFactory(open_=True))

    assert client.get(address(AdditionalInformation, "add")).status_code == 403
    assert client.post(address(AdditionalInformation, "change", row.pk), {"summary": "Other"}).status_code == 403


def test_nothing_is_added_before_the_period_opens(chief: Client) -> None:
    day = datetime.date(2090, 1, 1)
    period = factories.PeriodFactory(state="planned", opens_on=day, due_on=day)

    assert "Until then nothing is assessed" in errors(
        chief.post(address(AdditionalInformation, "add"), addition(period))
    )


def recommendation(row: Recommendation, **values: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "sufficiency": row.sufficiency,
        **inline("assessments"),
        **values,
    }


def commitment(row: Commitment, *mappings: dict[str, Any], **values: Any) -> dict[str, Any]:
    leader = factories.OrganisationFactory()
    leads = inline("leads_named", {"organisation": leader.pk})
    return {"kind": row.kind, **leads, **inline("mappings", *mappings), **values}


def test_the_number_of_a_recommendation_cannot_be_changed(chief: Client) -> None:
    row = factories.RecommendationFactory(number=7)

    save(chief, row, recommendation(row, number=8, title="Other"))

    assert [(each.number, each.title) for each in Recommendation.objects.all()] == [(7, "Other")]


def test_the_number_of_a_commitment_cannot_be_changed(chief: Client) -> None:
    row = factories.CommitmentFactory(number=56)

    save(chief, row, commitment(row, number=57, summary="Other"))

    assert [(each.number, each.summary) for each in Commitment.objects.all()] == [(56, "Other")]


def test_the_official_wording_and_its_footnotes_can_be_typed_in(chief: Client) -> None:
    row = factories.RecommendationFactory()
    words = {"official_wording": "Share well.", "footnotes": "See page 3, and page 4\r\n\r\nSee annex 2"}

    save(chief, row, recommendation(row, **words))

    assert row.official_wording == "Share well."
    assert row.footnotes == ["See page 3, and page 4", "See annex 2"]


def test_saving_a_form_unread_changes_no_footnote(chief: Client) -> None:
    row = factories.RecommendationFactory(footnotes=["One, two", "Three"])
    shown = chief.get(address(Recommendation, "change", row.pk)).context["adminform"].form["footnotes"].value()

    save(chief, row, recommendation(row, footnotes=shown))

    assert row.footnotes == ["One, two", "Three"]


def test_a_commitment_is_mapped_at_the_desk(chief: Client) -> None:
    row = factories.CommitmentFactory()
    under = factories.RecommendationFactory()

    save(chief, row, commitment(row, {"recommendation": under.pk, "in_table_b": "on", "in_annex_1": "on"}))

    assert row.recommendation_numbers == [under.number]


def test_the_introduction_given_twice_is_refused_in_words(chief: Client) -> None:
    row = factories.CommitmentFactory()
    mapping = {"recommendation": "", "in_table_b": "on"}

    response = chief.post(address(Commitment, "change", row.pk), commitment(row, mapping, mapping))

    assert "or the Introduction, is given twice" in errors(response)


def test_what_is_reported_on_cannot_be_deleted(chief: Client) -> None:
    row = factories.ProgressReportFactory()

    for named in (row.commitment, row.recommendation):
        assert "other rows of the record name it" in chief.get(address(type(named), "change", named.pk)).text
        assert chief.post(address(type(named), "delete", named.pk), {"post": "yes"}).status_code == 403


def test_a_recommendation_is_listed_with_its_latest_published_conclusion(chief: Client) -> None:
    row = factories.RecommendationFactory()
    factories.AssessmentFactory(recommendation=row, conclusion="Earlier words")
    factories.AssessmentFactory(recommendation=row, conclusion="Latest words")
    factories.AssessmentFactory(
        recommendation=row, conclusion="Secret words", period=factories.PeriodFactory(open_=True)
    )

    page = chief.get(address(Recommendation, "changelist")).text

    assert "Latest words" in page
    assert "Earlier words" not in page
    assert "Secret words" not in page


def test_a_recommendation_is_found_by_its_number_exactly(chief: Client) -> None:
    seven = factories.RecommendationFactory(number=7, title="Seven")
    factories.RecommendationFactory(number=17, title="Seventeen")

    assert listed(chief, Recommendation, q="7") == {seven}


def test_a_commitment_is_found_by_an_alias_of_who_leads_it(chief: Client) -> None:
    wanted, _ = factories.CommitmentFactory.create_batch(2)
    alias = factories.AliasFactory(name="Strategic Care Board")
    wanted.lead_organisations.add(alias.organisation)

    assert listed(chief, Commitment, q="strategic") == {wanted}


def test_commitments_are_told_apart_by_status(chief: Client) -> None:
    done = factories.ProgressReportFactory(self_rating="complete").commitment
    factories.CommitmentFactory()

    assert listed(chief, Commitment, status="complete") == {done}


@pytest.mark.parametrize("factory", [factories.ProgressReportFactory, factories.AdditionalInformationFactory])
def test_what_an_organisation_says_is_found_by_its_alias(factory: Any, chief: Client) -> None:
    alias = factories.AliasFactory(name="Strategic Care Board")
    wanted, _ = factory(organisation=alias.organisation), factory()

    assert listed(chief, type(wanted), q="strategic") == {wanted}


def test_rows_are_told_apart_by_whether_the_official_wording_is_there(chief: Client) -> None:
    official = factories.ProgressReportFactory(official_wording="Exactly.")
    summary = factories.ProgressReportFactory()

    assert listed(chief, ProgressReport, wording="official") == {official}
    assert listed(chief, ProgressReport, wording="summary") == {summary}


def test_a_commitment_leads_to_all_reports_on_it(chief: Client) -> None:
    row, _ = factories.ProgressReportFactory.create_batch(2)

    assert f"?commitment={row.commitment_id}" in chief.get(address(Commitment, "change", row.commitment_id)).text
    assert listed(chief, ProgressReport, commitment=row.commitment_id) == {row}


def test_only_what_is_public_has_a_page_to_view(chief: Client) -> None:
    public = factories.ProgressReportFactory()
    draft = factories.ProgressReportFactory(state="draft")

    assert f"/commitments/{public.commitment_id}/" in chief.get(address(ProgressReport, "change", public.pk)).text
    for hidden in (draft, factories.AssessmentFactory(state="draft"), factories.PeriodFactory(open_=True)):
        assert "View on site" not in chief.get(address(type(hidden), "change", hidden.pk)).text


def test_what_is_told_under_the_introduction_is_viewed_on_the_page_of_its_period(chief: Client) -> None:
    addition = factories.AdditionalInformationFactory(recommendation=None)

    page = chief.get(address(AdditionalInformation, "change", addition.pk)).text
    assert f'href="{addition.period.get_absolute_url()}"' in page
