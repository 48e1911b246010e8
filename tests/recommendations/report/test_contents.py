"""The order, the numbers and the pages of a report."""

from hypothesis import given
from hypothesis import strategies as st

from recommendations.report.contents import SECTIONS_A_PAGE, Contents, Page, parts_of


def contents(recommendations: int = 26, types: int = 5) -> Contents:
    return Contents(
        ((number, f"Title {number}") for number in range(1, recommendations + 1)),
        ((f"type-{number}", f"Type {number}") for number in range(1, types + 1)),
    )


def walk(found: Contents) -> list[Page]:
    """From the first page on, each after the one before."""
    page = found.page(1, 1)
    pages = []
    while page:
        pages.append(page)
        page = found.after(page)
    return pages


def test_sections_stand_in_the_order_of_the_annexes() -> None:
    numbers = [entry.number for annex in contents().annexes for entry in annex.entries]
    assert numbers == [*(f"1.{n}" for n in range(1, 28)), "2.1", "2.2", *(f"3.{n}" for n in range(1, 7))]


def test_a_recommendations_section_has_its_number_and_a_name_of_its_own() -> None:
    entry = contents().on(7)
    assert (entry.number, entry.title, entry.anchor) == ("1.7", "Recommendation 7: Title 7", "recommendation-7")


def test_what_belongs_to_no_recommendation_ends_annex_1_as_it_is_printed() -> None:
    assert contents().others.number == "1.27"
    assert contents().others.anchor == "introduction"


def test_there_is_no_page_outside_the_annexes() -> None:
    found = contents()
    assert [found.page(*place) for place in [(0, 1), (4, 1), (1, 0), (1, 4), (2, 2)]] == [None] * 5


@given(st.integers(0, 60), st.integers(0, 30))
def test_every_section_stands_on_one_page_and_every_page_is_met_on_the_way(recommendations: int, types: int) -> None:
    found = contents(recommendations, types)
    pages = walk(found)

    assert [entry for page in pages for entry in page.entries] == [e for annex in found.annexes for e in annex.entries]
    assert [found.before(page) for page in pages] == [None, *pages[:-1]]
    assert all(len(page.entries) <= SECTIONS_A_PAGE[page.annex] for page in pages)


def test_titles_are_not_read_before_an_annex_needs_them() -> None:
    def unread() -> object:
        raise AssertionError("read too early")
        yield

    found = Contents(((1, "Title") for _ in range(1)), unread())  # type: ignore[arg-type]
    page = found.page(1, 1)
    assert page is not None
    assert found.after(page) == found.page(2, 1)


@given(st.integers(0, 60), st.integers(0, 20))
def test_the_number_of_parts_is_that_of_the_pages_of_all_annexes(recommendations: int, types: int) -> None:
    found = contents(recommendations, types)
    assert parts_of(recommendations, types) == len(found.pages) == len(walk(found))
