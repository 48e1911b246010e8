"""Every rule that the database holds refuses what breaks it, whoever writes, and gives its name as the reason."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from organisations.models import Organisation, User
from recommendations.models import Assessment, ProgressReport
from tests import factories as f

pytestmark = pytest.mark.django_db

YEAR_2100 = datetime.date(2100, 1, 1)
BEFORE_ALL = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
NOON = datetime.datetime(2100, 1, 1, 12, tzinfo=datetime.UTC)


def twice(factory: Any, **fields: Any) -> None:
    factory(**fields)
    factory(**fields)


def succession_twice() -> None:
    twice(f.SuccessionFactory, predecessor=f.OrganisationFactory(), successor=f.OrganisationFactory())


def organisation_after_itself() -> None:
    body = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=body, successor=body)


def lead_twice() -> None:
    twice(f.CommitmentLeadFactory, commitment=f.CommitmentFactory(), organisation=f.OrganisationFactory())


def merged_twice() -> None:
    first = f.SuccessionFactory(kind="merger", since=YEAR_2100)
    f.SuccessionFactory(predecessor=first.predecessor, kind="merger", since=YEAR_2100)


def separated(**fields: Any) -> None:
    f.SuccessionFactory(kind="separated", **fields)


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


def piece_twice() -> None:
    twice(f.SealedPieceFactory, sha256="1" * 64)


def file_twice() -> None:
    twice(f.SealedFileFactory, edition=f.EditionFactory(), name="figures.json")


def edition_twice() -> None:
    edition = f.EditionFactory()
    f.EditionFactory(period=edition.period, number=edition.number)


def correction_twice(**column: Any) -> Callable[[], None]:
    """Of one row, the other columns empty."""

    def made() -> None:
        ((name, factory),) = column.items()
        twice(f.CorrectionFactory, period=f.PeriodFactory(), **{"assessment": None, name: factory()})

    return made


def reminder_twice() -> None:
    twice(f.ReminderFactory, letter=f.LetterFactory(), organisation=f.OrganisationFactory(), period=f.PeriodFactory())


def address_twice() -> None:
    twice(f.UserFactory, email="person@example.org")


def address_written_in_capitals() -> None:
    f.UserFactory()
    User.objects.update(email="Person@example.org")


def addition_place_twice() -> None:
    """On the Introduction, which is no recommendation: two empty values are the same place too."""
    twice(f.AdditionalInformationFactory, period=f.PeriodFactory(), recommendation=None, position=1)


def overall_assessment_twice() -> None:
    twice(f.AssessmentFactory, period=f.PeriodFactory(), recommendation=None)


def mapping_to_the_introduction_twice() -> None:
    twice(f.MappingFactory, commitment=f.CommitmentFactory(), recommendation=None)


def given_here(**fields: Any) -> None:
    f.ProgressReportFactory(given_here=True, **fields)


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


def written_and_agreed_by_one() -> None:
    one = f.UserFactory()
    f.AssessmentFactory(state="agreed", written_by=one, agreed_by=one)


def agreement_taken_away_in_bulk() -> None:
    f.AssessmentFactory(state="agreed")
    Assessment.objects.update(agreed_by=None, agreed_by_name="", agreed_at=None)


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


def invitation_taken_after_it_was_withdrawn() -> None:
    somebody = {"accepted_by": f.UserFactory(), "withdrawn_by": f.UserFactory()}
    f.InvitationFactory(accepted_at=NOON, withdrawn_at=NOON, **somebody)


def evidence_place_twice() -> None:
    twice(f.EvidenceFactory, report=f.ProgressReportFactory(), position=1)


def round_twice() -> None:
    report = f.ProgressReportFactory(state="submitted")
    twice(f.SubmissionFactory, report=report, number=1)


def report_twice_in_a_receipt() -> None:
    first = f.SubmissionFactory()
    f.SubmissionFactory(report=first.report, receipt=first.receipt, number=2)


def first_date_twice() -> None:
    twice(f.TargetDateFactory, commitment=f.CommitmentFactory(), organisation=f.OrganisationFactory())


def date_moved_twice_in_a_period() -> None:
    first = f.TargetDateFactory()
    moved(commitment=first.commitment, organisation=first.organisation, period=first.period)


def moved(**fields: Any) -> None:
    told = {"number": 1, "previously_on": YEAR_2100, "reason": "Why.", **fields}
    f.TargetDateFactory(**told)


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
    ("succession_kind_is_known", lambda: f.SuccessionFactory(kind="coup")),
    ("a_merger_has_a_day", lambda: f.SuccessionFactory(kind="merger")),
    ("a_record_is_merged_once", merged_twice),
    ("what_is_separated_passes_nothing_on_and_says_why", lambda: separated(since=YEAR_2100, note="Why.")),
    ("what_is_separated_passes_nothing_on_and_says_why", lambda: separated()),
    ("a_lead_is_named_once", lead_twice),
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
    ("one_user_per_address", address_twice),
    ("an_address_is_in_small_letters", address_written_in_capitals),
    ("an_invitation_is_sent_in_small_letters", lambda: f.InvitationFactory(email="New@example.org")),
    ("letter_kind_is_known", lambda: f.LetterFactory(kind="gossip")),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(kind="news")),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(kind="news", person=None, day=YEAR_2100)),
    ("news_are_for_a_person_and_a_day", lambda: f.LetterFactory(day=YEAR_2100)),
    ("one_letter_of_news_a_day", lambda: twice(f.LetterFactory, kind="news", person=f.UserFactory(), day=YEAR_2100)),
    ("a_letter_that_is_given_up_says_why", lambda: f.LetterFactory(given_up_at=NOON)),
    ("a_letter_that_is_given_up_says_why", lambda: f.LetterFactory(given_up_at=NOON, failure="No.", sent_at=NOON)),
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
    ("a_history_row_has_a_known_deed", lambda: f.HistoryRowFactory(deed="lost")),
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
    ("a_written_assessment_says_by_whom_and_when", lambda: f.AssessmentFactory(version=1)),
    ("a_written_assessment_says_by_whom_and_when", lambda: f.AssessmentFactory(state="agreed", written_at=None)),
    ("an_agreed_assessment_says_by_whom_and_when", lambda: f.AssessmentFactory(state="agreed", agreed_by_name=" ")),
    ("an_agreed_assessment_says_by_whom_and_when", lambda: f.AssessmentFactory(state="agreed", agreed_at=None)),
    ("no_assessment_goes_out_without_an_agreement", agreement_taken_away_in_bulk),
    (
        "no_assessment_goes_out_without_an_agreement",
        lambda: f.AssessmentFactory(state="published", written_by=f.UserFactory()),
    ),
    (
        "no_assessment_goes_out_without_an_agreement",
        lambda: f.AssessmentFactory(state="draft", written_by=f.UserFactory(), agreed_by=f.UserFactory()),
    ),
    ("nobody_agrees_what_they_wrote", written_and_agreed_by_one),
    ("one_version_a_saving", lambda: twice(f.AssessmentVersionFactory, assessment=f.AssessmentFactory())),
    ("savings_count_from_one", lambda: f.AssessmentVersionFactory(number=0)),
    ("rating_of_a_version_is_known", lambda: f.AssessmentVersionFactory(rating="blue")),
    ("agreement_outcome_is_known", lambda: f.AgreementFactory(outcome="perhaps", reason="So.")),
    ("an_agreement_is_withdrawn_with_a_reason", lambda: f.AgreementFactory(outcome="withdrawn", reason=" ")),
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
    ("a_period_closes_on_or_after_its_deadline", lambda: f.PeriodFactory(closes_on=YEAR_2100)),
    (
        "a_period_closes_on_or_after_its_deadline",
        lambda: f.PeriodFactory(open_=True, closes_on=datetime.date(2013, 9, 12)),
    ),
    (
        "only_a_nil_return_says_why_it_reports_nothing",
        lambda: f.ProgressReportFactory(nil_reason="Why."),
    ),
    (
        "only_a_nil_return_says_why_it_reports_nothing",
        lambda: f.ProgressReportFactory(self_rating="not_reported", nil_reason="Why.", done="Something."),
    ),
    ("what_is_given_here_is_an_organisations_own", lambda: given_here(organisation=None)),
    ("what_is_given_here_is_an_organisations_own", lambda: given_here(commitment=None)),
    ("what_is_given_here_is_an_organisations_own", lambda: given_here(summary="A summary.")),
    ("what_is_given_here_is_an_organisations_own", lambda: given_here(position=1)),
    ("draft_versions_count_from_one", lambda: f.DraftFactory(version=0)),
    ("one_piece_of_evidence_per_place", evidence_place_twice),
    ("evidence_has_a_title", lambda: f.EvidenceFactory(title=" ")),
    ("evidence_is_a_link", lambda: f.EvidenceFactory(url="javascript:alert(1)")),
    ("evidence_is_a_link", lambda: f.EvidenceFactory(url="https:///audit")),
    ("a_receipt_has_a_fingerprint", lambda: f.ReceiptFactory(fingerprint="0" * 63)),
    ("a_receipt_has_a_reference", lambda: f.ReceiptFactory(reference="sample")),
    ("one_submission_a_round", round_twice),
    ("a_receipt_names_a_report_once", report_twice_in_a_receipt),
    ("rounds_count_from_one", lambda: f.SubmissionFactory(number=0)),
    ("outcome_is_known", lambda: f.DecisionFactory(outcome="lost", reason="Why.")),
    ("what_is_returned_has_a_reason", lambda: f.DecisionFactory(outcome="returned", reason=" \n")),
    ("target_dates_follow_each_other", first_date_twice),
    ("a_target_date_moves_once_a_period", date_moved_twice_in_a_period),
    ("a_moved_target_date_says_from_where_and_why", lambda: moved(reason=" ")),
    ("a_moved_target_date_says_from_where_and_why", lambda: moved(previously_on=None)),
    ("a_moved_target_date_says_from_where_and_why", lambda: f.TargetDateFactory(reason="Why.")),
    ("a_moved_target_date_is_another_date", lambda: moved(expected_on=YEAR_2100)),
    ("an_invitation_is_used_once_by_somebody", invitation_taken_after_it_was_withdrawn),
    ("recommendations_count_from_one", lambda: f.RecommendationFactory(number=0)),
    ("sufficiency_is_known", lambda: f.RecommendationFactory(sufficiency="perhaps")),
    ("editions_of_a_period_are_numbered", edition_twice),
    ("editions_count_from_one", lambda: f.EditionFactory(number=0, reason="A sample.")),
    ("a_correction_says_why", lambda: f.EditionFactory(number=9, reason=" ")),
    ("all_editions_but_the_first_follow_another", lambda: f.EditionFactory(previous_sha256=None)),
    ("an_edition_has_its_digests", lambda: f.EditionFactory(previous_sha256="x")),
    ("a_file_stands_once_in_an_edition", file_twice),
    ("a_file_has_its_digest", lambda: f.SealedFileFactory(sha256="x")),
    ("a_file_has_a_plain_path", lambda: f.SealedFileFactory(name="../figures.json")),
    ("pieces_follow_each_other", piece_twice),
    (
        "correction_state_is_known",
        lambda: f.CorrectionFactory(state="perhaps", agreed_by=f.UserFactory(), agreed_at=NOON),
    ),
    ("a_correction_is_of_one_row", lambda: f.CorrectionFactory(assessment=None)),
    ("a_correction_has_a_reason", lambda: f.CorrectionFactory(reason=" ")),
    ("a_correction_corrects_something", lambda: f.CorrectionFactory(values={})),
    ("a_correction_is_agreed_by_another", lambda: f.CorrectionFactory(state="agreed")),
    ("a_published_correction_names_its_edition", lambda: f.CorrectionFactory(edition=f.EditionFactory())),
    ("one_correction_at_a_time_by_assessment", correction_twice(assessment=f.AssessmentFactory)),
    ("one_correction_at_a_time_by_report", correction_twice(report=f.ProgressReportFactory)),
    ("one_correction_at_a_time_by_addition", correction_twice(addition=f.AdditionalInformationFactory)),
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


# Rows that are added and never changed, each with a field that somebody might like to change.
APPEND_ONLY: dict[Any, dict[str, Any]] = {
    f.AuditRowFactory: {"verb": "withdraw"},
    f.HistoryRowFactory: {"by_name": "Somebody else"},
    f.AgreementFactory: {"reason": "Another."},
    f.AssessmentVersionFactory: {"narrative": "Another."},
    f.DecisionFactory: {"reason": "Another."},
    f.ReceiptFactory: {"late": True},
    f.SubmissionFactory: {"content": "Another."},
    f.EditionFactory: {"reason": "Another."},
    f.SealedFileFactory: {"size": 7},
    f.SealedPieceFactory: {"content": b"Another."},
    f.ChangeFactory: {"reason": "Another."},
}
append_only = pytest.mark.parametrize(
    ("factory", "values"), APPEND_ONLY.items(), ids=lambda each: getattr(each, "__name__", "")
)
NEVER = "rows of .* are added and never changed"


def as_it_is(row: Any) -> Any:
    """The row in the database, column by column."""
    return type(row)._default_manager.values().get(pk=row.pk)


@append_only
def test_the_database_refuses_to_change_what_is_only_added(factory: Any, values: dict[str, Any]) -> None:
    row = factory()
    before = as_it_is(row)
    table, (name, value) = connection.ops.quote_name(row._meta.db_table), next(iter(values.items()))

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, row.pk])  # noqa: S608

    def saved() -> None:
        setattr(row, name, value)
        row.save()

    rows = type(row)._default_manager.filter(pk=row.pk)
    for change in (saved, lambda: rows.update(**values), lambda: rows.bulk_update([row], [name]), by_hand):
        with pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
            change()
    assert as_it_is(row) == before


@append_only
def test_the_database_refuses_to_delete_what_is_only_added(factory: Any, values: dict[str, Any]) -> None:
    row = factory()
    before = as_it_is(row)
    table = connection.ops.quote_name(row._meta.db_table)

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])  # noqa: S608

    rows = type(row)._default_manager.filter(pk=row.pk)
    for delete in (
        type(row)._default_manager.get(pk=row.pk).delete,
        rows.delete,
        lambda: rows._raw_delete("default"),
        by_hand,
    ):
        with pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
            delete()
    assert as_it_is(row) == before


def test_every_table_that_is_only_added_to_is_tried_here() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        tables = {table for (table,) in cursor.fetchall()}
    assert tables == {factory._meta.model._meta.db_table for factory in APPEND_ONLY}


def changed_by_hand(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recommendations_targetdate SET expected_on = '2100-01-01' WHERE id = %s", [row.pk])


@pytest.mark.parametrize("change", [changed_by_hand, lambda row: type(row).objects.filter(pk=row.pk).delete()])
def test_a_date_that_was_given_stays_but_with_an_edition_that_corrects_one(change: Any) -> None:
    row = f.TargetDateFactory(period=f.PeriodFactory(open_=True))
    day = row.period.position_date
    days = [day + datetime.timedelta(days=number) for number in (-1, 1)]
    earlier, later = (f.PeriodFactory(open_=True, position_date=each) for each in days)
    before = as_it_is(row)
    for without in (lambda: None, lambda: edition_of(earlier, number=1), lambda: edition_of(later)):
        with pytest.raises(IntegrityError, match="only together with an edition"), transaction.atomic():
            told_now(after=lambda make=without: (make(), change(row)))
        assert as_it_is(row) == before
    change(row)
    told_now(after=lambda: edition_of(earlier))


def edition_of(period: Any, number: int = 2) -> Any:
    """One that corrects, but for the first."""
    return f.EditionFactory(period=period, number=number, reason="A sample." if number > 1 else "")


def told_now(after: Any) -> None:
    """What would be found at the end of the transaction."""
    after()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS given_date_stays IMMEDIATE")
        cursor.execute("SET CONSTRAINTS given_date_stays DEFERRED")
