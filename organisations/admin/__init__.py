"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import letter, organisation, toolkit, user

__all__ = ["letter", "organisation", "toolkit", "user"]
