"""A correction's page once it is published."""

import pytest

from recommendations.editions.correcting import agree_correction, correct_period, version_of, write_correction
from recommendations.models import Correction
from tests.desk import address, browser_of
from tests.publishing import Panel, published_period

pytestmark = pytest.mark.django_db


def test_once_published_it_says_what_stands_there_and_leads_to_what_stood_there_before() -> None:
    panel = Panel()
    panel.observer.is_staff = True
    panel.observer.save()
    row = published_period(panel).period.assessments.get()
    values = {"conclusion": "Quick progress"}
    correction = write_correction(row=row, values=values, reason="A sample.", by=panel.member)
    agree_correction(correction=correction, by=panel.chair, seen=version_of(correction))
    edition = correct_period(period=correction.period, reason="A sample.", by=panel.chair)
    page = browser_of(panel.observer).get(address(Correction, "change", correction.pk)).text
    assert f'href="{edition.get_absolute_url()}differences/"' in page
    assert page.count("Quick progress") == 1
    assert "It said" not in page
