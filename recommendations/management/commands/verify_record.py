from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from recommendations.record.annexes_file import annexes_from
from recommendations.record.files import RecordError
from recommendations.record.verify import differences


class Command(PlainCommand):
    help = "Holds the loaded record against the text of the published annexes; one line a difference, and exit 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the text of the annexes, UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = list(differences(annexes_from(options["file"])))
        except RecordError as error:
            raise CommandError(str(error)) from error
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} differences between the record and the text.")
        self.stdout.write("0 differences: the record says what the text says.")
