from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from recommendations.package.folder import export_record
from recommendations.package.problem import PackageProblem


class Command(PlainCommand):
    help = (
        "Writes the whole public record to a folder as a Data Package: CSV files, the bytes of every edition, and "
        "datapackage.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder, or an empty one")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = export_record(options["folder"])
        except PackageProblem as error:
            raise CommandError(str(error)) from error
        rows = sum(file.rows for file in files)
        wrote = f"{rows:,} rows in {len(files)} files, and the bytes of every edition,"
        self.stdout.write(f"Wrote {wrote} to {options['folder']}.")
