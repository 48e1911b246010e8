"""Every rule that the database holds refuses what breaks it, whoever writes, and gives its name as the reason."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError

from organisations.models import Organisation
from recommendations.models import Assessment, ProgressReport
from tests import factories as f

pytestmark = pytest.mark.django_db

YEAR_2100 = datetime.date(2100, 1, 1)
BEFORE_ALL = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)


def twice(factory: Any, **fields: Any) -> None:
    factory(**fields)
    factory(**fields)


def succession_twice() -> None:
    twice(f.SuccessionFactory, predecessor=f.OrganisationFactory(), successor=f.OrganisationFactory())


def organisation_after_itself() -> None:
    body = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=body, successor=body)


def table_twice() -> None:
    twice(f.ToolkitTableFactory, organisation_type=f.OrganisationTypeFactory())


def row_place_twice() -> None:
    twice(f.ToolkitReturnFactory, table=f.ToolkitTableFactory(), position=1)


def requirement_twice() -> None:
    twice(f.ToolkitReturnFactory, table=f.ToolkitTableFactory(), requirement="10-114")


def names_that_differ_in_capitals() -> None:
    f.OrganisationFactory(name="Health Body")
    f.OrganisationFactory(name="HEALTH body")


def aliases_that_differ_in_capitals() -> None:
    f.AliasFactory(name="Body")
    f.AliasFactory(name="BODY")


def reminder_twice() -> None:
    twice(f.ReminderFactory, letter=f.LetterFactory(), organisation=f.OrganisationFactory(), period=f.PeriodFactory())


def addresses_that_differ_in_capitals() -> None:
    f.UserFactory(email="person@example.org")
    f.UserFactory(email="Person@Example.org")


def addition_place_twice() -> None:
    """On the Introduction, which is no recommendation: two empty values are the same place too."""
    twice(f.AdditionalInformationFactory, period=f.PeriodFactory(), recommendation=None, position=1)


def overall_assessment_twice() -> None:
    twice(f.AssessmentFactory, period=f.PeriodFactory(), recommendation=None)


def mapping_to_the_introduction_twice() -> None:
    twice(f.MappingFactory, commitment=f.CommitmentFactory(), recommendation=None)


def report_by_nobody_twice() -> None:
    row = {"period": f.PeriodFactory(), "commitment": f.CommitmentFactory(), "recommendation": None}
    twice(f.ProgressReportFactory, **row, organisation=None)


def deadline_before_its_opening() -> None:
    f.PeriodFactory(opens_on=YEAR_2100, due_on=YEAR_2100 - datetime.timedelta(days=1))


def deadline_without_an_opening() -> None:
    f.PeriodFactory(opens_on=None, due_on=YEAR_2100)


def kind_changed_in_bulk() -> None:
    f.OrganisationFactory()
    Organisation.objects.update(kind="club")


def conclusion_taken_away_in_bulk() -> None:
    f.AssessmentFactory()
    Assessment.objects.update(conclusion="")


def rating_taken_away_in_bulk() -> None:
    f.ProgressReportFactory(summary="Something was done.")
    ProgressReport.objects.update(self_rating="not_reported")


def membership_in_itself() -> None:
    collective = f.OrganisationFactory(kind=Organisation.Kind.COLLECTIVE)
    f.CollectiveMembershipFactory(collective=collective, member=collective)


def memberships_that_overlap() -> None:
    first = f.CollectiveMembershipFactory(ends_on=YEAR_2100)
    f.CollectiveMembershipFactory(collective=first.collective, member=first.member, begins_on=YEAR_2100)


def role_in_an_organisation_twice() -> None:
    first = f.MembershipFactory()
    f.MembershipFactory(person=first.person, organisation=first.organisation, role="authorised_officer")


def role_on_the_panel_twice() -> None:
    f.MembershipFactory(panel=True, person=f.MembershipFactory(panel=True).person)


BREAKS: list[tuple[str, Callable[[], Any]]] = [
    ("one_organisation_per_name", names_that_differ_in_capitals),
    ("organisation_has_a_name", lambda: f.OrganisationFactory(name=" ")),
    ("organisation_slug_is_an_address", lambda: f.OrganisationFactory(slug="NHS England")),
    ("organisation_kind_is_known", lambda: f.OrganisationFactory(kind="club")),
    ("organisation_kind_is_known", kind_changed_in_bulk),
    ("one_organisation_per_alias", aliases_that_differ_in_capitals),
    ("alias_has_a_name", lambda: f.AliasFactory(name="")),
    ("a_succession_is_told_once", succession_twice),
    ("nobody_succeeds_itself", organisation_after_itself),
    ("nobody_is_a_member_of_itself", membership_in_itself),
    (
        "a_membership_ends_after_it_begins",
        lambda: f.CollectiveMembershipFactory(begins_on=YEAR_2100, ends_on=YEAR_2100 - datetime.timedelta(days=1)),
    ),
    ("one_membership_at_a_time", memberships_that_overlap),
    ("one_table_per_type_and_version", table_twice),
    ("toolkit_version_is_like_v10", lambda: f.ToolkitTableFactory(version="11")),
    ("one_row_per_place_in_a_table", row_place_twice),
    ("one_row_per_requirement", requirement_twice),
    ("a_figure_check_explains_itself", lambda: f.FigureCheckFactory(explanation="")),
    ("figure_check_kind_is_known", lambda: f.FigureCheckFactory(kind="guess")),
    ("one_user_per_address", addresses_that_differ_in_capitals),
    ("letter_kind_is_known", lambda: f.LetterFactory(kind="gossip")),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(kind="news")),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(kind="news", person=None, day=YEAR_2100)),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(day=YEAR_2100)),
    ("one_letter_of_news_a_day", lambda: twice(f.LetterFactory, kind="news", person=f.UserFactory(), day=YEAR_2100)),
    ("reminder_step_is_known", lambda: f.ReminderFactory(step="wink")),
    ("a_letter_reminds_once_of_a_return", reminder_twice),
    ("a_membership_role_is_in_its_place", lambda: f.MembershipFactory(role="chair")),
    ("a_membership_role_is_in_its_place", lambda: f.MembershipFactory(role="reporter", organisation=None)),
    ("a_role_ends_after_it_begins", lambda: f.MembershipFactory(ends_at=BEFORE_ALL)),
    ("a_role_ends_after_it_begins", lambda: f.MembershipFactory(ended_by=f.UserFactory())),
    ("one_role_in_an_organisation_at_a_time", role_in_an_organisation_twice),
    ("a_role_on_the_panel_is_held_once", role_on_the_panel_twice),
    ("an_invitation_role_is_in_its_place", lambda: f.InvitationFactory(role="observer")),
    ("an_invitation_role_is_in_its_place", lambda: f.InvitationFactory(organisation=None)),
    ("an_invitation_token_is_kept_as_digest", lambda: f.InvitationFactory(token_digest="a token")),
    ("an_invitation_expires_after_it_is_sent", lambda: f.InvitationFactory(expires_at=BEFORE_ALL)),
    ("an_invitation_is_used_once_by_somebody", lambda: f.InvitationFactory(accepted_at=BEFORE_ALL)),
    ("an_invitation_is_used_once_by_somebody", lambda: f.InvitationFactory(accepted_by=f.UserFactory())),
    ("an_invitation_is_withdrawn_by_somebody", lambda: f.InvitationFactory(withdrawn_at=BEFORE_ALL)),
    ("an_audit_row_has_a_verb", lambda: f.AuditRowFactory(verb="Submitted a return")),
    ("one_addition_per_place", addition_place_twice),
    ("anticipated_progress_has_a_date", lambda: f.AdditionalInformationFactory(kind="anticipated")),
    ("anticipated_progress_has_a_date", lambda: f.AdditionalInformationFactory(expected_by=YEAR_2100)),
    ("one_assessment_per_period", overall_assessment_twice),
    ("rating_is_known", lambda: f.AssessmentFactory(rating="blue")),
    ("assessment_state_is_known", lambda: f.AssessmentFactory(state="lost")),
    ("rating_basis_is_known", lambda: f.AssessmentFactory(rating_basis="guessed")),
    ("what_is_agreed_has_a_conclusion", lambda: f.AssessmentFactory(conclusion=" \n")),
    ("what_is_agreed_has_a_conclusion", conclusion_taken_away_in_bulk),
    ("change_kind_is_known", lambda: f.ChangeFactory(kind="whim")),
    ("a_change_changes_something", lambda: f.ChangeFactory(before={"rating": "red"}, after={"rating": "red"})),
    ("a_change_changes_something", lambda: f.ChangeFactory(after=None)),
    ("commitments_count_from_one", lambda: f.CommitmentFactory(number=0)),
    ("commitment_kind_is_known", lambda: f.CommitmentFactory(kind="wish")),
    ("a_mapping_is_told_once", mapping_to_the_introduction_twice),
    ("a_mapping_has_a_witness", lambda: f.MappingFactory(in_table_b=False, in_annex_1=False)),
    ("period_state_is_known", lambda: f.PeriodFactory(state="lost", opens_on=YEAR_2100, due_on=YEAR_2100)),
    ("a_deadline_follows_its_opening", deadline_before_its_opening),
    ("a_deadline_follows_its_opening", deadline_without_an_opening),
    ("a_period_to_be_collected_has_dates", lambda: f.PeriodFactory(state="planned", opens_on=None, due_on=None)),
    ("one_report_per_row", report_by_nobody_twice),
    ("self_rating_is_known", lambda: f.ProgressReportFactory(self_rating="fine")),
    ("report_state_is_known", lambda: f.ProgressReportFactory(state="lost")),
    ("a_report_is_on_something", lambda: f.ProgressReportFactory(commitment=None, recommendation=None)),
    (
        "a_row_that_reports_nothing_has_no_words",
        lambda: f.ProgressReportFactory(self_rating="not_reported", summary="Something was done."),
    ),
    ("a_row_that_reports_nothing_has_no_words", rating_taken_away_in_bulk),
    ("recommendations_count_from_one", lambda: f.RecommendationFactory(number=0)),
    ("sufficiency_is_known", lambda: f.RecommendationFactory(sufficiency="perhaps")),
]


@pytest.mark.parametrize(("rule", "broken"), BREAKS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(BREAKS)])
def test_the_database_refuses_what_breaks_a_rule(rule: str, broken: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=rule):
        broken()


def test_every_rule_of_the_database_is_tried_here() -> None:
    rules = {
        constraint.name
        for label in ("organisations", "recommendations")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    assert {rule for rule, _ in BREAKS} == rules
