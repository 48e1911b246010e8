import datetime

import pytest
from django.test import Client

from recommendations.models import AdditionalInformation, Rating, Recommendation, SelfRating, Sufficiency
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import read, words_of

pytestmark = pytest.mark.django_db


def test_the_list_gives_title_rating_conclusion_and_sufficiency(client: Client) -> None:
    recommendation = RecommendationFactory(number=7, title="Explaining", sufficiency=Sufficiency.DELIVERS)
    AssessmentFactory(recommendation=recommendation, conclusion="Quite slow", rating=Rating.AMBER_RED)
    page = read(client, "/recommendations/")
    assert page.rows == [["7. Explaining", "Amber-red", "Quite slow", "Capable of delivering"]]


def test_the_list_says_which_recommendation_is_not_assessed(client: Client) -> None:
    RecommendationFactory()
    assert read(client, "/recommendations/").rows[0][1:3] == ["Not assessed", "No assessment is published"]


def test_the_list_is_narrowed_by_the_address(client: Client) -> None:
    period = PeriodFactory()
    AssessmentFactory(period=period, rating=Rating.GREEN, recommendation__title="Going well")
    AssessmentFactory(period=period, rating=Rating.RED, recommendation__title="Going badly")
    page = read(client, "/recommendations/?rating=red")
    assert len(page.rows) == 1
    assert "Going badly" in page.rows[0][0]
    assert "1 recommendation" in page.text


def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client) -> None:
    RecommendationFactory()
    page = read(client, "/recommendations/?rating=purple", status=400)
    assert page.title.startswith("Error: ")
    choices = "Green, Amber-green, Amber, Amber-red, Red or Not assessed"
    assert page.text.count(f"“purple” is not one of the choices: {choices}.") == 2
    assert page.links["#id_rating"]
    assert page.root.find(".//select[@id='id_rating']") is not None
    assert page.rows == []
    assert page.links["/recommendations/"] == "Show all recommendations"  # a way on


def test_an_error_in_one_filter_keeps_what_was_chosen_in_the_others(client: Client) -> None:
    page = read(client, "/recommendations/?rating=purple&sufficiency=delivers&q=records", status=400)
    chosen = [option.get("value") for option in page.root.iterfind(".//option[@selected]")]
    assert "delivers" in chosen
    assert page.root.find(".//input[@id='id_q']").get("value") == "records"
    assert page.root.find(".//details[@open]") is not None


def test_what_the_list_is_narrowed_by_stands_above_it_with_a_way_back(client: Client) -> None:
    RecommendationFactory(title="Records", sufficiency=Sufficiency.DELIVERS)
    page = read(client, "/recommendations/?q=records&sufficiency=delivers&sort=title&page=1")
    links = {text: address for address, text in page.links.items()}
    assert links["Remove Words: “records”"] == "/recommendations/?sufficiency=delivers&sort=title"
    assert links["Remove Sufficiency: Capable of delivering"] == "/recommendations/?q=records&sort=title"
    assert links["Show all"] == "/recommendations/"
    assert "Remove" not in read(client, "/recommendations/?sort=title").text


def test_matched_words_are_marked(client: Client) -> None:
    RecommendationFactory(title="Records", summary="People should see what is held.")
    RecommendationFactory(title="Another")
    page = read(client, "/recommendations/?q=seeing")
    assert len(page.rows) == 1
    assert page.root.find(".//tbody//mark").text == "see"
    assert page.rows[0][0].count("Records") == 1  # the title is not said again in the pieces of text


def test_dots_tell_that_a_piece_of_text_begins_or_ends_within_a_sentence(client: Client) -> None:
    RecommendationFactory(summary=f"{'A long beginning that goes on ' * 9}and records end {'then it goes on ' * 9}.")
    headline = read(client, "/recommendations/?q=records").root.find(".//span[@class='app-headline']")
    assert words_of(headline).startswith("… ")
    assert words_of(headline).endswith(" …")


