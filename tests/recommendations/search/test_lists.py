"""Lists that are found by the word that narrows or orders them."""

import pytest
from django.test import Client

from recommendations.search import Asked
from recommendations.search.lists import LISTS, NarrowedList, lists_for
from tests.pages import read


def titles(words: str) -> list[str]:
    return [result.title for result in lists_for(Asked.of(words))]


@pytest.mark.django_db
@pytest.mark.parametrize("narrowed", LISTS, ids=lambda narrowed: narrowed.title)
def test_each_list_is_there_and_is_found_by_the_word_that_it_prints(client: Client, narrowed: NarrowedList) -> None:
    read(client, narrowed.result.address)
    assert narrowed.title in titles(narrowed.label or narrowed.value)


@pytest.mark.parametrize("words", ["red", "Red", "rated red", "red rating", "recommendations rated red"])
def test_the_words_of_its_title_may_stand_beside_it(words: str) -> None:
    assert titles(words) == ["Recommendations rated “Red”"]


@pytest.mark.parametrize(
    "words", ["", "recommendations", "rated", "red tape", "redress", "sufficient", "not", "?", "-red", "x -red"]
)
def test_other_words_lead_to_no_list(words: str) -> None:
    assert titles(words) == []


def test_a_longer_label_is_not_found_by_a_part_that_is_another() -> None:
    assert titles("amber") == ["Recommendations rated “Amber”"]
    assert titles("amber-red") == titles("amber red") == ["Recommendations rated “Amber-red”"]
