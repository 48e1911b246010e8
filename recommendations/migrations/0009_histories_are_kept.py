from django.db import migrations

from organisations.history_is_kept import history_is_kept

COMMITMENT = "recommendations.commitment"
RECOMMENDATION = "recommendations.recommendation"
TEXTS = ["summary", "official_wording", "footnotes"]


class Migration(migrations.Migration):
    """Public numbers are left out: publishing gives one to each row, and nobody edits them."""

    dependencies = [
        ("organisations", "0007_histories_are_kept"),
        ("recommendations", "0008_commitment_leads_are_kept"),
    ]

    operations = [
        history_is_kept(
            RECOMMENDATION,
            ["number", "title", *TEXTS, "sufficiency", "gap_comments", "source", "search_words"],
            key="number",
        ),
        history_is_kept(COMMITMENT, ["number", "kind", *TEXTS, "note"], key="number"),
        history_is_kept(
            "recommendations.commitmentlead",
            ["commitment_id", "organisation_id"],
            table="recommendations_commitment_lead_organisations",
            shown_with={"commitment_id": COMMITMENT},
        ),
        history_is_kept(
            "recommendations.mapping",
            ["commitment_id", "recommendation_id", "in_table_b", "in_annex_1"],
            shown_with={"commitment_id": COMMITMENT, "recommendation_id": RECOMMENDATION},
        ),
        history_is_kept(
            "recommendations.period", ["position_date", "opens_on", "due_on", "closes_on", "state", "note"]
        ),
        history_is_kept(
            "recommendations.progressreport",
            [
                *["period_id", "commitment_id", "recommendation_id", "organisation_id", "position", "given_here"],
                *["state", "self_rating", *TEXTS, "note"],
                *["nil_reason", "done", "next_steps", "expected_on", "as_last_period"],
            ],
        ),
        history_is_kept(
            "recommendations.additionalinformation",
            ["period_id", "recommendation_id", "organisation_id", "kind", "expected_by", "position", *TEXTS],
        ),
        history_is_kept(
            "recommendations.assessment",
            [
                *["period_id", "recommendation_id", "state", "version", *TEXTS],
                *["conclusion", "rating", "rating_basis", "rating_reason"],
                *["written_by_id", "written_by_name", "written_at", "agreed_by_id", "agreed_by_name", "agreed_at"],
            ],
        ),
        history_is_kept(
            "recommendations.correction",
            [
                *["period_id", "assessment_id", "report_id", "addition_id", "values", "reason", "state", "version"],
                *["written_by_id", "written_at", "agreed_by_id", "agreed_at", "edition_id"],
            ],
            shown_with={
                "assessment_id": "recommendations.assessment",
                "report_id": "recommendations.progressreport",
                "addition_id": "recommendations.additionalinformation",
            },
        ),
    ]
