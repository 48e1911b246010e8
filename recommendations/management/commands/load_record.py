from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Model

from caldicott.commands import PlainCommand
from caldicott.govuk.words import counted
from recommendations.record.files import RecordError
from recommendations.record.load import load_record


class Command(PlainCommand):
    help = "Loads the record of 2014 that ships with the project; loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="put every shipped entry back as it ships, and take the imported official wording out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = load_record(reset=options["reset"])
        except RecordError as error:
            raise CommandError(str(error)) from error
        if not changed:
            self.stdout.write("The record is loaded already; nothing was changed.")
            return
        done = "Put back" if options["reset"] else "Loaded"
        self.stdout.write(f"{done}: {', '.join(in_words(model, number) for model, number in changed.items())}.")


def in_words(model: type[Model], number: int) -> str:
    """1 period, 26 recommendations."""
    return counted(number, str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
