"""The resource of progress reports."""

import datetime

import pytest

from recommendations.models import Assessment, Rating, SelfRating
from tests.caldicott.api.reading import one, refused, values
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    EvidenceFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_report_tells_what_the_contract_names() -> None:
    report = ProgressReportFactory(
        period__position_date=datetime.date(2014, 9, 30),
        commitment__number=56,
        recommendation__number=4,
        organisation__slug="cqc",
        self_rating=SelfRating.COMPLETE,
        summary="It is done.",
        position=3,
        note="A slip of the printer.",
    )

    assert one("progress-reports", report.public_id) == {
        "url": f"http://testserver/api/v1/progress-reports/{report.public_id}/",
        "html_url": "http://testserver/commitments/56/",
        "id": report.public_id,
        "commitment": 56,
        "recommendation": 4,
        "organisation": "cqc",
        "period": "2014-09-30",
        "self_rating": "complete",
        "narrative": "It is done.",
        "wording": "summary",
        "footnotes": [],
        "done": "",
        "next_steps": "",
        "expected_on": None,
        "as_last_period": False,
        "nil_return": False,
        "nil_reason": "",
        "evidence": [],
        "rating": "not_assessed",
        "conclusion": "",
        "position": 3,
        "note": "A slip of the printer.",
    }


def test_a_report_given_here_tells_all_that_its_organisation_said_for_everybody() -> None:
    report = ProgressReportFactory(
        official_wording="We trained everybody.",
        done="Two courses.",
        next_steps="A third.",
        expected_on=datetime.date(2027, 3, 31),
        as_last_period=True,
    )
    EvidenceFactory(report=report, position=2, title="Minutes", url="https://example.org/minutes")
    EvidenceFactory(report=report, position=1, title="Audit", page="page 4", about_on=datetime.date(2026, 9, 1))
    EvidenceFactory()

    told = one("progress-reports", report.public_id)

    assert (told["narrative"], told["wording"], told["position"]) == ("We trained everybody.", "official", 0)
    assert (told["done"], told["next_steps"], told["expected_on"]) == ("Two courses.", "A third.", "2027-03-31")
    assert (told["as_last_period"], told["nil_reason"]) == (True, "")
    assert told["evidence"][0] == {
        "title": "Audit",
        "url": "https://example.org/audit",
        "page": "page 4",
        "about_on": "2026-09-01",
    }
    assert [link["title"] for link in told["evidence"]] == ["Audit", "Minutes"]
    assert sorted(len(each) for each in values("progress-reports", "evidence")) == [1, 2]


def test_a_nil_return_tells_why() -> None:
    report = ProgressReportFactory(self_rating=SelfRating.NOT_REPORTED, nil_reason="The law came first.")
    told = one("progress-reports", report.public_id)
    assert (told["nil_return"], told["nil_reason"]) == (True, "The law came first.")


def test_what_the_source_does_not_name_is_null() -> None:
    report = ProgressReportFactory(
        commitment=None, recommendation__number=16, organisation=None, self_rating=SelfRating.NOT_REPORTED
    )

    told = one("progress-reports", report.public_id)

    assert (told["commitment"], told["recommendation"], told["organisation"]) == (None, 16, None)
    assert told["nil_return"] is True
    assert told["narrative"] == ""
    assert told["html_url"] == "http://testserver/recommendations/16/"
    assert one("progress-reports", ProgressReportFactory(recommendation=None).public_id)["recommendation"] is None


