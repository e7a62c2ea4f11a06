"""The index this process has read: opened once, kept in memory, left when it is not in step.

Every file is read once, its checksum compared, and all of it taken into memory. So
nothing that happens to the files later can change an answer, and no file is open whose
position processes or threads could share.
"""

import ctypes
import json
import logging
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from finder.catalog.database import CatalogueDamaged
from finder.catalog.state import Stamp, State, stamp, state
from finder.catalog.state import forget as forget_state
from finder.config import SEARCHED
from finder.search import generations
from finder.search.analysis import words
from finder.search.concepts import shared
from finder.search.facets import Facets
from finder.search.facts import CONCEPTS, PROGRAMMES, Facts
from finder.search.generations import FACTS, IndexDamaged, sums_of
from finder.search.suggestions import names
from finder.search.transliteration import LONG, SWALLOWED, by_skeleton
from finder.search.language_index import LanguageIndex
from finder.search.snapshot import Common, Snapshot, languages_of

TELLING = 6  # letters of a word of a name
WAIT = 0.5  # seconds that a search waits for a new index rather than take FTS5

log = logging.getLogger(__name__)


class _Opened:
    """One generation, as far as it has been read; it never changes."""

    def __init__(self, generation: Path, before: "_Opened | None" = None) -> None:
        self.generation = generation
        self.made = generations.manifest(generation)
        files = self._files(FACTS)
        same = before and sums_of(before.made, FACTS) == sums_of(self.made, FACTS)
        self.common: Common = before.common if before and same else _common(files)
        self.indexes = self._unchanged(before) if before else {}
        self.snapshots: dict[str, Snapshot] = {}

    def snapshot(self, language: str) -> Snapshot:
        """This generation for readers of *language*."""
        if language not in self.snapshots:
            indexes = [self._index(one) for one in languages_of(language)]
            self.snapshots[language] = Snapshot(language, self.common, indexes)
        return self.snapshots[language]

    def in_step(self, language: str, now: State) -> bool:
        """Whether a reader of *language* finds here what the catalogue holds *now*."""
        made, wanted = self.made["versions"], dict(now.versions)
        return self.made["catalogue"] == now.catalogue and all(
            made.get(one) == wanted.get(one, 0) for one in languages_of(language)
        )

    def _index(self, language: str) -> LanguageIndex:
        if language not in self.indexes:
            self.indexes[language] = LanguageIndex(
                self._files(language),
                language,
                self.common.numbers,
                self.common.length,
                self.common.concepts.spelt.get(language, ()),
            )
        return self.indexes[language]

    def _unchanged(self, before: "_Opened") -> dict[str, LanguageIndex]:
        """The indexes of the generation *before* that are the same in this one."""
        same = before.common.numbers == self.common.numbers
        if not same or before.common.length != self.common.length:
            return {}
        if before.common.concepts.labels != self.common.concepts.labels:
            return {}
        return {
            language: index
            for language, index in before.indexes.items()
            if sums_of(before.made, language) == sums_of(self.made, language)
        }

    def _files(self, folder: str) -> dict[str, bytes]:
        return generations.verified(self.generation, self.made, folder)


def _common(files: Mapping[str, bytes]) -> Common:
    """What is the same in every language, from the *files* of facts."""
    facts: Facts = json.loads(files[PROGRAMMES])
    facets = Facets(facts["programmes"])
    numbers = {one.id: number for number, one in enumerate(facets.entries)}
    concepts = shared(facts["concepts"], lambda: json.loads(files[CONCEPTS]))
    return Common(
        *(facets, concepts, numbers, facts["length"], facts["terms"]),
        *(names(facets), by_skeleton(_name_words(facets), SWALLOWED, LONG)),
    )


def _name_words(facets: Facets) -> Iterator[str]:
    """The words of programmes' names that are long enough to be known in any script."""
    every = dict.fromkeys(word for one in facets.entries for word in words(one.name))
    yield from (word for word in every if len(word) >= TELLING)


class _Known:
    """What this process knows of one instance's generation; replaced when CURRENT moves."""

    def __init__(self, found: Stamp, before: _Opened | None = None) -> None:
        self.stamp = found
        self.before = before  # what is the same in it is taken over
        self.opened: _Opened | None = None
        self.damaged: dict[str, str] = {}  # language -> why; not read at every request
        self.ready = threading.Event()
        self.alone = threading.Lock()

    def snapshot(self, instance: Path, language: str) -> Snapshot:
        """The generation for readers of *language*, read when first asked for.

        Raises what reading it raises, the first time, and then :class:`IndexDamaged`.
        """
        with self.alone:
            if language in self.damaged:
                raise IndexDamaged(self.damaged[language])
            try:
                if self.opened is None:
                    current = generations.current(instance)
                    self.opened = _Opened(current, self.before)
                    self.before = None
                return self.opened.snapshot(language)
            except Exception as error:
                self.damaged[language] = f"The index of {language} is damaged: {error}"
                raise


_known: dict[Path, _Known] = {}
_changing = threading.Lock()


def snapshot(catalogue_path: Path, instance: Path, language: str) -> Snapshot:
    """The index for readers of *language*, verified and in step with the catalogue.

    A new one is read beside the answering; whoever asks meanwhile waits for it at most
    WAIT. Raises :class:`IndexDamaged` when it is not there, not whole, not in step, or
    not read yet: the indexer will see to it, and FTS5 answers until then.
    """
    known = _current(instance)
    if not known.ready.wait(WAIT):
        raise IndexDamaged("The new index is being read.")
    found = known.snapshot(instance, language)
    if known.opened is None or not known.opened.in_step(
        language, state(catalogue_path)
    ):
        raise IndexDamaged(f"The index of {language} is behind the catalogue.")
    return found


def warm(catalogue_path: Path, instance: Path) -> None:
    """Read everything that searches need, so that no reader waits for it."""
    for language in SEARCHED:
        try:
            snapshot(catalogue_path, instance, language).warm()
        except (IndexDamaged, CatalogueDamaged, OSError, ValueError):
            continue  # FTS5 answers, and the indexer sees to it
    _give_back()


def _give_back() -> None:
    """Return to the system the memory that reading needed for a moment, where that can be."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of the GNU C library
    if trim:
        trim(0)


def forget() -> None:
    """Drop what this process has read of indexes and catalogues."""
    with _changing:
        _known.clear()
    forget_state()


def _current(instance: Path) -> _Known:
    """What is known of the current generation; a new one begins to be read."""
    found = stamp(generations.home(instance) / generations.POINTER)
    with _changing:
        known = _known.get(instance)
        if known is None:
            known = _known[instance] = _Known(found)
            known.ready.set()
        elif known.stamp != found:
            before = known.opened or known.before
            languages = list(before.snapshots) if before else []
            known = _known[instance] = _Known(found, before)
            reading = (known, instance, languages)
            threading.Thread(target=_read, args=reading, daemon=True).start()
        return known


def _read(known: _Known, instance: Path, languages: list[str]) -> None:
    """Read a new generation in the *languages* that the one before was asked for."""
    try:
        for language in languages:
            known.snapshot(instance, language).warm()
    except Exception as error:  # who asks for it is told
        log.debug("The new index cannot be read: %s", error)
    finally:
        known.ready.set()
        _give_back()
