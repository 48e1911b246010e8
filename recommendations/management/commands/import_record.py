from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from recommendations.package.importing import import_record
from recommendations.package.problem import PackageProblem


class Command(PlainCommand):
    help = (
        "Brings in a Data Package that export_record wrote: all of it or nothing. Rows that are there already and are "
        "equal stay; where one differs, nothing is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with datapackage.json")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = import_record(options["folder"])
        except PackageProblem as error:
            raise CommandError(str(error)) from error
        told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in added.items() if number)
        self.stdout.write(f"Added: {told}." if told else "All of it is there already; nothing was changed.")