def test_the_list_tells_what_changed_since_the_period_before(client: Client) -> None:
    before, latest = PeriodFactory(), PeriodFactory()
    risen, fallen, same, new = (RecommendationFactory() for _ in range(4))
    for recommendation, then, now in ((risen, "red", "green"), (fallen, "green", "amber"), (same, "red", "red")):
        AssessmentFactory(recommendation=recommendation, period=before, rating=then)
        AssessmentFactory(recommendation=recommendation, period=latest, rating=now)
    AssessmentFactory(recommendation=new, period=latest, rating="red")
    assert [row[1] for row in read(client, "/recommendations/").rows] == [
        "Green Better than before: was Red",
        "Amber Worse than before: was Green",
        "Red As before",
        "Red",
    ]


def test_a_period_shows_every_recommendation_as_it_was_then(client: Client) -> None:
    earlier = PeriodFactory()
    recommendation = RecommendationFactory()
    AssessmentFactory(recommendation=recommendation, period=earlier, rating="red", conclusion="Slow then")
    AssessmentFactory(recommendation=recommendation, period=PeriodFactory(), rating="green", conclusion="Good now")
    RecommendationFactory()
    rows = read(client, f"/recommendations/?period={earlier.slug}").rows
    assert [row[1:3] for row in rows] == [["Red", "Slow then"], ["Not assessed", "No assessment is published"]]


def test_a_list_without_rows_says_so(client: Client) -> None:
    RecommendationFactory()
    assert "Nothing fits what you asked for" in read(client, "/recommendations/?rating=red").text


def test_a_page_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/recommendations/?page=2", status=404)
    read(client, "/recommendations/?page=some", status=404)
    read(client, "/recommendations/27/", status=404)


def test_a_summary_says_that_it_is_one(client: Client) -> None:
    recommendation = RecommendationFactory(summary="People should see their records.")
    page = read(client, recommendation.get_absolute_url())
    assert "Summary in this site’s words People should see their records." in page.text
    assert "official wording has not been imported" in page.text


def test_the_official_statement_is_a_quotation_with_its_source(client: Client) -> None:
    recommendation = RecommendationFactory(official_wording="Let them see.", footnotes=["Under the Act."])
    page = read(client, recommendation.get_absolute_url())
    assert page.root.find(".//figure/blockquote/p").text == "Let them see."
    assert "Official wording: the Caldicott2 review, as Annex 1 quotes it Under the Act." in page.text
    assert "has not been imported" not in page.text


def test_the_conclusion_is_quoted_with_its_rating_and_where_that_is_from(client: Client) -> None:
    assessment = AssessmentFactory(conclusion="Slow, but sure", rating=Rating.AMBER, rating_basis="derived_from_words")
    section = read(client, assessment.recommendation.get_absolute_url()).section("assessment")
    assert "Slow, but sure Amber Read from the panel’s words by the written rule for ratings" in section


def test_the_rating_and_the_conclusion_come_at_once(client: Client) -> None:
    assessment = AssessmentFactory(conclusion="Slow, but sure", recommendation__summary="Let people see.")
    text = read(client, assessment.recommendation.get_absolute_url()).text
    assert text.index("Amber Slow, but sure The panel’s conclusion in its own words") < text.index("Let people see.")


def test_what_was_reported_stands_beside_what_was_concluded(client: Client) -> None:
    recommendation, period = RecommendationFactory(), PeriodFactory()
    AssessmentFactory(recommendation=recommendation, period=period, conclusion="Hardly any", rating=Rating.RED)
    for number, self_rating in ((3, SelfRating.COMPLETE), (4, SelfRating.COMPLETE), (5, SelfRating.NOT_REPORTED)):
        commitment = MappingFactory(recommendation=recommendation, commitment__number=number).commitment
        ProgressReportFactory(
            period=period, recommendation=recommendation, commitment=commitment, self_rating=self_rating
        )
    page = read(client, recommendation.get_absolute_url())
    reported = page.section("reported")
    assert "3 commitments and expectations belong to this recommendation" in reported
    assert "2 Complete numbers 3, 4 1 Nothing reported number 5" in reported
    assert page.links["#commitment-5"] == "5"
    assert page.root.find(".//section[@id='commitment-5']") is not None
    assert "Hardly any Red" in page.section("assessment")
    assert "What was reported and what the panel concluded differ. Every commitment that tells how far" in page.text


