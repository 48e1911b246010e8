"""The preview: exactly what everybody will see, and nothing of it remains."""

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Role
from recommendations.editions.fingerprint import fingerprint_of
from recommendations.editions.preview import as_if_published, fingerprint_of_preview
from recommendations.editions.publishing import publish_period
from recommendations.models import Assessment, Change, Edition, Period, SealedFile, SealedPiece
from tests import factories as f
from tests.desk import browser_of
from tests.publishing import Panel, closed_period
from tests.returning import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def period() -> Period:
    f.RecommendationFactory(title="A sample title")
    return closed_period()


def preview_of(period: Period, path: str = "") -> str:
    return reverse("admin:recommendations_period_preview", args=[period.pk]) + path


def test_afterwards_nothing_of_it_has_happened(period: Period) -> None:
    with as_if_published(period) as edition:
        assert edition.number == 1
        assert Period.objects.published().get() == period
    assert not Period.objects.published().exists()
    for model in (Edition, SealedFile, SealedPiece, Change):
        assert not model._default_manager.exists()


def test_what_is_published_is_what_was_looked_at(period: Period, panel: Panel) -> None:
    seen = fingerprint_of_preview(period)
    edition = publish_period(period=period, by=panel.chair, seen=seen)
    assert fingerprint_of(edition) == seen


def test_what_changed_after_the_look_is_not_published_unseen(period: Period, panel: Panel, client: Client) -> None:
    act = reverse("admin:recommendations_period_act", args=[period.pk, "publish"])
    chair = browser_of(panel.chair)
    seen = chair.get(act).context["seen"]
    Assessment.objects.filter(recommendation=None).update(conclusion="Quick")
    answer = chair.post(act, {"seen": seen})
    assert answer.status_code == 409
    assert "look at it again" in answer.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("path", ["", "periods/{slug}/", "periods/{slug}/report/", "recommendations/", "changes/"])
def test_a_page_of_it_is_that_which_everybody_gets_afterwards(
    period: Period, panel: Panel, client: Client, path: str
) -> None:
    path = path.format(slug=period.slug)
    looked_at = browser_of(panel.observer).get(preview_of(period, path))
    assert looked_at.status_code == 200
    assert "no-store" in looked_at["Cache-Control"]
    publish_period(period=period, by=panel.chair)

    before, after = looked_at.content.decode(), client.get(f"/{path}").content.decode()
    banner = before[before.index('<div class="app-preview"') : before.index("</div>", before.index("app-preview")) + 6]
    assert before.replace(banner, "").replace(preview_of(period), "/").split() == after.split()


def test_links_go_on_in_the_preview(period: Period, panel: Panel) -> None:
    page = browser_of(panel.observer).get(preview_of(period)).content.decode()
    assert f'href="{preview_of(period, "recommendations/")}"' in page
    assert 'href="/static/' in page


@pytest.mark.parametrize(
    "path",
    [
        "admin/",
        "returns/",
        "accounts/login/",
        "api/v1/",
        "data/record.zip",
        "no-such-page/",
        "recommendations/?format=csv",
    ],
)
def test_only_pages_for_everybody_are_shown_in_it(period: Period, panel: Panel, path: str) -> None:
    assert browser_of(panel.chair).get(preview_of(period, path)).status_code == 404


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUTHORISED_OFFICER])
def test_nobody_but_the_panel_looks(period: Period, role: Role) -> None:
    somebody = browser_of(person(role, f.OrganisationFactory()))
    assert somebody.get(preview_of(period)).status_code in (302, 403)
    assert Client().get(preview_of(period)).status_code == 302
