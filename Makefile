# Everything here installs what it needs by itself, into .venv and node_modules, and only when that has changed.

# The first Python on this machine that is new enough; PYTHON=... names another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON := $(or $(PYTHON),$(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done))

.PHONY: run test check python

# Serves the site on PORT (8000), with a database of its own unless DATABASE_URL names one.
run: python
	@$(PYTHON) -m caldicott.running run

# Every check and every test.
test: python
	@$(PYTHON) -m caldicott.running test

# Lint, format, types, templates, migrations, deployment files, locks.
check: python
	@$(PYTHON) -m caldicott.running check

python:
	@$(if $(PYTHON),:,echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3" && exit 1)
