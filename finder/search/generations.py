"""Where indexes lie: whole generations, each checked by its manifest, one of them current.

``instance/index/<generation>/<language>/`` holds an index, ``<generation>/facts/`` what is
true in every language, ``<generation>/manifest.json``
what it was built from and the SHA-256 of every file, ``index/CURRENT`` the name of the
generation in use. A generation never changes once CURRENT names it. Index files contain
pickles, which are code: nothing is opened before its checksum is right.
"""

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from finder.search.index import WHOOSH_VERSION, schema_hash

NAME = re.compile(r"[a-z0-9]{1,39}")
MANIFEST = "manifest.json"
FACTS = "facts"  # the folder of what is true in every language
POINTER = "CURRENT"
LOCKS = re.compile(r".*LOCK")  # Whoosh's own, empty
PRIVATE = 0o700  # only the indexer's user may write what will be un-pickled

SCHEMA = schema_hash()


class IndexDamaged(ValueError):
    """The index cannot be used; the message is a sentence."""


class Manifest(TypedDict):
    """What a generation was built from, and the checksum of each of its files."""

    catalogue: int  # inode of the catalogue's file: another one may count alike
    versions: dict[str, int]  # language -> the catalogue's version of it
    schema: str
    whoosh: str
    files: dict[str, str]  # "sv/facts.json" -> SHA-256, hexadecimal


def home(instance: Path) -> Path:
    """The folder of all generations."""
    return instance / "index"


def current(instance: Path) -> Path:
    """The generation in use.

    Raises :class:`IndexDamaged` when there is none, or its name is none of ours.
    """
    try:
        name = (home(instance) / POINTER).read_bytes()[:80].decode("ascii").strip()
    except FileNotFoundError as error:
        raise IndexDamaged("There is no index yet.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged("The pointer to the index cannot be read.") from error
    if not NAME.fullmatch(name):
        raise IndexDamaged("The pointer to the index is garbage.")
    return home(instance) / name


def manifest(generation: Path) -> Manifest:
    """Of *generation*; raises :class:`IndexDamaged` when it is not whole or not of today."""
    try:
        read = json.loads((generation / MANIFEST).read_bytes())
        found = Manifest(
            catalogue=int(read["catalogue"]),
            versions={str(k): int(v) for k, v in read["versions"].items()},
            schema=str(read["schema"]),
            whoosh=str(read["whoosh"]),
            files={str(k): str(v) for k, v in read["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged("The index's manifest cannot be read.") from error
    if (found["schema"], found["whoosh"]) != (SCHEMA, WHOOSH_VERSION):
        raise IndexDamaged("The index was built by another version of the program.")
    return found


def sums_of(made: Manifest, folder: str) -> dict[str, str]:
    """File -> the right checksum, of the files in *folder*."""
    start = f"{folder}/"
    return {
        path.removeprefix(start): right
        for path, right in made["files"].items()
        if path.startswith(start)
    }


def verified(generation: Path, made: Manifest, language: str) -> dict[str, bytes]:
    """Name -> content of the files of *language*'s index, each with the right checksum.

    Raises :class:`IndexDamaged` for a missing, unreadable or changed file.
    """
    sums = sums_of(made, language)
    if not sums:
        raise IndexDamaged(f"There is no index of {language}.")
    found = {}
    for name, right in sums.items():
        try:
            content = (generation / language / name).read_bytes()
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"The index file {language}/{name} is gone.") from error
        if sha256(content).hexdigest() != right:
            raise IndexDamaged(f"The index file {language}/{name} has been changed.")
        found[name] = content
    return found


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Only one process builds at a time; another one waits here."""
    folder = home(instance)
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    folder.chmod(PRIVATE)
    with open(folder / "LOCK", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def begun(instance: Path) -> Path:
    """A new, empty generation that nobody knows of yet."""
    generation = home(instance) / f"g{time.time_ns():x}{os.getpid():x}"
    generation.mkdir(mode=PRIVATE)
    return generation


def linked(old: Path, new: Path, made: Manifest, language: str) -> None:
    """Take over *language*'s files, which are verified, from generation *old* to *new*."""
    (new / language).mkdir(mode=PRIVATE)
    for name in sums_of(made, language):
        os.link(old / language / name, new / language / name)


def publish(
    instance: Path, generation: Path, catalogue: int, versions: Mapping[str, int]
) -> None:
    """Make *generation*, now complete, the current one, so that no crash can halve it."""
    files = {}
    folders = (*versions, FACTS)
    for folder in folders:
        for path in sorted((generation / folder).iterdir()):
            if not LOCKS.fullmatch(path.name):
                files[f"{folder}/{path.name}"] = sha256(path.read_bytes()).hexdigest()
                _sync(path)
    made = Manifest(
        catalogue=catalogue,
        versions=dict(versions),
        schema=SCHEMA,
        whoosh=WHOOSH_VERSION,
        files=files,
    )
    _write(generation / MANIFEST, json.dumps(made, indent=1))
    for folder in folders:
        _sync(generation / folder)
    _sync(generation)
    pointer = home(instance) / POINTER
    _write(pointer.with_suffix(".new"), generation.name)
    os.replace(pointer.with_suffix(".new"), pointer)
    _sync(home(instance))


def sweep(instance: Path, keep: Path | None) -> None:
    """Remove every generation but the one to *keep*, finished or not."""
    for path in home(instance).iterdir():
        if path.is_dir() and path != keep:
            shutil.rmtree(path, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
