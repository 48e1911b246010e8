"""Publishes a period without the desk: for whoever keeps the site, with the same rules."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from caldicott.commands import PlainCommand
from caldicott.refusals import Refused
from recommendations.editions.publishing import publish_period
from recommendations.models import Period


class Command(PlainCommand):
    help = "Publishes a closed period as its first edition, unless something stands in the way."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The period’s position date, such as 2014-09-30.")

    def handle(self, *args: Any, **options: Any) -> None:
        period = period_at(options["slug"])
        try:
            edition = publish_period(period=period, by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{edition.period} is published: edition {edition.number}, {edition.manifest_sha256}.")


def period_at(slug: str) -> Period:
    try:
        return Period.objects.get(position_date=datetime.date.fromisoformat(slug))
    except ValueError:
        raise CommandError(f"“{slug}” is no date such as 2014-09-30.") from None
    except Period.DoesNotExist:
        raise CommandError(f"There is no period with the position date {slug}.") from None
