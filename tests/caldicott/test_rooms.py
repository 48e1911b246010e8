"""The rooms of the site: one declaration, and everything that leads to a room follows it."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from caldicott import rooms
from caldicott.rooms import Room
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db

# Pages that no list of rooms names: the overview and the search are on every page,
NO_ROOMS = {"home", "search"}
# and the sign-in, accounts and the desks are for those they are for.
NOT_PUBLIC = ("/accounts/", "/returns/")


def links(page: Page, inside: str) -> dict[str, str]:
    """The words of the links inside an element, by address."""
    return {link.get("href"): words_of(link) for link in page.root.iterfind(f".//{inside}//a")}


def told(page: Page) -> dict[str, str]:
    """What the main part says is in each room that it lists, by the room's title."""
    rows = page.root.iterfind(".//main//dl[@class='app-rooms']/div")
    return {words_of(row.find("dt")): words_of(row.find("dd")) for row in rows}


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room more than there are."""
    room = Room("health-live", "Sample room", "What is in the sample room", ("sample word",))
    monkeypatch.setattr(rooms, "MAIN", (*rooms.MAIN, room))
    monkeypatch.setattr(rooms, "ROOMS", (*rooms.ROOMS, room))
    return room


def test_the_navigation_leads_to_a_room_that_is_added(client: Client, added: Room) -> None:
    for page in (read(client, "/about/"), read(client, "/nowhere/", status=404)):
        assert links(page, "nav")[added.address] == added.title


@pytest.mark.parametrize(("address", "status"), [("/", 200), ("/nowhere/", 404), ("/search/", 200)])
def test_every_list_of_rooms_tells_of_one_that_is_added(client: Client, added: Room, address: str, status: int) -> None:
    page = read(client, address, status)
    assert page.links[added.address] == added.title
    assert told(page)[added.title] == added.says


@pytest.mark.parametrize("words", ["Sample room", "sample ro", "SAMPLE WORD"])
def test_a_room_that_is_added_is_found_by_what_it_is_called(client: Client, added: Room, words: str) -> None:
    page = read(client, f"/search/?q={words}")
    assert page.links[added.address] == added.title
    assert added.says in page.text


def test_the_sitemap_lists_a_room_that_is_added(client: Client, added: Room) -> None:
    assert added.address in client.get("/sitemap-rooms.xml").content.decode()


def test_a_room_beside_the_main_ones_is_at_the_foot_of_each_page_and_on_the_overview(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room("health-live", "Sample room", "What is in the sample room")
    monkeypatch.setattr(rooms, "BESIDE", (*rooms.BESIDE, room))
    page = read(client, "/")
    assert links(page, "footer")[room.address] == room.title
    assert told(page)[room.title] == room.says


def test_every_room_is_told_once() -> None:
    for values in (
        [room.name for room in rooms.ROOMS],
        [room.title for room in rooms.ROOMS],
        [room.says for room in rooms.ROOMS],
        [word for room in rooms.ROOMS for word in room.called],
    ):
        assert len(values) == len(set(values))


def test_every_page_that_stands_for_itself_is_a_room(client: Client) -> None:
    pages = {name for name in get_resolver().reverse_dict if isinstance(name, str) and is_page(client, name)}
    assert {room.name for room in rooms.ROOMS} == pages - NO_ROOMS


def is_page(client: Client, name: str) -> bool:
    """Whether a named address takes no part of another and gives a page to read; files do not end with a slash."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return False
    if address.startswith(NOT_PUBLIC):
        return False
    return address.endswith("/") and client.get(address).get("Content-Type", "").startswith("text/html")


LISTS = [room for room in rooms.ROOMS if room.name not in {"gap-analysis", "toolkit", "data", "about", "api-docs"}]


@pytest.mark.parametrize("room", LISTS, ids=lambda room: room.name)
def test_the_page_of_a_list_is_headed_as_all_that_lead_to_it_call_it(client: Client, room: Room) -> None:
    page = read(client, room.address)
    assert words_of(page.root.find(".//main//h1")) == room.title
