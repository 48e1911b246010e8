"""No value of any parameter, and no address, brings the API to its knees."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.caldicott.api.reading import FILTERS, RESOURCES

pytestmark = pytest.mark.usefixtures("record")

CURATED = st.sampled_from(
    [
        "\x00",
        "1\x00",
        "0",
        "-1",
        "1e999999999",
        "NaN",
        "Infinity",
        "2147483648",
        "9223372036854775808",
        "9" * 5000,
        "٣",
        "0x10",
        "true",
        "null",
        "[]",
        "{}",
        "' OR 1=1 --",
        "%",
        "%00",
        "\\",
        '"',
        "'",
        "../../etc/passwd",
        "{{7*7}}",
        "\ud800".encode("utf-8", "surrogatepass"),
        "\u202e",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2014-09-30T00:00:00Z",
        "2014-W40-2",
    ]
)
VALUES = st.one_of(CURATED, st.text(max_size=50), st.integers().map(str), st.binary(max_size=20))
PARAMETERS = st.sampled_from(sorted({"page", "page_size", "ordering", "search"}.union(*FILTERS.values())))

hostile = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@hostile
@given(
    resource=st.sampled_from(RESOURCES),
    query=st.dictionaries(PARAMETERS, VALUES, min_size=1, max_size=3),
)
def test_a_hostile_query_is_answered_or_refused(resource: str, query: dict[str, str | bytes]) -> None:
    response = Client().get(f"/api/v1/{resource}/", query)

    assert response.status_code in (200, 400, 404)
    assert isinstance(response.json(), dict)


@hostile
@given(resource=st.sampled_from(RESOURCES), key=st.one_of(st.text(max_size=30), st.integers().map(str)))
def test_a_hostile_address_is_answered_or_not_found(resource: str, key: str) -> None:
    response = Client().get(f"/api/v1/{resource}/{quote(key)}/")

    assert response.status_code in (200, 404)
    assert isinstance(response.json(), dict)
