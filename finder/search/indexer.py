"""Keeping the index in step with the catalogue, and whole: one process builds, all read."""

import logging
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from sqlite_utils import Database

from finder.catalog.database import reader
from finder.catalog.searchable import Text, texts, versions
from finder.config import SEARCHED, SOURCE_LANGUAGE
from finder.search import facts, generations, index
from finder.search.generations import FACTS, IndexDamaged, Manifest

POLL = 0.5  # seconds between two looks at the catalogue's versions
VERIFY_EVERY = 60.0  # seconds between two comparisons of all checksums
RETRY = 2.0  # seconds until the next try after one that failed

log = logging.getLogger(__name__)


def bring_up_to_date(catalogue_path: Path, instance: Path) -> list[str]:
    """Rebuild what is missing, behind or damaged; which languages that were, in order.

    What is current stays in use until the new generation is complete on the disk.
    Waits while another process builds.
    """
    with generations.alone(instance):
        db = reader(catalogue_path)
        try:
            db.execute("BEGIN")  # one state for versions and rows
            return _built(db, catalogue_path.stat().st_ino, instance)
        finally:
            db.close()


def check(catalogue_path: Path, instance: Path) -> list[str]:
    """What is wrong with the index, as sentences; empty when it is whole and in step."""
    try:
        catalogue, wanted = catalogue_path.stat().st_ino, _wanted(catalogue_path)
        generation = generations.current(instance)
        made = generations.manifest(generation)
    except IndexDamaged as error:
        return [str(error)]
    problems = []
    for folder in (*wanted, FACTS):
        try:
            generations.verified(generation, made, folder)
        except IndexDamaged as error:
            problems.append(str(error))
            continue
        held = made["catalogue"], made["versions"].get(folder)
        if folder != FACTS and held != (catalogue, wanted[folder]):
            problems.append(f"The index of {folder} is behind the catalogue.")
    return problems


def watch(
    catalogue_path: Path,
    instance: Path,
    *,
    poll: float = POLL,
    verify_every: float = VERIFY_EVERY,
) -> None:
    """Keep the index in step and whole until this process gets SIGTERM or SIGINT.

    Call it in the main thread. Looks every *poll* seconds for a new version of the
    catalogue, every *verify_every* seconds for damage; a failure is logged and tried
    again. A signal ends it in the middle of a build, too: what is half-built nobody
    reads, and the next pass removes it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    verified_at = float("-inf")
    try:
        while True:
            due = time.monotonic() - verified_at >= verify_every
            if _pass(catalogue_path, instance, due):
                verified_at = time.monotonic() if due else verified_at
                time.sleep(poll)
            else:
                time.sleep(max(poll, RETRY))
    except _Ended:
        log.info("The indexer has ended.")


class _Ended(BaseException):
    """The process was asked to end."""


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _Ended


def _pass(catalogue_path: Path, instance: Path, verify: bool) -> bool:
    """Rebuild what needs it; whether that could be done."""
    try:
        if verify or not is_in_step(catalogue_path, instance):
            bring_up_to_date(catalogue_path, instance)
    except Exception:  # a full disk, the catalogue away: both may soon be over
        log.exception("The index could not be brought up to date.")
        return False
    return True


def _built(db: Database, catalogue: int, instance: Path) -> list[str]:
    wanted = _of_ours(versions(db))
    old, made, whole = _usable(instance, catalogue)
    stale = [
        language
        for language, version in wanted.items()
        if language not in whole or made["versions"].get(language) != version
    ]
    if not stale and FACTS in whole:
        return []
    generations.sweep(instance, old)  # the one before it; what was never finished
    new = generations.begun(instance)
    for language in wanted:
        if old and language in whole:
            generations.linked(old, new, made, language)
            if language not in stale:
                continue
        _bring(new / language, texts(db, language), language)
    (new / FACTS).mkdir(mode=generations.PRIVATE)
    length = index.mean_length(new / SOURCE_LANGUAGE)
    facts.write(
        new / FACTS, db, length, old / FACTS if old and FACTS in whole else None
    )
    generations.publish(instance, new, catalogue, wanted)
    return stale or [FACTS]


def _bring(folder: Path, said: Sequence[Text], language: str) -> None:
    """Make *folder*, where an older index may be linked, the index of what is *said*."""
    if folder.exists():
        if index.update(folder, said, language):
            return
        shutil.rmtree(folder)
    folder.mkdir(mode=generations.PRIVATE)
    index.build(folder, said, language)


def _usable(instance: Path, catalogue: int) -> tuple[Path | None, Manifest, set[str]]:
    """The current generation, its manifest, and its folders that are whole."""
    nothing = Manifest(catalogue=0, versions={}, schema="", whoosh="", files={})
    try:
        old = generations.current(instance)
        made = generations.manifest(old)
    except IndexDamaged as error:
        log.info("%s", error)
        return None, nothing, set()
    if made["catalogue"] != catalogue:
        return old, made, set()
    whole = set()
    for folder in (*made["versions"], FACTS):
        try:
            generations.verified(old, made, folder)
        except IndexDamaged as error:
            log.warning("%s", error)
            continue
        whole.add(folder)
    return old, made, whole


def is_in_step(catalogue_path: Path, instance: Path) -> bool:
    """Whether the current generation was built from the catalogue as it is now."""
    try:
        made = generations.manifest(generations.current(instance))
    except IndexDamaged:
        return False
    catalogue = catalogue_path.stat().st_ino
    return made["catalogue"] == catalogue and made["versions"] == _wanted(
        catalogue_path
    )


def _wanted(catalogue_path: Path) -> dict[str, int]:
    db = reader(catalogue_path)
    try:
        return _of_ours(versions(db))
    finally:
        db.close()


def _of_ours(found: dict[str, int]) -> dict[str, int]:
    return {language: found.get(language, 0) for language in SEARCHED}
