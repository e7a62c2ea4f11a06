"""Imports point down only, and each library stays in its layer."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FINDER = ROOT / "finder"
# package or module below finder/ -> layer; docs/architecture.md explains them
LAYERS = {
    "config": 0,
    "storage": 0,
    "backups": 1,
    "catalog": 1,
    "desk": 1,
    "search": 2,
    "exchange": 2,
    "web": 3,
    "site": 4,
    "admin": 4,
    "cli": 4,
    "": 5,  # finder/__init__.py
}
# library -> where it may be imported
KEPT = {
    "flask": {"web", "site", "admin", "cli", ""},
    "whoosh": {"search"},
    "authlib": {"admin"},
    "argon2": {"desk"},
    "sqlite_utils": {
        *("storage", "catalog", "desk", "search", "exchange", "web", "cli", "site"),
        "admin",
    },
    "sqlite3": set(),
    "pysqlite3": set(),
}
TOP = {
    *(
        "finder",
        "static",
        "templates",
        "translations",
        "catalog.db",
        "tests",
        "setup.cfg",
    ),
    *("README.md", "LICENSE", "LICENSE-CATALOGUE", "CHANGELOG.md", "Makefile", "docs"),
    *("pyproject.toml", "requirements.txt", "requirements-dev.txt"),
}
LINES = 300  # of a module
MODULES = sorted(FINDER.rglob("*.py"))


def part(module: Path) -> str:
    """The package or module below finder/ that a file belongs to."""
    name = module.relative_to(FINDER).parts[0]
    return "" if name == "__init__.py" else name.removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module name that a syntax tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(names: Iterator[str]) -> set[str]:
    """The parts of finder/ among module names."""
    parts = {name.split(".")[1] for name in names if name.startswith("finder.")}
    return {name for name in parts if name in LAYERS}


@pytest.mark.parametrize("module", MODULES, ids=lambda one: str(one.relative_to(ROOT)))
def test_imports_point_down(module: Path) -> None:
    """A part imports lower layers and itself, nothing above and no neighbour."""
    own = part(module)
    used = ours(imported(ast.parse(module.read_text(encoding="utf-8"))))

    assert own in LAYERS, "a new part of finder/ needs its line in LAYERS"
    assert all(LAYERS[other] < LAYERS[own] for other in used - {own}), used


@pytest.mark.parametrize("module", MODULES, ids=lambda one: str(one.relative_to(ROOT)))
def test_libraries_stay_in_their_layer(module: Path) -> None:
    """Flask is no business of the core, Whoosh of nothing but search, sqlite3 of nobody."""
    names = {
        name.split(".")[0] for name in imported(ast.parse(module.read_text("utf-8")))
    }

    assert [one for one in names & KEPT.keys() if part(module) not in KEPT[one]] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda one: str(one.relative_to(ROOT)))
def test_a_module_is_short_and_imports_on_top(module: Path) -> None:
    """A module is split before it has 300 lines; no function imports."""
    text = module.read_text(encoding="utf-8")
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]

    assert text.count("\n") <= LINES
    assert not any(list(imported(function)) for function in functions)


@pytest.mark.parametrize(
    "module",
    [one for one in MODULES if part(one) not in ("catalog", "desk")],
    ids=lambda one: str(one.relative_to(ROOT)),
)
def test_only_catalogue_and_desk_write(module: Path) -> None:
    """Statements that change data, and `.conn.execute`, stand in the two that write alone."""
    text = module.read_text(encoding="utf-8")

    assert ".conn.execute" not in text
    assert not any(
        word in text for word in ("INSERT INTO", "DELETE FROM", "UPDATE programme")
    )


def test_the_top_level_holds_what_was_agreed() -> None:
    """Beside dotfiles and what git ignores, nothing new stands at the top."""
    ignored = {"instance", "build", "dist"}
    found = {one.name for one in ROOT.iterdir() if not one.name.startswith(".")}

    assert found - ignored - {one for one in found if one.endswith(".egg-info")} == TOP
