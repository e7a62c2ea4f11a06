"""Files as they come and go: of a size and kind that can be ours, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

LARGEST = 20 * 1000 * 1000  # bytes of a file
# how files begin that are something else -> what they are
FOREIGN = {
    b"PK\x03\x04": "a zip archive: unpack it first",
    b"\x1f\x8b": "packed with gzip: unpack it first",
    b"SQLite format 3": "a database: export programmes from it with finder export",
    b"\xff\xfe": "text in UTF-16: save it as UTF-8",
    b"\xfe\xff": "text in UTF-16: save it as UTF-8",
}


class Unreadable(ValueError):
    """No text of ours; the message says why and what to do."""

    line = 1


def content(path: Path) -> bytes:
    """The bytes of the file at *path*, and one more than LARGEST of a larger one.

    Raises :class:`Unreadable`.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"the file cannot be read ({error.strerror})") from error


def of_ours(given: bytes) -> bytes:
    """*given*, neither too large nor of another kind; else :class:`Unreadable`."""
    if len(given) > LARGEST:
        raise Unreadable(
            f"more than {LARGEST // 10**6} MB; split it into several files"
        )
    for beginning, what in FOREIGN.items():
        if given.startswith(beginning):
            raise Unreadable(f"the file is {what}")
    return given


def decoded(given: bytes) -> str:
    """*given* as text. Raises :class:`Unreadable`."""
    try:
        return of_ours(given).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        unreadable = Unreadable("this is not UTF-8; save the file as UTF-8")
        unreadable.line = given.count(b"\n", 0, error.start) + 1
        raise unreadable from error


def write(target: Path, texts: Iterable[str]) -> None:
    """Make *texts*, one after the other, the file at *target*: all of them, or nothing.

    What stood there is replaced by a rename when the new file is on the disk. What is
    no file (a terminal, a pipe) is written to as it is.
    """
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8") as stream:
            stream.writelines(texts)
        return
    target = target.resolve()
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as folder:
        draft = Path(folder) / "draft"
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(texts)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, target)
