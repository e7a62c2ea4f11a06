"""Words searched in vain: counted so that nobody can read them until many have asked.

What is kept is a keyed hash, the language, the day and how often; no address, no session, no
order, no time of day. A word can be read from when it was counted SHOWN times on SHOWN_DAYS.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypedDict

from sqlite_utils import Database

from finder import storage
from finder.desk import database, events, keys
from finder.desk.database import write
from finder.desk.times import stamp

SHORTEST, LONGEST = 3, 30  # letters of a word
SHOWN = 5  # times that a word is counted before it can be read, on
SHOWN_DAYS = 3  # different days
KEPT = timedelta(days=60)
MOST = 5000  # hashes of one day: a flood fills no disk
PATIENCE = 50  # milliseconds that a reader's page waits for the file
NOTE = 300  # characters
SETTLED = ("synonym", "missing-programme", "ignored")
AROUND = ".,;:!?¿¡…()[]{}\"'“”„«»‹›‘’،؛؟።፡፣"  # that may stand beside a word
WITHIN = "'’ʼ\u200c\u200d"  # and in one
PURPOSE = "searched in vain"

COUNTED = "SELECT counted_in FROM vain WHERE digest = ? AND language = ? AND day = ?"
COUNT = """
    INSERT INTO vain VALUES (:digest, :language, :day, 1, :hour)
    ON CONFLICT DO UPDATE SET times = times + 1, counted_in = :hour
     WHERE counted_in IS NULL OR counted_in < :hour
"""
SHOW = """
    INSERT INTO vain_word (language, word, digest, shown_since)
    SELECT :language, :word, :digest, :day FROM vain
     WHERE digest = :digest AND language = :language
     GROUP BY digest HAVING sum(times) >= :shown AND count(*) >= :shown_days
    ON CONFLICT DO NOTHING
"""
FORGOTTEN = (
    "DELETE FROM vain WHERE day < :oldest",
    "UPDATE vain SET counted_in = NULL WHERE day < :day AND counted_in IS NOT NULL",
    """DELETE FROM vain_word WHERE note IS NULL AND NOT EXISTS
        (SELECT 1 FROM vain WHERE vain.digest = vain_word.digest)""",
)
WORDS = """
    SELECT w.language, w.word, w.shown_since, w.settled, w.note, v.day, v.times
      FROM vain_word AS w LEFT JOIN vain AS v
        ON v.digest = w.digest AND v.language = w.language AND v.day >= :oldest
     WHERE (:word IS NULL OR (w.word = :word AND w.language = :language))
     ORDER BY w.language, w.word, v.day DESC
"""


class Word(TypedDict):
    """A word that many searched in vain."""

    language: str
    word: str
    shown_since: str  # day
    settled: str | None  # one of SETTLED
    note: str | None
    weeks: dict[str, int]  # Monday -> times, the newest first
    times: int  # in all those weeks


class NotShown(LookupError):
    """There is no such word that may be read."""


class SettledOtherwise(ValueError):
    """Somebody else wrote something about the word meanwhile; nothing was written."""

    def __init__(self, now: Word) -> None:
        super().__init__(now["word"])
        self.now = now


def countable(query: str, words: Iterable[str]) -> list[str]:
    """Those of *words* that stand alone in *query* and say nothing about a person by their form.

    Letters only, 3 to 30 of them, lower case; nothing that stands beside a digit, an @ or a
    dot, as in an e-mail address.
    """
    alone = {part.strip(AROUND) for part in query.split()}
    found = (word.lower() for word in words if word in alone and _is_word(word))
    return list(dict.fromkeys(found))


def count(
    path: Path, key: Path, language: str, words: Sequence[str], at: datetime
) -> bool:
    """Count *words*, of :func:`countable`; whether that could be done at once.

    Where there is no desk, the file is busy or the disk full, they are dropped.
    """
    if not words or not path.is_file():
        return False
    try:
        secret = keys.secret(key)
        db = _hurried(path)
        try:
            for word in words:
                _count(db, keys.keyed(secret, PURPOSE, word), language, word, at)
        finally:
            db.close()
    except (storage.Error, OSError, keys.KeyUnfit, database.DeskDamaged):
        return False
    return True


def forget(db: Database, at: datetime) -> None:
    """Remove what is past its time, within the caller's transaction."""
    for statement in FORGOTTEN:
        db.execute(statement, _days(at))


