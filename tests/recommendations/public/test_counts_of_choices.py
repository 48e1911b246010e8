"""The number beside a choice is the number of rows that the choice leaves: held for every choice, over the record."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from caldicott.lists import PublicList
from recommendations.models import Commitment, Recommendation
from recommendations.public.views import commitments, recommendations
from tests.factories import AssessmentFactory, PeriodFactory

LISTS = {
    "recommendations": (recommendations.LIST, Recommendation.objects.all()),
    "commitments": (commitments.LIST, Commitment.objects.all()),
}


def rows(list_: PublicList, queryset: Any, query: QueryDict) -> int:
    """How many the filters leave, without counting everything else that the page counts."""
    if words := query.get("q"):
        queryset = list_.searched.matching(queryset, words) if list_.searched else queryset
    return int(list_.filters(query, queryset).qs.count())


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("recommendations", ""),
        ("recommendations", "rating=amber"),
        ("recommendations", "organisation=dh&sufficiency=assists"),
        ("recommendations", "q=consent&progress=good"),
        ("recommendations", "period=2014-09-30"),
        ("commitments", ""),
        ("commitments", "status=in_progress&lead_organisation=nhs-england"),
        ("commitments", "recommendation=07"),
        ("commitments", "recommendation=2&rating=amber"),
        ("commitments", "recommendation=15"),
        ("commitments", "rating=amber"),
        ("commitments", "q=information&kind=expectation"),
    ],
)
def test_a_choice_leaves_as_many_rows_as_it_says(name: str, asked: str) -> None:
    list_, queryset = LISTS[name]
    # One recommendation is left out of a period in which another is assessed.
    AssessmentFactory(recommendation=Recommendation.objects.get(number=26), period=PeriodFactory())
    listing, _ = list_.listing(RequestFactory().get(f"/?{asked}"), queryset)
    counted = 0
    for field in listing.fields:
        for choice in field.choices:
            if choice.rows is None:
                continue
            query = QueryDict(asked, mutable=True)
            query[field.name] = choice.value
            assert rows(list_, queryset, query) == choice.rows, f"{field.label}: {choice.label}"
            counted += 1
    assert counted > 1
