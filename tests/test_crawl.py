"""Every link of the site leads somewhere, and every page that it leads to keeps to the site's limits."""

import pytest
from django.test import Client

from organisations.models import Organisation
from recommendations.models.standing import Standing, with_standing
from tests.crawling import BUILT, Crawl
from tests.large_record import COMMITMENTS, ORGANISATIONS, PERIODS, RECOMMENDATIONS, make_large_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _built() -> None:
    if not (BUILT / "site.css").exists():
        pytest.skip("the style sheet has not been built: npm ci && npm run build")


@pytest.mark.usefixtures("record")
def test_every_link_of_the_record_resolves_to_a_valid_light_page_of_few_queries(client: Client) -> None:
    crawl = Crawl(client, variants=12, strict=90).from_the_overview()
    assert crawl.problems == []
    assert crawl.kinds["recommendation"] >= 26
    assert crawl.kinds["commitment"] >= 84
    assert crawl.kinds["organisation"] >= 75


def test_the_same_holds_for_a_record_of_twenty_periods_and_five_hundred_organisations(client: Client) -> None:
    make_large_record()
    standings = set(with_standing(Organisation.objects.all()).values_list("standing", flat=True))
    assert {Standing.REPORTED, Standing.NOTHING_REPORTED, Standing.NO_REPORT, Standing.ONE_OF_ALL} == standings
    crawl = Crawl(client, variants=2, strict=2).from_the_overview()
    assert crawl.problems == []
    assert crawl.kinds["period"] >= PERIODS
    assert crawl.kinds["recommendation"] >= RECOMMENDATIONS
    assert crawl.kinds["commitment"] >= COMMITMENTS
    assert crawl.kinds["organisation"] >= ORGANISATIONS
