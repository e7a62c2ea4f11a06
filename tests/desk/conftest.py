"""The desk of the invented city."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.desk.desk import Editor
from tests.pages.sites import application, prepared


@pytest.fixture
def site(built_city: Path, tmp_path: Path) -> Flask:
    """A site of the city for this test alone, without an index: SQLite answers."""
    return application(prepared(built_city, tmp_path / "instance", indexed=False))


@pytest.fixture
def editor(site: Flask) -> Callable[..., Editor]:
    """Makes somebody at this desk: ``editor("writer")``; a stranger without a role."""
    return lambda role="", language="en": Editor(site, role, language)
