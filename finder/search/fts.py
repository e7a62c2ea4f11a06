"""The same search in SQLite's FTS5: simpler, and there when the index is not.

A word is looked up as the beginning of words, by its stem; what it finds, filters and
counts comes from one state of the catalogue. Misspellings are not put right, and a
quotation is looked up as it stands.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from finder.catalog.database import Error, reader
from finder.catalog.searchable import versions
from finder.catalog.stated import allowed, stated
from finder.search.analysis import stem
from finder.search.concepts import Concepts, content, shared
from finder.search.known_concepts import concepts_digest, known
from finder.search.facets import Facets, programmes
from finder.search.folding import folded
from finder.search.languages import swedish
from finder.search.held import NOTHING, Postings
from finder.search.readings import Reading, listed
from finder.search.sets import bits
from finder.search.snapshot import languages_of, says_nothing, weight_of

TIME_LIMIT = 0.3  # seconds all words of a query may take together
STEPS = 1000  # of SQLite's machine between two looks at the clock
TELLING = 4  # letters of a beginning; with fewer, "it" would reach "item"
FEMININE = "هة"  # an ending as stems have it, and as texts do
ARTICLES = ("", "ال", "وال", "بال", "كال", "فال", "لل")

LOOKED_UP = """
    SELECT programme_id, 0.01 - bm25(programme_fts, 0, 0, 4, 2.5, 1.5, 1)
      FROM programme_fts
     WHERE programme_fts MATCH ? AND language = ?
"""

Known = tuple[Facets, Concepts]
_read: dict[tuple[Path, int], tuple[int, Known]] = {}  # version, what was read
_reading = threading.Lock()  # once for all who wait for it


class FullText:
    """The catalogue's own full-text table, in one state of the catalogue."""

    def __init__(
        self, db: Database, facets: Facets, concepts: Concepts, language: str
    ) -> None:
        self.db, self.facets, self.language = db, facets, language
        self.concepts = concepts
        self.numbers = {one.id: number for number, one in enumerate(facets.entries)}
        self.end = time.monotonic() + TIME_LIMIT
        db.conn.set_progress_handler(self._late, STEPS)

    def readings(self, word: str) -> list[Reading]:
        """The texts that hold *word* or a word that begins with it."""
        found = []
        for field in languages_of(self.language):
            if field != self.language and says_nothing(word, field):
                continue
            asked = expression(word, field)
            found += self._read("word", f"{field}:{word}", asked, field)
        return found

    def phrase(self, words: Sequence[str]) -> list[Reading]:
        """The texts that hold *words* one after the other, just as they are."""
        found = []
        for field in languages_of(self.language):
            said = " ".join(words)
            found += self._read("phrase", f"{field}:{said}", _quoted(said), field)
        return found

    def meaning(self, concept: str) -> list[Reading]:
        """The texts that hold a label of *concept*."""
        found = []
        for field in languages_of(self.language):
            labels = self.concepts.labels.get(field, {}).get(concept, ())
            asked = " OR ".join(
                " AND ".join(f"({expression(word, field)})" for word in words)
                for words in (content(label, field) for label in labels)
            )
            if asked:
                found += self._read("concept", concept, asked, field)
        return found

    def parts(self, word: str) -> list[str]:
        """None: what compounds are made of is known to the index only."""
        return []

    def has(self, word: str) -> bool:
        """Whether *word* stands in a text."""
        return bool(self.readings(word))

    def nearest(self, word: str) -> list[str]:
        """None: the catalogue's own words are known to the index only."""
        return []

    def _read(self, how: str, what: str, asked: str, field: str) -> list[Reading]:
        held = self._looked_up(asked, field)
        weight = weight_of(field, self.language)
        return [Reading(how, what, weight, held, bits(held.ids))] if held.ids else []

    def _looked_up(self, asked: str, field: str) -> Postings:
        """What *asked* finds; nothing when the words before it have used up TIME_LIMIT."""
        if self._late():
            return NOTHING
        try:
            rows = self.db.execute(LOOKED_UP, [asked, field]).fetchall()
        except Error:
            if self._late():
                return NOTHING
            raise
        return listed({self.numbers[one]: score for one, score in rows})

    def _late(self) -> bool:
        return time.monotonic() > self.end


@contextmanager
def full_text(catalogue_path: Path, language: str) -> Iterator[FullText]:
    """FTS5 for readers of *language*, in the state the catalogue has now."""
    db = reader(catalogue_path)
    try:
        db.execute("BEGIN")  # one state for all that is read
        facets, concepts = _known(db, catalogue_path)
        yield FullText(db, facets, concepts, language)
    finally:
        db.close()


def expression(word: str, language: str) -> str:
    """The FTS5 query for lower-case *word* in *language*: quoted, so never an operator."""
    if language == "ar" and not word.isascii():
        bare = stem(word, "ar")
        spelt = [bare, word]
        spelt += [bare[:-1] + FEMININE[1]] if bare.endswith(FEMININE[0]) else []
        found = [article + one for one in spelt for article in ARTICLES]
        return " OR ".join(f"{_quoted(form)} *" for form in dict.fromkeys(found))
    if language == "sv":
        forms = swedish.forms(word)
    else:
        forms = list(dict.fromkeys([word, stem(word, language)]))
    long = [form for form in forms[:2] if len(form) >= TELLING]
    start = long[-1] if long else ""
    if start and not folded(word).startswith(folded(start)):
        start = word  # a stem that no form begins with
    short = [form for form in forms if len(form) < len(start) or not start]
    looked_up = [f"{_quoted(start)} *"] if start else []
    looked_up += [_quoted(form) for form in dict.fromkeys(short)]
    return " OR ".join(looked_up)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _known(db: Database, catalogue_path: Path) -> Known:
    """Filters and concepts of this state of the catalogue; read once for each."""
    key = (catalogue_path, catalogue_path.stat().st_ino)
    version = sum(versions(db).values())
    with _reading:
        held = _read.get(key)
        if held is None or held[0] != version:
            facets = Facets(programmes(stated(db), allowed(db)))
            concepts = shared(concepts_digest(db), lambda: known(db))
            held = _read[key] = (version, (facets, concepts))
    return held[1]
