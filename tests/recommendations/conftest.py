"""Whom the record's tests may ask for."""

import pytest

from tests.publishing import Panel


@pytest.fixture
def panel() -> Panel:
    """Its people, one in each role."""
    return Panel()
