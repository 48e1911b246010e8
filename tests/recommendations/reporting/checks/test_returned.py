"""Is what was returned answered?"""

import dataclasses

from recommendations.reporting.checks.returned import the_same_as_returned

from .cases import case


def test_what_says_the_same_as_what_was_returned_is_asked_about() -> None:
    now = case()
    assert [field for field, _ in the_same_as_returned(dataclasses.replace(now, returned=now.content))] == ["kind"]


def test_what_says_something_else_or_was_never_returned_is_not() -> None:
    now = case()
    other = dataclasses.replace(now.content, narrative="In two sample places.")
    assert list(the_same_as_returned(dataclasses.replace(now, returned=other))) == []
    assert list(the_same_as_returned(now)) == []
