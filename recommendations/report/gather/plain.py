"""From rows of the record to plain values."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from organisations.models import Organisation
from recommendations.models import Assessment, Commitment
from recommendations.models.wording import Worded

from ..document.parts import Body, Judgement, Promise, Text


def text_of(worded: Worded) -> Text:
    return Text(worded.summary, worded.official_wording, tuple(worded.footnotes))


def body_of(organisation: Organisation | None) -> Body | None:
    return Body(organisation.slug, organisation.name) if organisation else None


def leads_of(commitment: str) -> ArraySubquery:
    """For a query: the address and name of each that leads the commitment in this column."""
    leads = Organisation.objects.filter(commitments=OuterRef(commitment)).order_by("name")
    return ArraySubquery(leads.values(lead=JSONObject(slug="slug", name="name")))


def promise_of(commitment: Commitment, leads: list[dict[str, Any]]) -> Promise:
    return Promise(
        commitment.number,
        commitment.kind,
        tuple(Body(each["slug"], each["name"]) for each in leads),
        text_of(commitment),
    )


def judgement_of(assessment: Assessment | None) -> Judgement | None:
    if assessment is None:
        return None
    return Judgement(text_of(assessment), assessment.conclusion, assessment.rating, assessment.rating_basis)
