"""What people look for leads to the right place in the record as it ships."""

import pytest

from recommendations.search import Asked, Found, instead_of, pages_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def first_page(words: str) -> list[str]:
    return [result.address for result in Found(Asked.of(words))[0:25]]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("see my record", 1),
        ("who looked at my notes", 1),
        ("patient portal", 1),
        ("social workers", 4),
        ("say sorry", 5),
        ("data breach", 6),
        ("hackers", 6),
        ("opt out", 11),
        ("opt out", 8),
        ("privacy notice", 19),
        ("care homes", 9),
        ("nursing homes", 9),
        ("research", 7),
        ("genetics", 10),
        ("genetics", 16),
        ("cancer registry", 13),
        ("pregnant", 18),
        ("Skype", 17),
        ("jargon", 22),
        ("watchdog", 23),
        ("training", 14),
        ("who can I complain to", 15),
        ("seven principles", 25),
        ("recommendation 12", 12),
        ("r20", 20),
    ],
)
def test_everyday_words_find_the_recommendation_on_the_first_page(words: str, number: int) -> None:
    assert f"/recommendations/{number}/" in first_page(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("who has looked at my record", 1),
        ("who looked at my record", 1),
        ("who saw my record", 1),
        ("who has seen my records", 1),
        ("who can see my record", 1),
        ("care.data", 11),
        ("caredata", 11),
        ("optout", 11),
    ],
)
def test_a_patients_own_words_lead_to_the_recommendation_first(words: str, number: int) -> None:
    assert first_page(words)[0] == f"/recommendations/{number}/"


def test_care_data_is_one_term() -> None:
    assert "/recommendations/20/" not in first_page("care.data")


def test_another_spelling_finds_the_same() -> None:
    assert first_page("optout") == first_page("opt out") == first_page("opt-out")
    assert first_page("caredata") == first_page("care.data")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("red", "/recommendations/?rating=red"),
        ("recommendations rated red", "/recommendations/?rating=red"),
        ("amber red", "/recommendations/?rating=amber_red"),
        ("not sufficient", "/recommendations/?sufficiency=not_sufficient"),
        ("worst", "/recommendations/?sort=worst"),
        ("not begun", "/commitments/?status=not_begun"),
    ],
)
def test_a_word_that_the_site_prints_leads_to_its_list(words: str, address: str) -> None:
    assert [result.address for result in pages_for(Asked.of(words))] == [address]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("toolkit general practices", "general-practices"),
        ("IG Toolkit GPs", "general-practices"),
        ("acute trusts toolkit", "acute-trusts"),
        ("toolkit returns commercial third parties", "commercial-third-parties"),
    ],
)
def test_a_page_of_the_toolkit_is_found_by_its_type_and_the_toolkit(words: str, slug: str) -> None:
    assert first_page(words)[0] == f"/toolkit/{slug}/"


@pytest.mark.parametrize("words", ["toolkit", "IG Toolkit"])
def test_the_toolkit_leads_to_its_page_and_then_to_its_five_types(words: str) -> None:
    assert pages_for(Asked.of(words))[0].address == "/toolkit/"
    assert all(address.startswith("/toolkit/") for address in first_page(words)[:5])


@pytest.mark.parametrize("words", ["8507", "8,507", "5894", "88.9", "88.9%", "slight improvement", "unexplained"])
def test_a_printed_figure_is_found_as_it_is_printed(words: str) -> None:
    assert Found(Asked.of(words)).counts["printed-figure"]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("NHS Commissioning Board", "nhs-england"),
        ("NHSE", "nhs-england"),
        ("hscic", "hscic"),
        ("GPs", "general-practices"),
        ("Information Commissioner's Office", "ico"),
    ],
)
def test_every_name_of_an_organisation_leads_to_it_first(words: str, slug: str) -> None:
    assert first_page(words)[0] == f"/organisations/{slug}/"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("confidentialty", "confidentiality"),
        ("pateint", "patient"),
        ("Infromation sharing", "Information sharing"),
        ("NHS Comissioning Board", "NHS Commissioning Board"),
        ("hscci", "hscic"),
        ("Caldicótt", "Caldicott"),
    ],
)
def test_a_slip_of_the_pen_is_understood_and_looked_for_right_away(words: str, meant: str) -> None:
    assert not Found(Asked.of(words)).counts
    instead = instead_of(Asked.of(words))
    assert instead.asked.words == meant
    assert instead.results


def test_half_a_name_finds_the_whole() -> None:
    assert "/recommendations/25/" in first_page("Caldicot")


def test_the_first_page_of_a_common_word_is_varied() -> None:
    kinds = {result.kind for result in Found(Asked.of("information"))[0:25]}
    assert len(kinds) >= 3