def words(db: Database, at: datetime) -> list[Word]:
    """All that may be read, those asked for most first within a language."""
    found = _words(db, at, None, None)
    return sorted(found, key=lambda one: (one["language"], -one["times"], one["word"]))


def word(db: Database, language: str, text: str, at: datetime) -> Word:
    """One of them. Raises :class:`NotShown`."""
    found = _words(db, at, language, text)
    if not found:
        raise NotShown(text)
    return found[0]


def state(word: Word) -> str:
    """Changes with what is written down about a word."""
    held = json.dumps([word["settled"], word["note"]])
    return hashlib.sha256(held.encode()).hexdigest()[:16]


def settle(
    db: Database,
    there: Word,
    settled: str | None,
    note: str | None,
    *,
    seen: str | None = None,
    account: int,
    at: datetime,
) -> None:
    """Write down what became of a word; None: nothing has yet. Twice is as once.

    *seen* is the :func:`state` that the writer began from; None overwrites any. Raises
    :class:`SettledOtherwise` for another one, :class:`NotShown`.
    """
    with write(db):
        now = word(db, there["language"], there["word"], at)
        if (now["settled"], now["note"]) == (settled, note):
            return
        if seen is not None and state(now) != seen:
            raise SettledOtherwise(now)
        key = [there["language"], there["word"]]
        db.execute(
            "UPDATE vain_word SET settled = ?, note = ? WHERE language = ? AND word = ?",
            [settled, note, *key],
        )
        action = f"word.{settled or 'open-again'}"
        detail = {"language": there["language"], **({"note": note} if note else {})}
        events.add(db, account, action, there["word"], at, detail)


def _is_word(word: str) -> bool:
    letters = sum(unicodedata.category(one)[0] == "L" for one in word)
    marks = sum(unicodedata.category(one)[0] == "M" or one in WITHIN for one in word)
    return SHORTEST <= letters <= LONGEST and letters + marks == len(word)


def _hurried(path: Path) -> Database:
    """A connection that waits for nobody and for no disk: what is lost is one count."""
    db = storage.connected(path, "mode=rw")
    db.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        database.refuse_foreign(db, path)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA secure_delete = ON")
    except BaseException:
        db.close()
        raise
    return db


def _count(db: Database, digest: str, language: str, word: str, at: datetime) -> None:
    day, hour = stamp(at)[:10], int(stamp(at)[11:13])
    before = db.execute(COUNTED, [digest, language, day]).fetchone()
    if before and before[0] is not None and before[0] >= hour:
        return
    with write(db):
        held = _held(db, day)
        if not held:
            forget(db, at)
        if not before and held >= MOST:
            return
        given = {"digest": digest, "language": language, "day": day}
        db.execute(COUNT, {**given, "hour": hour})
        limits = {"shown": SHOWN, "shown_days": SHOWN_DAYS}
        db.execute(SHOW, {**given, **limits, "word": word})


def _held(db: Database, day: str) -> int:
    held = db.execute("SELECT count(*) FROM vain WHERE day = ?", [day]).fetchone()
    return int(held[0])


def _days(at: datetime) -> dict[str, str]:
    return {"oldest": stamp(at - KEPT)[:10], "day": stamp(at)[:10]}


def _words(
    db: Database, at: datetime, language: str | None, text: str | None
) -> list[Word]:
    asked = {"oldest": _days(at)["oldest"], "language": language, "word": text}
    found: dict[tuple[str, str], Word] = {}
    for row in db.query(WORDS, asked):
        day, times = row.pop("day"), row.pop("times")
        one = found.setdefault(
            (row["language"], row["word"]),
            Word({**row, "weeks": {}, "times": 0}),  # type: ignore[typeddict-item]
        )
        if day:
            monday = _monday(day)
            one["weeks"][monday] = one["weeks"].get(monday, 0) + times
            one["times"] += times
    return list(found.values())


def _monday(day: str) -> str:
    there = date.fromisoformat(day)
    return (there - timedelta(days=there.weekday())).isoformat()
