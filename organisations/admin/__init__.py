"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import letter, of_libraries, organisation, people, toolkit, user

__all__ = ["letter", "of_libraries", "organisation", "people", "toolkit", "user"]
