"""What others published first: which sources stand in it, and that nothing else tells the same facts by itself."""

from dataclasses import astuple
from pathlib import Path

import pytest

from caldicott import first_published
from caldicott.first_published import THE_FIRST_YEAR, publication_of

ROOT = Path(__file__).parents[2]
FACES = [
    path
    for folder in ("caldicott", "organisations", "recommendations", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".txt", ".xml"}
]


@pytest.mark.parametrize("sources", [["Annex 3"], ["Annex 1", "Annex 3, General Practice Information, V10"]])
def test_the_annexes_stand_in_the_first_year(sources: list[str]) -> None:
    assert publication_of(sources) == THE_FIRST_YEAR


@pytest.mark.parametrize(
    "sources",
    [[], ["A letter"], ["Annex 3", "A letter"], ["Annex 4"], ["Annex 12, introduction"], ["Annex to a letter"]],
)
def test_what_stands_elsewhere_even_in_part_is_not_taken_for_the_first_year(sources: list[str]) -> None:
    assert publication_of(sources) is None


@pytest.mark.parametrize("fact", astuple(THE_FIRST_YEAR))
def test_what_the_first_year_is_stands_in_one_file_of_the_code(fact: str) -> None:
    telling = [path for path in FACES if fact in " ".join(path.read_text().split())]
    assert [str(path) for path in telling] == [first_published.__file__]
