"""The same search in SQLite's FTS5: simpler, and there when the index is not.

A word is looked up as the beginning of words, by its stem; what it finds, filters and
counts comes from one state of the catalogue. No corrections are offered.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from finder.catalog.database import Error, reader
from finder.catalog.searchable import searchable, versions
from finder.config import SOURCE_LANGUAGE
from finder.search.analysis import SAME, beginning, forms, stem
from finder.search.concepts import Leads, known
from finder.search.facets import Facets
from finder.search.facts import allowed_values, fact
from finder.search.query import SOURCE_WEIGHT, Word, best

TIME_LIMIT = 0.3  # seconds all words of a query may take together
STEPS = 1000  # of SQLite's machine between two looks at the clock
ARTICLES = ("", "ال", "وال", "بال", "كال", "فال", "لل")

LOOKED_UP = """
    SELECT programme_id, 0.01 - bm25(programme_fts, 0, 0, 4, 2.5, 1.5, 1)
      FROM programme_fts
     WHERE programme_fts MATCH ? AND language = ?
"""

Known = tuple[Facets, Leads]
_read: dict[tuple[Path, int, str], tuple[int, Known]] = {}  # version, what was read
_reading = threading.Lock()  # once for all who wait for it


class OutOfTime(TimeoutError):
    """The words looked up so far have used up TIME_LIMIT."""


class FullText:
    """The catalogue's own full-text table, in one state of the catalogue."""

    def __init__(
        self, db: Database, facets: Facets, concepts: Leads, language: str
    ) -> None:
        self.db, self.facets, self.language = db, facets, language
        self.concepts = concepts
        self.numbers = {fact["id"]: number for number, fact in enumerate(facets.facts)}
        self.end = time.monotonic() + TIME_LIMIT
        db.conn.set_progress_handler(self._late, STEPS)

    def scores(self, word: Word) -> dict[int, float]:
        """Number of each programme that holds *word* -> how well it does.

        Raises :class:`OutOfTime`.
        """
        found: dict[int, float] = {}
        for field in dict.fromkeys([self.language, SOURCE_LANGUAGE]):
            weight = 1.0 if field == self.language else SOURCE_WEIGHT
            asked = [expression(word.text, field), field]
            try:
                rows = self.db.execute(LOOKED_UP, asked).fetchall()
            except Error:
                if self._late():
                    raise OutOfTime from None
                raise
            best(found, {self.numbers[one]: score for one, score in rows}, weight)
        return found

    def nearest(self, word: Word) -> list[str]:
        """None: the catalogue's own words are known to the index only."""
        return []

    def _late(self) -> bool:
        return time.monotonic() > self.end


@contextmanager
def full_text(catalogue_path: Path, language: str) -> Iterator[FullText]:
    """FTS5 for readers of *language*, in the state the catalogue has now."""
    db = reader(catalogue_path)
    try:
        db.execute("BEGIN")  # one state for all that is read
        facets, concepts = _known(db, catalogue_path, language)
        yield FullText(db, facets, concepts, language)
    finally:
        db.close()


def expression(word: str, language: str) -> str:
    """The FTS5 query for lower-case *word* in *language*: quoted, so never an operator."""
    if language == "ar" and not word.isascii():
        bare = stem(word, "ar")
        found = [article + one for one in (bare, word) for article in ARTICLES]
        return " OR ".join(f'"{form}" *' for form in dict.fromkeys(found))
    start = beginning(word, language)
    short = [
        form for form in forms(word, language) if len(form) < len(start) or not start
    ]
    looked_up = [f'"{start}" *'] if start else []
    looked_up += [f'"{form}"' for form in dict.fromkeys(short)]
    same = SAME.get(language, {}).get(stem(word, language))
    looked_up += [f'"{same}" *'] if same else []
    return " OR ".join(looked_up)


def _known(db: Database, catalogue_path: Path, language: str) -> Known:
    """Filters and concepts of this state of the catalogue; read once for each version."""
    key = (catalogue_path, catalogue_path.stat().st_ino, language)
    version = versions(db).get(language, 0)
    with _reading:
        held = _read.get(key)
        if held is None or held[0] != version:
            facts = [fact(row, language) for row in searchable(db, language)]
            facets = Facets(facts, allowed_values(db))
            held = _read[key] = (version, (facets, known(db, language)))
    return held[1]
