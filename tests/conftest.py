"""What every test may ask for: the invented city as a catalogue of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlite_utils import Database

from finder.catalog import database, shipped
from tests import city

# Machines are busy at times: what is slow is measured by `make bench`, not failed here.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def built_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's catalogue, built once; copy it before you change it."""
    folder = tmp_path_factory.mktemp("city")
    shipped.build(folder / "catalog.db", city.write(folder / "source"))
    return folder / "catalog.db"


@pytest.fixture
def catalogue(built_city: Path, tmp_path: Path) -> Path:
    """An instance's catalogue of the city, for this test alone."""
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    return Path(shutil.copy(built_city, instance / "catalog.db"))


@pytest.fixture
def db(catalogue: Path) -> Iterator[Database]:
    """A connection to it that may write."""
    connection = database.writer(catalogue)
    yield connection
    connection.close()
