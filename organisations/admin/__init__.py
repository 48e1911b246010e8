"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import history, letter, of_libraries, organisation, people, toolkit, user

__all__ = ["history", "letter", "of_libraries", "organisation", "people", "toolkit", "user"]
