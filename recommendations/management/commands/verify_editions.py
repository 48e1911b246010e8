from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from caldicott.govuk.words import counted
from recommendations.editions.verifying.copied import verify_copy
from recommendations.editions.verifying.database import verify_database
from recommendations.editions.verifying.findings import Findings
from recommendations.editions.verifying.known import known_in
from recommendations.package.problem import PackageProblem


class Command(PlainCommand):
    help = (
        "Recomputes every digest of the editions and their chain, and holds what everybody reads against what was "
        "sealed; one line a difference, and exit 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--copy",
            type=Path,
            metavar="PATH",
            help="look at a copy instead: a folder or a ZIP file of one edition, or of all in folders period/number",
        )
        parser.add_argument("--alone", action="store_true", help="do not hold the copy against the database")
        parser.add_argument(
            "--known",
            type=Path,
            metavar="FILE",
            help="manifests that were known before, in lines of sha256sum: SHA-256, two blanks, period/number",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        copy, alone = options["copy"], options["alone"]
        if alone and not copy:
            raise CommandError("--alone is for a copy: name it with --copy.")
        try:
            known = known_in(options["known"]) if options["known"] else None
            findings = verify_copy(copy, known, alone=alone) if copy else verify_database(known)
        except PackageProblem as error:
            raise CommandError(str(error)) from error
        for line in findings.lines:
            self.stdout.write(f"{line}.")
        if findings.lines:
            differences = counted(len(findings.lines), "difference", "differences")
            raise CommandError(f"{differences}. Looked at {in_words(findings)}.")
        self.stdout.write(f"0 differences. Verified {in_words(findings)}.")


def in_words(findings: Findings) -> str:
    """2 editions; the last is 2014-09-30/2 at place 2, its manifest …"""
    number = counted(len(findings.editions), "edition", "editions")
    last = findings.last
    if last is None:
        return number
    return f"{number}; the last is {last.name} at place {last.place}, its manifest {last.manifest_sha256}"
