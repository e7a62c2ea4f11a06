"""The index as those who search see it: opened once, kept in memory, left when it is not in step.

Every file is read once, its checksum compared, and Whoosh opened on those very bytes.
So nothing that happens to the files later can change an answer, and no file is open
whose position processes or threads could share.
"""

import json
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.query import Term as WhooshTerm
from whoosh.scoring import BM25F, BM25FScorer
from whoosh.searching import Searcher

from finder.catalog.database import reader
from finder.catalog.searchable import versions
from finder.search import generations
from finder.search.facets import Facets
from finder.search.generations import IndexDamaged, Manifest
from finder.search.index import FACTS_FILE, Facts
from finder.search.query import Term, Word, best, nearest, terms
from finder.search.vocabulary import Vocabulary

TRUSTED = 1.0  # seconds; two changes within a file system's tick look like one
KEPT = 200_000  # postings of a snapshot kept decoded, about 20 MB
K1, B = 1.2, 0.5  # BM25: how soon repetition tires, how much length counts

Stamp = tuple[tuple[int, int, int], ...]  # inode, mtime, size of files


class Bm25(BM25F):
    """Whoosh's BM25F that measures every language's texts by the originals' mean length.

    Whoosh's own mean counts programmes without a text in the language: where few are
    translated it would take every translation for an overlong one.
    """

    def __init__(self, length: float) -> None:
        super().__init__(B=B, K1=K1)
        self.length = length

    def scorer(
        self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1
    ) -> BM25FScorer:
        scorer = BM25FScorer(searcher, fieldname, text, B, K1, qf=qf)
        scorer.avgfl = self.length
        return scorer


class Verified(RamStorage):
    """Index files in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__()
        self.files = files

    def open_file(self, name: str, **options: object) -> BufferFile:
        if name not in self.files:
            raise NameError(name)
        return BufferFile(self.files[name], name=name)


class Snapshot:
    """One language's index in one state of the catalogue; it never changes."""

    def __init__(
        self, files: Mapping[str, bytes], language: str, made: Manifest
    ) -> None:
        facts: Facts = json.loads(files[FACTS_FILE])
        opened = Verified({k: v for k, v in files.items() if k != FACTS_FILE})
        self.language = language
        self.state = (made["catalogue"], made["versions"][language])
        self.facets = Facets(facts["programmes"], facts["allowed"])
        self.concepts = facts["concepts"]
        self.words = {
            field: Vocabulary(field, words) for field, words in facts["words"].items()
        }
        self._searcher = opened.open_index().searcher(weighting=Bm25(facts["length"]))
        self._kept: dict[tuple[str, str], dict[int, float]] = {}
        self._room = KEPT
        self._one_at_a_time = threading.Lock()  # a Whoosh file has one reading position
        stored = [
            fields["id"] for fields in self._searcher.reader().all_stored_fields()
        ]
        if stored != [fact["id"] for fact in facts["programmes"]]:
            raise IndexDamaged(f"The index of {language} does not fit its facts.")

    def scores(self, word: Word) -> dict[int, float]:
        """Number of each programme that holds *word* -> how well it does."""
        found: dict[int, float] = {}
        bounds: dict[str, float] = {}  # language -> how rare the word itself is there
        with self._one_at_a_time:
            for term in filter(self._held, terms(word, self.language, self.words)):
                rarity = self._searcher.idf(term.field, term.text)
                if term.own:
                    bounds[term.field] = rarity
                bound = min(1.0, bounds.get(term.field, rarity) / rarity)
                best(found, self._postings(term), term.weight * bound)
        return found

    def nearest(self, word: Word) -> list[str]:
        """Words of the catalogue that *word* may be a misspelling of, likeliest first."""
        return nearest(word, self.words)

    def _held(self, term: Term) -> bool:
        return (term.field, term.text) in self._searcher.reader()

    def _postings(self, term: Term) -> dict[int, float]:
        """Number of each programme that holds *term* -> its score, kept for the next time.

        What is kept are words of the catalogue, never what somebody typed.
        """
        key = (term.field, term.text)
        if key in self._kept:
            return self._kept[key]
        matcher = WhooshTerm(*key).matcher(self._searcher)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.score()
            matcher.next()
        if self._room >= len(found):
            self._kept[key] = found
            self._room -= len(found)
        return found


class _Known:
    """What this process knows of one instance's generation; replaced when CURRENT moves."""

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.snapshots: dict[str, Snapshot] = {}
        self.damaged: dict[str, str] = (
            {}
        )  # language -> why; not hashed at every request


class _Wanted(NamedTuple):
    """A catalogue's versions when they were last read."""

    stamp: Stamp
    read_at: float  # seconds of the monotonic clock
    versions: dict[str, int]


_known: dict[Path, _Known] = {}
_wanted: dict[Path, _Wanted] = {}
_loading = threading.Lock()


def snapshot(catalogue_path: Path, instance: Path, language: str) -> Snapshot:
    """The index of *language*, verified and in step with the catalogue.

    Raises :class:`IndexDamaged` when it is not there, not whole, or not in step: the
    indexer will see to it, and FTS5 answers until then.
    """
    with _loading:
        opened = _opened(instance, language)
        catalogue, wanted = _versions(catalogue_path)
    if opened.state != (catalogue, wanted.get(language, 0)):
        raise IndexDamaged(f"The index of {language} is behind the catalogue.")
    return opened


def forget() -> None:
    """Drop what this process has read of indexes and catalogues."""
    with _loading:
        _known.clear()
        _wanted.clear()


def _opened(instance: Path, language: str) -> Snapshot:
    stamp = _stamp(generations.home(instance) / generations.POINTER)
    known = _known.get(instance)
    if known is None or known.stamp != stamp:
        known = _known[instance] = _Known(stamp)
    if language in known.damaged:
        raise IndexDamaged(known.damaged[language])
    if language not in known.snapshots:
        try:
            known.snapshots[language] = _loaded(instance, language)
        except Exception as error:
            known.damaged[language] = f"The index of {language} is damaged: {error}"
            raise
    return known.snapshots[language]


def _loaded(instance: Path, language: str) -> Snapshot:
    generation = generations.current(instance)
    made = generations.manifest(generation)
    files = generations.verified(generation, made, language)
    return Snapshot(files, language, made)


def _versions(catalogue_path: Path) -> tuple[int, dict[str, int]]:
    """The catalogue's inode and versions, read when its files change and every second."""
    wal = catalogue_path.with_name(catalogue_path.name + "-wal")
    stamp, now = _stamp(catalogue_path, wal), time.monotonic()
    known = _wanted.get(catalogue_path)
    if known is None or known.stamp != stamp or now - known.read_at > TRUSTED:
        db = reader(catalogue_path)
        try:
            known = _wanted[catalogue_path] = _Wanted(stamp, now, versions(db))
        finally:
            db.close()
    return known.stamp[0][0], known.versions


def _stamp(*paths: Path) -> Stamp:
    """Moves when a file is written, replaced or removed."""
    found = []
    for path in paths:
        try:
            state = path.stat()
            found.append((state.st_ino, state.st_mtime_ns, state.st_size))
        except OSError:
            found.append((0, 0, 0))
    return tuple(found)