def test_a_page_says_no_more_than_that_no_rule_finds_a_difference(client: Client) -> None:
    mapping, period = MappingFactory(), PeriodFactory()
    AssessmentFactory(recommendation=mapping.recommendation, period=period, rating=Rating.GREEN)
    ProgressReportFactory(commitment=mapping.commitment, period=period)
    page = read(client, mapping.recommendation.get_absolute_url())
    assert "None of the written rules finds a difference between what was reported" in page.text


def test_no_difference_is_told_where_one_side_is_missing(client: Client) -> None:
    unasked = AssessmentFactory().recommendation
    unassessed = MappingFactory().recommendation
    for recommendation in (unasked, unassessed):
        assert "differ" not in read(client, recommendation.get_absolute_url()).section("sides")


def test_every_position_has_its_place_in_the_history(client: Client) -> None:
    mapping = MappingFactory()
    first, second, third = PeriodFactory(), PeriodFactory(), PeriodFactory()
    for period, rating, conclusion in ((first, Rating.RED, "Then slow"), (second, Rating.GREEN, "Now quick")):
        AssessmentFactory(recommendation=mapping.recommendation, period=period, rating=rating, conclusion=conclusion)
    ProgressReportFactory(commitment=mapping.commitment, period=second, self_rating=SelfRating.COMPLETE)
    page = read(client, mapping.recommendation.get_absolute_url())
    entries = [words_of(page.root.find(f".//li[@id='position-{each.slug}']")) for each in (third, second, first)]
    assert (
        entries[0]
        == f"{third.label} Not assessed The panel published no conclusion. Its commitments: 1 nothing reported"
    )
    assert "Green Better than before: was Red Now quick Its commitments: 1 complete" in entries[1]
    assert "Red Then slow Its commitments: 1 nothing reported" in entries[2]
    assert page.section("history").index("Now quick") < page.section("history").index("Then slow")


def test_an_earlier_position_can_be_read_in_full(client: Client) -> None:
    recommendation = RecommendationFactory()
    earlier, latest = PeriodFactory(), PeriodFactory()
    for period, told in ((earlier, "told then"), (latest, "told now")):
        commitment = CommitmentFactory()
        MappingFactory(recommendation=recommendation, commitment=commitment)
        made = {"recommendation": recommendation, "period": period}
        ProgressReportFactory(commitment=commitment, summary=f"Reported: {told}.", **made)
        AdditionalInformationFactory(summary=f"Added: {told}.", **made)
        AssessmentFactory(summary=f"Concluded: {told}.", **made)
    address = recommendation.get_absolute_url()
    now, then = read(client, address).text, read(client, f"{address}?period={earlier.slug}").text
    for said in ("Reported", "Added", "Concluded"):
        assert f"{said}: told now." in now
        assert f"{said}: told then." not in now
        assert f"{said}: told then." in then
        assert f"{said}: told now." not in then
    assert "There is a later one" in then
    assert "There is a later one" not in now


@pytest.mark.parametrize("asked", ["2014-13-31", "2050-01-01", "yesterday"])
def test_a_position_that_is_not_published_is_not_found(client: Client, asked: str) -> None:
    PeriodFactory()
    PeriodFactory(position_date=datetime.date(2050, 1, 1), open_=True)
    read(client, f"{RecommendationFactory().get_absolute_url()}?period={asked}", status=404)


