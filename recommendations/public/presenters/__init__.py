"""What a page tells that no single row does: counts, and rows put together."""
