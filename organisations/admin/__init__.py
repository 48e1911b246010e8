"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import letter, organisation, people, toolkit, user

__all__ = ["letter", "organisation", "people", "toolkit", "user"]
