"""A PostgreSQL for a machine that has none: for tests, and for running the site to try it out.

A server belongs to a folder. Whoever needs it holds a shared lock on a file there, and a keeper starts it for the first
and stops it after the last. A lock goes with its process however that ends, so that even `kill -9` leaves no server
behind. It listens on a Unix socket only, in a folder that nobody else may enter, and therefore has no password.
"""

from caldicott.postgres.binaries import CannotStart, is_installed
from caldicott.postgres.use import Use, for_running, for_tests

__all__ = ["CannotStart", "Use", "for_running", "for_tests", "is_installed"]
