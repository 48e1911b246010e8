from django.test import Client

from recommendations.record.rules import RATING_RULES, SELF_RATING_RULES
from tests.pages import read


def test_the_method_prints_every_rule_as_it_is_used(client: Client) -> None:
    rows = read(client, "/about/").rows
    assert len(rows) == len(RATING_RULES) + len(SELF_RATING_RULES)
    for rule, row in zip((*RATING_RULES, *SELF_RATING_RULES), rows, strict=True):
        assert row[1:] == [rule.explanation, rule.words or "(anything)"]


def test_the_links_to_the_rules_lead_somewhere(client: Client) -> None:
    ids = {element.get("id") for element in read(client, "/about/").root.iter()}
    assert {"ratings", "self-ratings", "status", "movement", "heat-map", "asked", "figures"} <= ids


def test_the_method_begins_with_links_to_all_its_sections(client: Client) -> None:
    page = read(client, "/about/")
    headings = [each for each in page.root.iter() if each.tag.endswith("h2") and each.get("id")]
    assert {f"#{each.get('id')}": "".join(each.itertext()) for each in headings}.items() <= page.links.items()
    assert len(headings) > 8


def test_the_method_tells_what_every_letter_of_the_heat_map_stands_for(client: Client) -> None:
    text = read(client, "/about/").text
    assert "G for green, AG for amber-green, A for amber, AR for amber-red, R for red and – for not assessed." in text
