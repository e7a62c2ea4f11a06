"""Running the finder command, within this process and as one of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from finder.catalog.database import safe_for_wal, sqlite_version
from finder.cli import finder
from finder.config import ROOT

needs_wal = pytest.mark.skipif(
    not safe_for_wal(sqlite_version()),
    reason="this SQLite lets readers wait for writers",
)


def run(
    instance: Path,
    *arguments: str | Path,
    env: dict[str, str] | None = None,
    **how: Any
) -> Result:
    """What the command answers, with *instance* as its folder."""
    environ = {"FINDER_INSTANCE": str(instance), **(env or {})}
    given = [str(one) for one in arguments]
    result = CliRunner().invoke(finder, given, env=environ, prog_name="finder", **how)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def started(
    instance: Path, *arguments: str | Path, **how: Any
) -> "subprocess.Popen[str]":
    """The command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "finder.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "FINDER_INSTANCE": str(instance)},
        text=True,
        encoding="utf-8",
        **how,
    )
