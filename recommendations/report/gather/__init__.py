"""Reads a report from the published record."""

from .published import PublishedReport

__all__ = ["PublishedReport"]
