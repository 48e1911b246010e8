"""Everything about the project that can be told without running its tests. Exit 1 where something is wrong."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from caldicott import postgres
from caldicott.running.install import say
from caldicott.running.places import ENVIRONMENT, PROJECT

LOCKS = [*(f"requirements{which}.txt" for which in ("", "-pdf", "-local", "-dev")), "package-lock.json", ".npmrc"]
ADDRESS = re.compile(r"\w+://|\bfile:|git\+|--(?:extra-)?index-url|--find-links")

_MANAGE = [sys.executable, "manage.py"]
CHECKS: dict[str, list[str]] = {
    "types": [sys.executable, "-m", "mypy", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "templates": [sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"],
    "migrations": [*_MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment settings": [*_MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "docker-compose.yml": [
        *(sys.executable, "-m", "check_jsonschema"),
        *("--builtin-schema", "vendor.compose-spec"),
        "docker-compose.yml",
    ],
    "Dockerfile": [str(ENVIRONMENT / "bin" / "hadolint"), "Dockerfile"],
}


def main() -> int:
    failed = failures()
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def failures() -> list[str]:
    """The names of the checks that failed, after printing what each had to say."""
    use = postgres.for_tests()
    environment = os.environ | {
        "BEHIND_HTTPS": "true",
        "DATABASE_URL": use.url,
        "SECRET_KEY": "only-for-checks-" * 4,
    }
    with ThreadPoolExecutor(os.cpu_count()) as several:
        done = list(several.map(lambda name: _check(name, environment), CHECKS))
    use.close()
    failed = [name for name, passed in zip(CHECKS, done, strict=True) if not passed]
    return failed if locks_name_no_address() else [*failed, "locks"]


def _check(name: str, environment: Mapping[str, str]) -> bool:
    done = subprocess.run(
        CHECKS[name],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        say(f"--- {name}\n{done.stdout.strip()}\n")
    return done.returncode == 0


def locks_name_no_address(folder: Path = PROJECT) -> bool:
    """Whether the locks name versions and hashes only, so that they install from whichever registry a machine uses."""
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in LOCKS
        for number, line in enumerate((folder / name).read_text().splitlines(), start=1)
        if ADDRESS.search(line)
    ]
    if found:
        say("\n".join(["--- locks", *found, ""]))
    return not found


if __name__ == "__main__":
    sys.exit(main())
