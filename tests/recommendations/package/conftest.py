"""A package of whatever record a test makes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recommendations.package.folder import export_record

from .packages import seal_what_is_public


@pytest.fixture
def exported(tmp_path: Path) -> Callable[[], Path]:
    """Writes the record as it stands, sealed, to a new folder each time."""
    folders = (tmp_path / f"package-{number}" for number in range(9))

    def export() -> Path:
        folder = next(folders)
        seal_what_is_public()
        export_record(folder)
        return folder

    return export
