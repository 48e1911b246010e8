"""Django looks for the admin here; it lives with the rest of the panel's desk."""

from .panel import admin

__all__ = ["admin"]
