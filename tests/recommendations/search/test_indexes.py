"""Every search of the large tables goes by an index: what is asked is written as the index is."""

import pytest
from django.db import connection

from recommendations.search import SOURCES, Asked

pytestmark = pytest.mark.django_db

WORDS = Asked.of("confidential records")
INDEXES = {
    "recommendation": "recommendation_words",
    "commitment": "commitment_words",
    "organisation": "organisation_words",
    "assessment": "assessment_words",
    "progress-report": "progress_report_words",
    "additional-information": "additional_information_words",
    "printed-figure": "figure_check_words",
}


@pytest.fixture(autouse=True)
def index_rather_than_table(db: None) -> None:
    """Tables as small as a test's are read whole, unless the planner is told otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize(("kind", "index"), INDEXES.items())
def test_a_search_by_words_uses_the_index(kind: str, index: str) -> None:
    source = SOURCES[kind]
    # Of the words alone: in a table without rows the planner may think any other index as good.
    rows = source.found(WORDS).model._default_manager.order_by()
    assert index in rows.alias(words=source.searched.vector).filter(words=WORDS.query).explain()


def test_organisations_are_found_by_their_aliases_by_an_index_too() -> None:
    assert "alias_words" in SOURCES["organisation"].found(WORDS).explain()
