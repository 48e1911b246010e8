"""Nothing that can be typed breaks the search."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import ProgressReportFactory, RecommendationFactory
from tests.pages import read

pytestmark = pytest.mark.django_db

SIGNS = ['"', "'", "’", "&", "|", "!", "(", ")", ":*", "<->", "<", ">", "\\", "%", "_", "-", ";", "--", "{", "}"]
WORDS = [
    "or",
    "OR",
    "and",
    "not",
    "the",
    "training",
    "trainign",
    "7",
    "r7",
    "é",
    "ß",
    "İ",
    "😀",
    "مرحبا",
    "\u202e",
    "\ue000",
]
PIECES = st.sampled_from([*SIGNS, *WORDS, "\n"])
TYPED = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
)


@given(typed=TYPED)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_there_is_an_answer(client: Client, typed: str) -> None:
    if not RecommendationFactory._meta.model.objects.exists():
        RecommendationFactory(title="Training", search_words="courses")
        ProgressReportFactory(summary="7 of 9 are trained")
    response = client.get("/search/", {"q": typed})
    assert response.status_code == (400 if "\x00" in typed else 200)


@pytest.mark.parametrize(
    "typed",
    [
        "the of",
        "'; DROP TABLE x; --",
        '"unbalanced',
        "a" * 200,
        "-",
        "!!!",
        ":*",
        "| |",
        "()",
        "\\",
        "%s %(x)s {0}",
        "😀",
        "שלום",
    ],
)
def test_the_worst_that_people_type_is_answered(client: Client, typed: str) -> None:
    assert client.get("/search/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"q": "a" * 10_000}, "Look for at most 200 characters."),
        ({"q": "a\x00b"}, "Look for words that can be typed."),
        ({"q": "a", "kind": "secrets"}, "There is nothing of that kind to look for."),
    ],
)
def test_what_cannot_be_looked_for_is_refused_kindly(client: Client, query: dict[str, str], says: str) -> None:
    response = client.get("/search/", query)
    assert response.status_code == 400
    assert says in response.content.decode()


def test_what_is_typed_stays_text(client: Client) -> None:
    page = read(client, "/search/?q=<script>alert(1)</script>%26<b>")
    assert "<script>alert" not in page.response.content.decode()
