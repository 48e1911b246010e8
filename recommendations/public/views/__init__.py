"""One module a page, or a list and its detail."""
