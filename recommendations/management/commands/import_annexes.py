from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from recommendations.record.annexes_file import annexes_from
from recommendations.record.files import RecordError
from recommendations.record.official_wording import import_official_wording


class Command(PlainCommand):
    help = (
        "Fills in the official wording from the text of the published annexes: all of it or nothing. What stands there "
        "already is kept; `load_record --reset` takes it all out again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the text of the annexes, UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            placement = import_official_wording(annexes_from(options["file"]))
        except RecordError as error:
            raise CommandError(str(error)) from error
        for line in [*placement.kept, *placement.unplaced]:
            self.stdout.write(line)
        self.stdout.write(
            f"Placed {placement.placed} texts; {placement.already} stood there already; "
            f"kept {len(placement.kept)} that differ; could not place {len(placement.unplaced)}."
        )
