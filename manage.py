#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys

from caldicott.postgres import CannotStart
from caldicott.running import local


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caldicott.settings")
    from django.core.management import execute_from_command_line

    try:
        local.settle()
    except CannotStart as reason:
        sys.exit(str(reason))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
