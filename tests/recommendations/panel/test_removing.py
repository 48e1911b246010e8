"""What stands in the way leads to where it is removed, from the start page and from the page where one publishes."""

import datetime

import pytest
from django.urls import reverse

from recommendations.editions.obstacles import obstacles
from recommendations.models import Assessment, Period, Recommendation
from recommendations.panel.removing import removed_at
from tests import factories as f
from tests.desk import browser_of
from tests.publishing import Panel, agree_all, closed_period
from tests.returning import Desk

pytestmark = pytest.mark.django_db

DRAFT = {"state": "draft", "agreed_by": None, "agreed_by_name": "", "agreed_at": None}


def where(period: Period) -> list[str]:
    return [removed_at(each) for each in obstacles(period)]


def row(period: Period) -> str:
    return reverse("admin:recommendations_period_change", args=[period.pk])


def test_a_period_that_is_not_closed_leads_to_its_page() -> None:
    period = f.PeriodFactory(open_=True)
    agree_all(period)
    assert where(period) == [row(period)]


def test_an_earlier_period_leads_to_that_one() -> None:
    period = closed_period()
    earlier = f.PeriodFactory(open_=True, position_date=period.position_date - datetime.timedelta(days=91))
    assert where(period) == [row(earlier)]


def test_reports_lead_to_the_queue_of_the_period() -> None:
    desk = Desk.make()
    desk.save()
    desk.submit()
    Period.objects.filter(pk=desk.period.pk).update(state="closed")
    agree_all(desk.period)
    desk.period.refresh_from_db()
    assert where(desk.period) == [f"/admin/recommendations/progressreport/queue/?period={desk.period.pk}"]


def test_one_assessment_leads_to_its_screen_and_several_to_the_list_of_the_period() -> None:
    f.RecommendationFactory(number=7)
    period = closed_period()
    listed = f"/admin/recommendations/assessment/assess/{period.slug}/"
    Assessment.objects.filter(recommendation=7).update(**DRAFT)
    assert where(period) == [f"{listed}7/"]
    Assessment.objects.filter(recommendation=7).delete()
    assert where(period) == [f"{listed}7/"]
    Assessment.objects.all().update(**DRAFT)
    assert where(period) == [f"{listed}7/", f"{listed}overall/"]
    Assessment.objects.all().delete()
    assert where(period) == [listed]


def test_both_pages_lead_there_and_each_address_is_open_to_the_chair() -> None:
    desk, panel = Desk.make(), Panel()
    desk.save()
    desk.submit()
    f.RecommendationFactory()
    Period.objects.filter(pk=desk.period.pk).update(state="closed")
    desk.period.refresh_from_db()
    f.AssessmentFactory(period=desk.period, recommendation=Recommendation.objects.first(), **DRAFT)
    chair = browser_of(panel.chair)
    expected = where(desk.period)
    assert len(expected) == 3
    for page in (reverse("admin:index"), reverse("admin:recommendations_period_act", args=[desk.period.pk, "publish"])):
        text = chair.get(page).content.decode()
        for address in expected:
            assert f'<a href="{address}">' in text, page
    assert {chair.get(address).status_code for address in expected} == {200}
