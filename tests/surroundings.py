"""What a run of the tests needs before Django's settings are read, and what it may not leave out."""

import os
import secrets

import pytest

from caldicott import postgres
from caldicott.running.places import PROJECT

# The server complains where this folder is missing, and reads it whole: one of the tests' own, which stays empty.
COLLECTED = PROJECT / "var" / "static-of-tests"

# What the person's own machine says must not change what the tests find.
OWN = {
    "DEBUG": "false",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "STATIC_ROOT": str(COLLECTED),
    "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """A database of the run's own, unless DATABASE_URL names a server."""
    COLLECTED.mkdir(parents=True, exist_ok=True)
    os.environ.update(OWN)
    os.environ["SECRET_KEY"] = secrets.token_hex(32)
    if not os.environ.get("DATABASE_URL"):
        try:
            os.environ["DATABASE_URL"] = postgres.for_tests().url
        except postgres.CannotStart as reason:
            raise pytest.UsageError(str(reason)) from reason


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The crawls come first: the longest would else go on alone when all others are done.

    Journeys come last: the browser's driver leaves an event loop running, which other tests need for themselves.
    """
    items.sort(key=lambda item: ("journeys" in item.path.parts, item.path.name != "test_crawl.py"))


def _left_out(config: pytest.Config) -> dict[str, int]:
    """How many tests were skipped, by the reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reasons: dict[str, int] = {}
    for report in reporter.stats.get("skipped", []) if reporter else []:
        reason = report.longrepr[2].removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    return reasons


def _nothing_may_be_left_out() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _nothing_may_be_left_out() and _left_out(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reasons = _left_out(config)
    if not reasons:
        return
    terminalreporter.section("could not be run here")
    for reason, tests in reasons.items():
        terminalreporter.line(f"{tests}: {reason}")
    if _nothing_may_be_left_out():
        terminalreporter.line("With CI set, that is a failure.", red=True)
