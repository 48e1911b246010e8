"""The panel's desk for people, organisations and toolkit returns. Importing it registers all of it."""

from . import organisation, toolkit, user

__all__ = ["organisation", "toolkit", "user"]
