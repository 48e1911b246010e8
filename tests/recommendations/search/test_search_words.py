"""The everyday words that the record ships for finding its recommendations."""

import pytest
from django.contrib.postgres.search import SearchVector

from caldicott.search import LANGUAGE, query
from recommendations.models import Recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

SHOWN = [name for fields in Recommendation.SEARCHED.groups for name in fields if name != "search_words"]


def test_every_recommendation_has_some() -> None:
    assert not Recommendation.objects.filter(search_words="").exists()


def test_each_says_something_that_the_texts_do_not() -> None:
    shown = Recommendation.objects.annotate(words=SearchVector(*SHOWN, config=LANGUAGE))
    idle = [
        (recommendation.number, phrase)
        for recommendation in Recommendation.objects.all()
        for phrase in recommendation.search_words.split(", ")
        if shown.filter(pk=recommendation.pk, words=query(phrase)).exists()
    ]
    assert idle == []
