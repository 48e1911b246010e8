"""Editions: what was published for a period, for good. Sealed here, read again from its bytes, and verified."""
