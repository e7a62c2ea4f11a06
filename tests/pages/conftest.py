"""The sites that the page tests look at; each is built once and only read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pages import rich
from tests.pages.sites import Visitor, application, prepared, shipped_catalogue

Folders = pytest.TempPathFactory


@pytest.fixture(scope="session")
def city_instance(built_city: Path, tmp_path_factory: Folders) -> Path:
    """The invented city with its index."""
    return prepared(built_city, tmp_path_factory.mktemp("pages") / "city")


@pytest.fixture(scope="session")
def city(city_instance: Path) -> Visitor:
    """Visits the invented city."""
    return Visitor(application(city_instance))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: Folders) -> Visitor:
    """Visits the catalogue that the program brings along."""
    folder = tmp_path_factory.mktemp("pages") / "shipped"
    return Visitor(
        application(prepared(shipped_catalogue(), folder)), every=3, elsewhere=24
    )


@pytest.fixture(scope="session")
def full(tmp_path_factory: Folders) -> Visitor:
    """Visits the city with a programme that states everything there is to state."""
    return Visitor(application(rich.instance(tmp_path_factory.mktemp("full"))))


@pytest.fixture
def own(built_city: Path, tmp_path: Path) -> Callable[..., Visitor]:
    """Makes a site of the city for one test alone, with settings; it may be damaged."""

    def visitor(**changes: Any) -> Visitor:
        return Visitor(application(prepared(built_city, tmp_path / "own"), **changes))

    return visitor


@pytest.fixture
def visitor(request: pytest.FixtureRequest) -> Visitor:
    """One of these sites, by its name."""
    found: Visitor = request.getfixturevalue(request.param)
    return found