def test_a_commitment_that_is_silent_now_says_when_it_was_last_reported_on(client: Client) -> None:
    mapping, earlier = MappingFactory(), PeriodFactory()
    ProgressReportFactory(commitment=mapping.commitment, period=earlier)
    PeriodFactory()
    page = read(client, mapping.recommendation.get_absolute_url())
    assert "No report is published. It was last reported on for the" in page.section("commitments")
    assert f"?period={earlier.slug}#commitment-{mapping.commitment.number}" in page.links


def test_a_commitment_stands_with_its_lead_and_what_was_reported(client: Client) -> None:
    mapping = MappingFactory(commitment__number=9, commitment__summary="Do it.")
    mapping.commitment.lead_organisations.set([OrganisationFactory(name="The Lead")])
    ProgressReportFactory(
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        organisation__name="The Doer",
        self_rating=SelfRating.COMPLETE,
        summary="It is done.",
    )
    section = read(client, mapping.recommendation.get_absolute_url()).section("commitments")
    assert "Commitment 9 Led by The Lead Summary in this site’s words Do it. The Doer reported" in section
    assert "Complete Summary in this site’s words It is done." in section


def test_a_row_that_reports_nothing_says_so(client: Client) -> None:
    mapping = MappingFactory()
    ProgressReportFactory(
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        organisation=None,
        self_rating=SelfRating.NOT_REPORTED,
    )
    section = read(client, mapping.recommendation.get_absolute_url()).section("commitments")
    assert "Nobody is named" in section
    assert "Nothing reported Reports nothing: no progress is given" in section


def test_a_commitment_that_only_one_annex_shows_says_which(client: Client) -> None:
    recommendation = RecommendationFactory()
    MappingFactory(recommendation=recommendation, in_annex_1=False)
    MappingFactory(recommendation=recommendation, in_table_b=False)
    section = read(client, recommendation.get_absolute_url()).section("commitments")
    assert "Annex 2, Table B, lists it here; Annex 1 has no row for it here." in section
    assert "Annex 1 has a row for it here; Annex 2, Table B, does not list it here." in section


def test_a_row_without_a_number_is_shown_as_one(client: Client) -> None:
    report = ProgressReportFactory(commitment=None, organisation__name="Somebody")
    section = read(client, report.recommendation.get_absolute_url()).section("commitments")
    assert "A row without a number Annex 1 has this row" in section
    assert "Somebody reported" in section


def test_a_recommendation_without_commitments_says_so(client: Client) -> None:
    recommendation = RecommendationFactory()
    section = read(client, recommendation.get_absolute_url()).section("commitments")
    assert "makes no commitment and states no expectation" in section


def test_additional_information_and_anticipated_progress_stand_apart(client: Client) -> None:
    added = AdditionalInformationFactory(summary="And another thing.", organisation__name="A Speaker")
    AdditionalInformationFactory(
        recommendation=added.recommendation,
        period=added.period,
        kind=AdditionalInformation.Kind.ANTICIPATED,
        expected_by=datetime.date(2015, 3, 31),
        summary="Services online.",
    )
    page = read(client, added.recommendation.get_absolute_url())
    assert "A Speaker" in page.section("additional")
    assert "And another thing." in page.section("additional")
    assert "Services online." not in page.section("additional")
    assert "Expected by 31 March 2015" in page.section("anticipated")
    assert "Services online." in page.section("anticipated")


def test_the_gap_analysis_of_a_recommendation_stands_on_its_page(client: Client) -> None:
    recommendation = RecommendationFactory(sufficiency=Sufficiency.NOT_SUFFICIENT, gap_comments="Too vague.")
    section = read(client, recommendation.get_absolute_url()).section("gap")
    assert "Not sufficient. Summary in this site’s words Too vague." in section


