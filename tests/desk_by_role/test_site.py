"""What belongs to the desk as a whole, by every role: the start, signing in and out, and the ways to other pages."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests.desk_by_role.addresses import NAMES, every_address
from tests.desk_by_role.cast import INSIDE, OUTSIDE, PASSWORD, SUPERUSER, C, Cast
from tests.desk_by_role.sending import written_by
from tests.desk_by_role.table import expected

# Of each address what those inside are answered. All others are led to the sign-in.
ANSWERS: dict[str, dict[str, int]] = {
    "": dict.fromkeys(INSIDE, 200),
    "login/": {
        **dict.fromkeys(INSIDE, 302),  # to the start
        **dict.fromkeys(("reporter", "officer", "whose role has ended"), 403),
    },
    "logout/": dict.fromkeys(INSIDE, 405),  # it is only sent to
    "password_change/": dict.fromkeys(INSIDE, 302),  # to the page that everybody has
    "password_change/done/": dict.fromkeys(INSIDE, 200),
    "autocomplete/": dict.fromkeys(INSIDE, 403),  # nothing is asked
    "jsi18n/": dict.fromkeys(INSIDE, 200),
    "organisations/": dict.fromkeys(INSIDE, 200),
    "recommendations/": dict.fromkeys(INSIDE, 200),
    "procrastinate/": {**dict.fromkeys(INSIDE, 404), SUPERUSER: 200},
    "nothing/": dict.fromkeys(INSIDE, 404),
    "organisations/nothing/": dict.fromkeys(INSIDE, 404),
    "r/1/0/": dict.fromkeys(INSIDE, 404),
}
SENT = {"old_password": PASSWORD, "new_password1": "another sample of one", "new_password2": "another sample of one"}
MODELS = sorted(model._meta.label_lower for model in apps.get_models(include_auto_created=True) if model._meta.managed)


def at(path: str) -> str:
    return reverse("admin:index") + path


def test_every_address_of_the_desk_as_a_whole_is_asked_here() -> None:
    patterns = [address.route for address in every_address() if not address.model]
    unasked = [route for route in patterns if not any(re.fullmatch(pattern_of(route), path) for path in ANSWERS)]
    assert unasked == []
    apps_at_the_desk = re.search(r"\(\?P<app_label>(.*?)\)", " ".join(patterns))
    assert apps_at_the_desk
    assert {f"{label}/" for label in apps_at_the_desk[1].split("|")} <= set(ANSWERS)


def pattern_of(route: str) -> str:
    return route if route.endswith("$") else re.sub(r"<path:\w+>", r"[^/]+", route)


@pytest.mark.parametrize("path", ANSWERS)
def test_each_answers_those_inside_and_leads_all_others_to_the_sign_in(cast: Cast, path: str) -> None:
    answers = {role: browser.get(at(path)).status_code for role, browser in cast.browsers.items()}
    assert answers == {**dict.fromkeys(OUTSIDE, 302), **ANSWERS[path]}
    for role in OUTSIDE:
        if path != "login/":
            led = cast.browsers[role].get(at(path))["Location"]
            assert led.startswith(at("login/")) or (path, led) == ("logout/", at("")), role


@pytest.mark.parametrize("path", ANSWERS)
def test_nobody_writes_anything_there(cast: Cast, path: str) -> None:
    for role, browser in cast.browsers.items():
        email = cast.people[role].email if role in cast.people else ""
        sent = {**SENT, "username": email, "password": PASSWORD, "login": email}
        assert not written_by(browser, at(path), sent), role


def test_nobody_signs_in_past_the_way_in_that_everybody_uses(cast: Cast) -> None:
    """Nor does whoever is in already try the passwords of others there."""
    email = cast.people[C].email
    for role, browser in cast.browsers.items():
        browser.post(at("login/"), {"username": email, "password": PASSWORD})
        signed_in = cast.people[role].pk if role in INSIDE else None
        assert signed_in is None or browser.session["_auth_user_id"] == str(signed_in), role
    assert "_auth_user_id" not in cast.browsers["nobody"].session


def test_a_password_is_changed_where_guesses_at_the_old_one_are_counted(cast: Cast) -> None:
    for role in INSIDE:
        browser = cast.browsers[role]
        for answer in (browser.get(at("password_change/")), browser.post(at("password_change/"), SENT)):
            assert answer["Location"] == reverse("account_change_password"), role
        cast.people[role].refresh_from_db()
        assert cast.people[role].check_password(PASSWORD), role


def test_whoever_signs_out_is_out(cast: Cast) -> None:
    for role in INSIDE:
        browser = cast.browsers[role]
        cookies = deepcopy(browser.cookies)
        assert browser.post(at("logout/")).status_code == 200, role
        browser.cookies = cookies
        assert browser.get(at("")).status_code == 302, role


@pytest.mark.parametrize("path", ["", "organisations/", "recommendations/"])
def test_the_start_leads_each_role_to_what_is_shown_to_it_and_to_nothing_else(cast: Cast, path: str) -> None:
    for role in INSIDE:
        page = cast.browsers[role].get(at(path))
        led = {
            f"{model['model']._meta.model_name} {view}"
            for app in page.context["app_list"]
            for model in app["models"]
            for view, name in (("changelist", "admin_url"), ("add", "add_url"))
            if model[name]
        }
        there = {app["app_label"] for app in page.context["app_list"]}
        assert there == ({path.strip("/")} if path else there)
        views = [f"{name} {view}" for name in NAMES for view in ("changelist", "add")]
        assert led == {what for what in views if role in expected(what)[0] and app_of(what) in there}, role


def test_no_link_of_the_start_leads_a_role_to_where_it_is_refused(cast: Cast) -> None:
    for role in INSIDE:
        browser = cast.browsers[role]
        for link in set(re.findall(r'href="(/admin/[^"#]*)"', browser.get(at("")).text)):
            assert browser.get(link).status_code in (200, 302), (role, link)


def app_of(what: str) -> str:
    return next(address.route.split("/")[0] for address in every_address() if address.model == what.split()[0])


@pytest.mark.parametrize("label", MODELS)
def test_the_way_to_the_public_page_leads_there_and_tells_nothing_else(cast: Cast, label: str) -> None:
    """And whether there is a row that has no page in public is not told either."""
    model: Any = apps.get_model(label)
    kind = ContentType.objects.get_for_model(model)
    row = model._base_manager.order_by("pk").first()
    way, nowhere = (at(f"r/{kind.pk}/{key}/") for key in (row.pk if row else 0, 0))
    public = hasattr(model, "get_absolute_url") and row is not None
    for role in INSIDE:
        answer, other = cast.browsers[role].get(way), cast.browsers[role].get(nowhere)
        if public:
            assert answer["Location"] == f"http://testserver{row.get_absolute_url()}", role
        else:
            assert (answer.status_code, answer.content) == (404, other.content), role
    for role in OUTSIDE:
        assert cast.browsers[role].get(way)["Location"].startswith(at("login/")), role
