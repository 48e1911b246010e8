"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import organisation, people, toolkit, user

__all__ = ["organisation", "people", "toolkit", "user"]