def test_of_very_many_reports_the_first_stand_and_the_rest_is_a_link_away(client: Client) -> None:
    mapping, period = MappingFactory(), PeriodFactory()
    for _ in range(8):
        ProgressReportFactory(period=period, commitment=mapping.commitment, recommendation=mapping.recommendation)
    page = read(client, mapping.recommendation.get_absolute_url())
    assert page.section("commitments").count("In progress") == 5
    rest = f"{mapping.commitment.get_absolute_url()}?period={period.slug}#reports"
    assert page.links[rest] == f"3 more reports on {mapping.commitment}"
    assert read(client, rest).section("reports").count("In progress") == 9


def test_of_very_many_rows_without_a_number_the_first_stand_and_the_rest_is_a_link_away(client: Client) -> None:
    recommendation, period = RecommendationFactory(), PeriodFactory()
    for _ in range(7):
        ProgressReportFactory(recommendation=recommendation, commitment=None, period=period)
    page = read(client, recommendation.get_absolute_url())
    assert page.section("commitments").count("A row without a number") == 5
    assert "2 more rows without a number are among" in page.section("commitments")
    rest = f"/reports/?recommendation={recommendation.number}&period={period.slug}"
    assert rest in page.links
    assert len(read(client, rest).rows) == 7


def test_very_much_additional_information_comes_a_page_at_a_time(client: Client) -> None:
    recommendation, period = RecommendationFactory(), PeriodFactory()
    for number in range(21):
        AdditionalInformationFactory(recommendation=recommendation, period=period, summary=f"Thing {number}.")
    address = recommendation.get_absolute_url()
    assert "?page=2" in read(client, address).links
    assert "Thing 20." in read(client, f"{address}?page=2").section("additional")
    for asked in ("3", "0", "some", "9" * 30):
        read(client, f"{address}?page={asked}", status=404)


def test_a_page_is_cited_with_its_position_by_the_address_that_stays_with_it(client: Client) -> None:
    assessment = AssessmentFactory(recommendation__number=7, recommendation__title="Explaining")
    section = read(client, "/recommendations/7/").section("cite")
    when = f"position at {assessment.period.label.removeprefix('Position at ')}"
    stays = f"http://testserver/recommendations/7/?period={assessment.period.slug}"
    assert f"Caldicott2 progress tracker, “Recommendation 7: Explaining”, {when}, edition 1, {stays} " in section
    assert section.endswith("The latest position is always at http://testserver/r/7")


def test_a_page_names_the_same_facts_for_machines(client: Client) -> None:
    recommendation = RecommendationFactory(number=7)
    PeriodFactory()
    page = read(client, recommendation.get_absolute_url())
    assert "/api/v1/recommendations/7/" in page.links
    assert "/commitments/?recommendation=7&format=csv" in page.links
    assert "/reports/?recommendation=7&format=csv" in page.links
    assert page.links["/recommendations/7/feed/"]
    feed = page.root.find(".//head/link[@type='application/atom+xml']")
    assert feed.get("href") == "/recommendations/7/feed/"
    for address in page.links:
        if address.startswith("/"):
            assert client.get(address).status_code == 200, address


@pytest.mark.usefixtures("record")
def test_every_recommendation_of_the_record_has_its_page_and_a_description_of_its_own(client: Client) -> None:
    descriptions = set()
    for recommendation in Recommendation.objects.all():
        page = read(client, recommendation.get_absolute_url())
        assert recommendation.title in page.title
        descriptions.add(page.root.find(".//meta[@name='description']").get("content"))
    assert len(descriptions) == 26
    assert max(map(len, descriptions)) <= 155


def test_text_cannot_become_markup(client: Client) -> None:
    commitment = CommitmentFactory(summary="<script>alert(1)</script>")
    mapping = MappingFactory(commitment=commitment, recommendation__title="<b>Bold</b>")
    page = read(client, mapping.recommendation.get_absolute_url())
    assert page.root.find(".//main//script") is None
    assert page.root.find(".//h1/b") is None
    assert "<script>alert(1)</script>" in page.text