def test_what_the_panel_concluded_for_the_same_period_stands_beside_it() -> None:
    recommendation = RecommendationFactory(number=4)
    older, newer, unsaid = PeriodFactory(), PeriodFactory(), PeriodFactory()
    for period, rating, conclusion in ((older, Rating.RED, "Too slow"), (newer, Rating.GREEN, "Good")):
        AssessmentFactory(recommendation=recommendation, period=period, rating=rating, conclusion=conclusion)
    AssessmentFactory(recommendation=recommendation, period=unsaid, state=Assessment.State.AGREED)
    AssessmentFactory(recommendation=None, period=newer, conclusion="Of the system overall")
    reports = [
        ProgressReportFactory(recommendation=under, period=period)
        for under, period in (
            (recommendation, older),
            (recommendation, newer),
            (recommendation, unsaid),
            (None, newer),
        )
    ]

    told = [one("progress-reports", report.public_id) for report in reports]

    assert [(each["rating"], each["conclusion"]) for each in told] == [
        ("red", "Too slow"),
        ("green", "Good"),
        ("not_assessed", ""),
        (None, None),
    ]


def test_a_row_without_a_number_is_seen_with_its_recommendation() -> None:
    report = ProgressReportFactory(commitment=None, recommendation__number=16)

    assert one("progress-reports", report.public_id)["html_url"] == "http://testserver/recommendations/16/"


def test_official_wording_stands_before_the_summary() -> None:
    report = ProgressReportFactory(summary="In short.", official_wording="  As printed.\n", footnotes=["A note."])

    told = one("progress-reports", report.public_id)

    assert (told["narrative"], told["wording"]) == ("  As printed.\n", "official")
    assert told["footnotes"] == ["A note."]


def test_each_filter_narrows_the_list() -> None:
    wanted = ProgressReportFactory(
        commitment=CommitmentFactory(number=56),
        recommendation=RecommendationFactory(number=4),
        organisation=OrganisationFactory(slug="cqc"),
        period=PeriodFactory(position_date=datetime.date(2014, 9, 30)),
        self_rating=SelfRating.COMPLETE,
    )
    ProgressReportFactory()

    query = {
        "commitment": 56,
        "recommendation": 4,
        "organisation": "cqc",
        "period": "2014-09-30",
        "self_rating": "complete",
    }
    for name, value in query.items():
        assert values("progress-reports", "id", **{name: value}) == [wanted.public_id], name
    assert values("progress-reports", "id", **query) == [wanted.public_id]


def test_search_finds_words_of_the_report_and_of_who_reports() -> None:
    wanted = [
        ProgressReportFactory(summary="A pilot in Leeds"),
        ProgressReportFactory(official_wording="The Leeds pilot"),
        ProgressReportFactory(note="Not the Leeds pilot"),
        ProgressReportFactory(summary="A pilot", organisation__name="Leeds Project"),
    ]
    ProgressReportFactory(summary="A pilot")

    assert set(values("progress-reports", "id", search="leeds pilot")) == {report.public_id for report in wanted}


def test_the_latest_period_comes_first_in_the_order_of_the_source() -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    second = ProgressReportFactory(period=older, position=2)
    first = ProgressReportFactory(period=older, position=1)
    latest = ProgressReportFactory(period=newer, position=9)

    assert values("progress-reports", "id") == [latest.public_id, first.public_id, second.public_id]


def test_rows_without_a_value_come_last_either_way() -> None:
    nobody = ProgressReportFactory(organisation=None)
    b = ProgressReportFactory(organisation__slug="b")
    a = ProgressReportFactory(organisation__slug="a")

    assert values("progress-reports", "id", ordering="organisation") == [a.public_id, b.public_id, nobody.public_id]
    assert values("progress-reports", "id", ordering="-organisation") == [b.public_id, a.public_id, nobody.public_id]


@pytest.mark.parametrize("name", ["id", "period", "recommendation", "commitment", "organisation", "self_rating"])
def test_the_list_can_be_ordered_both_ways(name: str) -> None:
    for _ in range(3):
        ProgressReportFactory()

    forwards = values("progress-reports", name, ordering=name)

    assert forwards == sorted(forwards)
    assert values("progress-reports", name, ordering=f"-{name}") == forwards[::-1]


@pytest.mark.parametrize("parameter", ["commitment", "organisation", "period", "self_rating", "recommendation"])
def test_a_value_that_does_not_exist_is_refused_by_name(parameter: str) -> None:
    assert list(refused("progress-reports", **{parameter: "999"})) == [parameter]
