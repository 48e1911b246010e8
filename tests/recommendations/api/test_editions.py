"""The resource of editions."""

from typing import Any

import pytest
from django.test import Client

from recommendations.models import Assessment, Edition
from tests.caldicott.api.reading import listed, one, refused, values
from tests.correcting import first_edition
from tests.factories import AssessmentFactory, PeriodFactory
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

REASON = "A slip."


@pytest.fixture
def correction() -> Edition:
    period = PeriodFactory(open_=True)
    AssessmentFactory(period=period, summary="One.")
    first_edition(period)
    Assessment.objects.update(summary="Two.")
    return sealed(period, REASON)


def key(edition: Edition) -> str:
    return f"{edition.period.slug}/{edition.number}"


def test_an_edition_tells_what_the_contract_names(correction: Edition) -> None:
    here = f"http://testserver{correction.get_absolute_url()}"
    told: dict[str, Any] = one("editions", key(correction))
    assert told.pop("published_at").endswith("Z")
    assert told == {
        "url": f"http://testserver/api/v1/editions/{key(correction)}/",
        "html_url": here,
        "period": correction.period.slug,
        "number": correction.number,
        "reason": REASON,
        "superseded_by": None,
        "manifest_sha256": correction.manifest_sha256,
        "previous_sha256": Edition.objects.get(place=correction.place - 1).manifest_sha256,
        "manifest_url": f"{here}SHA256SUMS",
        "files_url": f"{here}files/",
        "archive_url": f"{here}edition.zip",
        "report_url": f"{here}report/",
        "differences_url": f"{here}differences/",
    }


def test_the_first_of_all_editions_follows_none_and_corrects_nothing() -> None:
    first = first_edition(PeriodFactory(open_=True))
    sealed(first.period)
    told = one("editions", key(first))
    assert [told[name] for name in ("reason", "previous_sha256", "differences_url")] == [None] * 3
    assert told["superseded_by"] == 2


def test_addresses_lead_to_what_they_name(correction: Edition) -> None:
    told = one("editions", key(correction))
    for name in ("manifest_url", "archive_url", "report_url", "differences_url", "html_url"):
        read_to_its_end(told[name])
    read_to_its_end(f"{told['files_url']}edition.json")


def read_to_its_end(address: str) -> None:
    response: Any = Client().get(address.removeprefix("http://testserver"))
    assert response.status_code == 200, address
    assert b"".join(response)


def test_the_newest_comes_first_and_a_period_narrows_the_list(correction: Edition) -> None:
    other = sealed(PeriodFactory())
    assert values("editions", "manifest_sha256")[0] == other.manifest_sha256
    assert values("editions", "number", period=correction.period.slug) == [2, 1]
    assert values("editions", "number", period=correction.period.slug, ordering="number") == [1, 2]
    assert values("editions", "reason", search="slip") == [REASON]
    assert "period" in refused("editions", period="1999-09-30")


@pytest.mark.parametrize(
    "address", ["1999-09-30/1", "2014-02-31/1", "{period}/99", f"{{period}}/{10**30}", "{period}/0"]
)
def test_an_edition_that_is_not_there_is_not_found(correction: Edition, address: str) -> None:
    address = address.format(period=correction.period.slug)
    assert Client().get(f"/api/v1/editions/{address}/").status_code == 404


def test_a_period_and_a_change_name_their_edition(correction: Edition) -> None:
    assert one("periods", correction.period.slug)["edition"] == correction.number
    (told,) = listed("changes", kind="assessment", edition=correction.number)["results"]
    assert (told["edition"], told["reason"]) == (correction.number, REASON)
    assert (told["before"]["narrative"], told["after"]["narrative"]) == ("One.", "Two.")


def test_changes_are_narrowed_by_the_edition_that_told_them(correction: Edition) -> None:
    here = {"period": correction.period.slug}
    assert values("changes", "kind", edition=correction.number, **here) == ["edition", "assessment"]
    assert values("changes", "kind", edition=99, **here) == []
    for wrong in ("1.5", "-1", "first"):
        assert refused("changes", edition=wrong) == {"edition": ["Give the number of an edition, such as 2."]}
