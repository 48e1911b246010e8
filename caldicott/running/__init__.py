"""What `make run`, `make test` and `make check` do.

`install` needs nothing but Python; the others need what it installs.
"""
