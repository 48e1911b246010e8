"""The columns of the files in which the record's lists can be taken away.

What the API tells too is named as there, except the two texts of a recommendation or a commitment: a file has one of
them, and `wording` says whose words these are.
"""

from typing import Any

from caldicott.tables import Column, Table

from .models import Rating


def joined(values: list[str] | list[int]) -> str:
    """Several values in one cell."""
    return ", ".join(map(str, values))


def concluded(told: list[dict[str, Any]]) -> str:
    """What the panel concluded on several recommendations, each with its number; nothing of what it did not assess."""
    return "; ".join(f"{each['number']}: {each['conclusion']}" for each in told if each["conclusion"])


def pointed_to(links: list[dict[str, Any]]) -> str:
    """What a report points to as evidence: each with its address, where in it to look, and the day that it is about."""

    def told(link: dict[str, Any]) -> str:
        return ", ".join(filter(None, [link["url"], link["page"], f"about {link['about_on']}"]))

    return "; ".join(f"{link['title']} ({told(link)})" for link in links)


RECOMMENDATIONS = Table(
    "recommendations",
    [
        Column("number", lambda each: each.number),
        Column("title", lambda each: each.title),
        Column("rating", lambda each: each.rating),
        Column("rating_before", lambda each: each.rating_before),
        Column("movement", lambda each: each.movement),
        Column("conclusion", lambda each: each.conclusion),
        Column("sufficiency", lambda each: each.sufficiency),
        Column("lead_organisations", lambda each: joined(each.leads)),
        Column("narrative", lambda each: each.text),
        Column("wording", lambda each: each.wording),
        Column("gap_comments", lambda each: each.gap_comments),
        Column("source", lambda each: each.source),
    ],
)

COMMITMENTS = Table(
    "commitments",
    [
        Column("number", lambda each: each.number),
        Column("kind", lambda each: each.kind),
        Column("status", lambda each: each.status),
        Column("status_before", lambda each: each.status_before),
        Column("lead_organisations", lambda each: joined(each.leads)),
        Column("recommendations", lambda each: joined(each.places)),
        Column("ratings", lambda each: joined(each.ratings)),
        Column("conclusions", lambda each: concluded(each.concluded)),
        Column("text", lambda each: each.text),
        Column("wording", lambda each: each.wording),
        Column("note", lambda each: each.note),
    ],
)

ORGANISATIONS = Table(
    "organisations",
    [
        Column("slug", lambda each: each.slug),
        Column("name", lambda each: each.name),
        Column("abbreviation", lambda each: each.abbreviation),
        Column("kind", lambda each: each.kind),
        Column("collective", lambda each: each.collective),
        Column("commitments", lambda each: each.leading),
        Column("standing", lambda each: each.standing),
        Column("reports", lambda each: each.reports),
        Column("note", lambda each: each.note),
        Column("source", lambda each: each.source),
    ],
)

REPORTS = Table(
    "progress-reports",
    [
        Column("id", lambda each: each.public_id),
        Column("period", lambda each: each.period.position_date),
        Column("recommendation", lambda each: each.recommendation_id),
        Column("commitment", lambda each: each.commitment_id),
        Column("organisation", lambda each: each.organisation and each.organisation.slug),
        Column("organisation_name", lambda each: each.organisation and each.organisation.name),
        Column("self_rating", lambda each: each.self_rating),
        Column("nil_return", lambda each: each.nil_return),
        Column("rating", lambda each: each.rating),
        Column("conclusion", lambda each: each.conclusion),
        Column("narrative", lambda each: each.text),
        Column("wording", lambda each: each.wording),
        Column("done", lambda each: each.done),
        Column("next_steps", lambda each: each.next_steps),
        Column("expected_on", lambda each: each.expected_on),
        Column("nil_reason", lambda each: each.nil_reason),
        Column("as_last_period", lambda each: each.as_last_period),
        Column("evidence", lambda each: pointed_to(each.links)),
        Column("note", lambda each: each.note),
    ],
)

ADDITIONAL_INFORMATION = Table(
    "additional-information",
    [
        Column("id", lambda each: each.public_id),
        Column("period", lambda each: each.period.position_date),
        Column("recommendation", lambda each: each.recommendation_id),
        Column("organisation", lambda each: each.organisation and each.organisation.slug),
        Column("organisation_name", lambda each: each.organisation and each.organisation.name),
        Column("kind", lambda each: each.kind),
        Column("expected_by", lambda each: each.expected_by),
        Column("narrative", lambda each: each.text),
        Column("wording", lambda each: each.wording),
    ],
)

ASSESSMENTS = Table(
    "assessments",
    [
        Column("id", lambda each: each.public_id),
        Column("period", lambda each: each.period.position_date),
        Column("recommendation", lambda each: each.recommendation_id),
        Column("title", lambda each: each.recommendation and each.recommendation.title),
        Column("rating", lambda each: each.rating),
        Column("rating_basis", lambda each: each.rating_basis),
        Column("conclusion", lambda each: each.conclusion),
        Column("narrative", lambda each: each.text),
        Column("wording", lambda each: each.wording),
    ],
)

CHANGES = Table(
    "changes",
    [
        Column("id", lambda each: each.pk),
        Column("at", lambda each: each.at),
        Column("kind", lambda each: each.kind),
        Column("subject", lambda each: each.subject),
        Column("period", lambda each: each.period.position_date),
        Column("recommendation", lambda each: each.recommendation_id),
        Column("commitment", lambda each: each.commitment_id),
        Column("organisation", lambda each: each.organisation and each.organisation.slug),
        Column("rating_before", lambda each: (each.before or {}).get("rating")),
        Column("rating_after", lambda each: (each.after or {}).get("rating")),
        Column("conclusion_before", lambda each: (each.before or {}).get("conclusion")),
        Column("conclusion_after", lambda each: (each.after or {}).get("conclusion")),
        Column("self_rating_before", lambda each: (each.before or {}).get("self_rating")),
        Column("self_rating_after", lambda each: (each.after or {}).get("self_rating")),
        Column("narrative_before", lambda each: (each.before or {}).get("narrative")),
        Column("narrative_after", lambda each: (each.after or {}).get("narrative")),
        Column("how", lambda each: each.in_words),
        Column("reason", lambda each: each.reason),
        Column("edition", lambda each: each.edition and each.edition.number),
    ],
)

EDITIONS = Table(
    "editions",
    [
        Column("period", lambda each: each.period.position_date),
        Column("number", lambda each: each.number),
        Column("published_at", lambda each: each.published_at),
        Column("reason", lambda each: each.reason),
        Column("superseded_by", lambda each: each.superseded_by),
        Column("manifest_sha256", lambda each: each.manifest_sha256),
        Column("previous_sha256", lambda each: each.previous_sha256),
    ],
)

PERIODS = Table(
    "periods",
    [
        Column("slug", lambda each: each.slug),
        Column("label", lambda each: each.label),
        Column("position_date", lambda each: each.position_date),
        Column("conclusion", lambda each: each.overall[0].conclusion if each.overall else None),
        Column("rating", lambda each: each.overall[0].rating if each.overall else Rating.NOT_ASSESSED.value),
        Column("rating_basis", lambda each: each.overall[0].rating_basis if each.overall else None),
        Column("good_progress", lambda each: each.good_progress),
        Column("recommendations", lambda each: each.recommendations),
        Column("reports", lambda each: each.reports),
        Column("nil_returns", lambda each: each.nil_returns),
        Column("commitments_without_a_report", lambda each: each.untold),
        Column("commitments", lambda each: each.commitments),
        Column("note", lambda each: each.note),
    ],
)
