"""Copies of the databases that can be trusted: each is checked before it gets its name.

A copy is ``catalog-2026-11-24.db`` in a folder; one a day is enough. The copies of the last
fourteen days stay, and the first of each of the last twelve months. Neither the search index
nor the instance's secret is ever among them.
"""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from finder import storage

DAYS = 14  # of which every copy stays
MONTHS = 12  # of which the first copy stays
NAME = re.compile(r"([a-z]+)-(\d{4}-\d{2}-\d{2})\.db")
BEFORE = ".before-restore"  # added to the name of a file that was restored over


class Unsound(RuntimeError):
    """A copy is not whole, so nobody may rely on it; the message is a sentence."""


def copies(folder: Path, of: Path) -> dict[date, Path]:
    """The copies in *folder* of the database at *of*, the newest first."""
    found = {}
    for one in folder.glob(f"{of.stem}-*.db"):
        name = NAME.fullmatch(one.name)
        if name and name[1] == of.stem:
            found[date.fromisoformat(name[2])] = one
    return dict(sorted(found.items(), reverse=True))


def backed_up(source: Path, folder: Path, today: date) -> Path:
    """A checked copy of the database at *source*, made in *folder*; older ones are thinned out.

    It shows one moment, whoever writes meanwhile. Until it is whole, checked and on the
    disk it has no name that anybody would trust, and what was there before stays.

    Raises :class:`Unsound`, or SQLite's own error where there is no space.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _swept(folder)
    target = folder / f"{source.stem}-{today.isoformat()}.db"
    draft = folder / f".{target.name}.{os.getpid()}.new"
    try:
        db = storage.connected(source, "mode=rw")
        try:
            db.execute("VACUUM INTO ?", [str(draft)])
        finally:
            db.close()
        found = faults(draft)
        if found:
            raise Unsound(f"The copy of {source} is not whole: {found[0]}")
        os.chmod(draft, 0o600)
        _on_disk(draft)
        os.replace(draft, target)
        _on_disk(folder)
    finally:
        draft.unlink(missing_ok=True)
    for old in thinned(copies(folder, source)):
        old.unlink(missing_ok=True)
    return target


def thinned(held: dict[date, Path]) -> Iterable[Path]:
    """Those of *held*, newest first, that need not stay."""
    days = list(held)
    kept = set(days[:DAYS])
    months: dict[str, date] = {}
    for day in days:  # the last one seen of a month is its first
        months[day.isoformat()[:7]] = day
    kept |= set(list(months.values())[:MONTHS])
    return [path for day, path in held.items() if day not in kept]


def faults(path: Path) -> list[str]:
    """What is wrong with the database at *path*, whoever's it is; empty when it is whole."""
    try:
        db = storage.connected(path, "mode=ro")
        rows = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
        strays = db.execute("PRAGMA foreign_key_check").fetchall()
        db.close()
    except storage.DatabaseError as error:
        return [f"{path}: {error}."]
    found = [f"{path}: {row}." for row in rows if row != "ok"]
    return found + [f"{path}: a row of {row[0]} points to nothing." for row in strays]


def restored(copy: Path, target: Path) -> Path | None:
    """Make the database at *target* say what *copy* says; where the one before now lies.

    The file is replaced whole by a rename. What was there, with the changes SQLite keeps
    beside it, is moved out of the way first; None where nothing was. Nobody may be
    using the database meanwhile.

    Raises :class:`Unsound` for a copy that is not whole; nothing is changed then.
    """
    found = faults(copy)
    if found:
        raise Unsound(f"The copy is not whole: {found[0]}")
    draft = target.with_name(f".{target.name}.restored")
    draft.unlink(missing_ok=True)
    source = storage.connected(copy, "mode=ro")
    try:
        source.execute("VACUUM INTO ?", [str(draft)])
    finally:
        source.close()
    os.chmod(draft, 0o600)
    _on_disk(draft)
    before = _set_aside(target)
    os.replace(draft, target)
    _on_disk(target.parent)
    return before


def _set_aside(target: Path) -> Path | None:
    """Move *target* and SQLite's files beside it to other names."""
    aside = target.with_name(target.name + BEFORE)
    there = target.exists()
    for ending in ("", "-wal", "-journal", "-shm"):
        old, new = (one.with_name(one.name + ending) for one in (target, aside))
        new.unlink(missing_ok=True)
        if old.exists():
            os.replace(old, new)
    return aside if there else None


def _swept(folder: Path) -> None:
    """Remove what copying left behind where it was killed; a copy being made stays."""
    for one in folder.glob(".*.new*"):
        maker = one.name.split(".new")[0].rsplit(".", 1)[-1]
        if not (maker.isdigit() and Path(f"/proc/{maker}").exists()):
            one.unlink(missing_ok=True)


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
