"""One language's Whoosh index: its schema, how it is built, and how a change is added to it.

Beside Whoosh's files lie TEXTS (which programme's text stands where in SEQUENCES, with a
digest that tells whether it has changed), SEQUENCES (the numbers of the words of every
text, in order), WORDS (the words by number, and what compounds are made of), and of each of
Whoosh's segments what searches read of it (see :mod:`finder.search.segments`).
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import Stemmer
import whoosh
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.writing import IndexWriter

from finder.catalog import filters, review, searchable, stated
from finder.catalog.searchable import Text
from finder.config import SOURCE_LANGUAGE
from finder.search import (
    analysis,
    compounds,
    concepts,
    facets,
    facts,
    folding,
    languages,
    postings,
    segments,
)
from finder.search.compounds import dictionary, dictionary_version
from finder.search.postings import FIELD
from finder.search.segments import END

BOOSTS = {"name": 4.0, "keywords": 2.5, "summary": 1.5, "body": 1.0}
TEXTS, SEQUENCES, WORDS = "texts.json", "sequences.bin", "words.json"
BREAK = 0  # the number that stands between lines
REBUILD = 0.2  # of all texts changed, from which an index is built anew
SEGMENTS = 8  # of an index, from which it is built anew
DECIDING = (
    *(analysis, compounds, folding, filters, review, searchable, stated),
    *(concepts, facets, facts, segments, postings),
)
WHOOSH_VERSION = ".".join(str(part) for part in whoosh.__version__)

stemmed = lru_cache(maxsize=100_000)(analysis.stem)  # of no word that was typed


class Place(NamedTuple):
    """Where one programme's text stands."""

    id: str
    digest: str
    words: int
    start: int  # in SEQUENCES, in numbers
    end: int


class Words(TypedDict):
    """The content of WORDS."""

    words: list[tuple[str, int]]  # by number, from 1: the programmes each stands in
    parts: dict[str, list[str]]  # compound -> the stems it is made of
    firsts: dict[str, str]  # the form that begins a compound -> the word it is of


class Weighed(TEXT):
    """A text field that is given the weight of each stem, and the number of words."""

    def __init__(self) -> None:
        super().__init__(analyzer=Silent(), phrase=False)
        self.format = Existence()

    def index(
        self, value: tuple[Mapping[str, float], Mapping[str, int]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        weights, counts = value
        for stem, weight in weights.items():
            yield stem.encode(), counts[stem], weight, b""


class Silent(Analyzer):
    """Analyses nothing: what is indexed has been."""

    def __call__(self, value: Any, **_: Any) -> Iterator[Token]:
        return iter(())


def schema() -> Schema:
    """Of every language's index."""
    return Schema(id=ID(stored=True, unique=True), **{FIELD: Weighed()})


def schema_hash() -> str:
    """Changes with anything that decides what an index holds."""
    found = sha256(
        f"{WHOOSH_VERSION} {Stemmer.version()} {dictionary_version()}".encode()
    )
    deciding = [Path(str(module.__file__)) for module in DECIDING]
    stemmers = sorted(Path(languages.__path__[0]).glob("*.py"))
    for path in (Path(__file__), *deciding, *stemmers):
        found.update(path.read_bytes())
    return found.hexdigest()


def digest(text: Text) -> str:
    """Changes with what *text* says."""
    return sha256("\0".join(text).encode()).hexdigest()[:16]


def build(folder: Path, texts: Sequence[Text], language: str) -> None:
    """Write the index of *texts* in *language* into the empty *folder*."""
    index = FileStorage(str(folder)).create_index(schema())
    draft = _Draft(language)
    with index.writer(limitmb=256) as writer:
        for text in texts:
            draft.add(text, writer)
        writer.optimize = True
    draft.write(folder, index)
    index.close()


def update(folder: Path, texts: Sequence[Text], language: str) -> bool:
    """Change the index in *folder*, where an older one is linked, to that of *texts*.

    False, with nothing changed, when so much is new that building it is better. No file
    is changed in place: the older index stays whole.
    """
    old = places_in(folder)
    digests = {text.id: digest(text) for text in texts}
    changed = [
        one
        for one in texts
        if one.id not in old or old[one.id].digest != digests[one.id]
    ]
    gone = [one for one in old if one not in digests]
    if len(changed) + len(gone) > REBUILD * max(len(texts), 1):
        return False
    if len(list(folder.glob("*.seg"))) >= SEGMENTS:
        return False
    if changed or gone:
        index = FileStorage(str(folder)).open_index()
        draft = _Draft(language)
        draft.resume(folder, old, {one.id for one in changed}.union(gone))
        writer = index.writer(limitmb=64)
        for identity in [one.id for one in changed] + gone:
            writer.delete_by_term("id", identity)
        for text in changed:
            draft.add(text, writer)
        writer.commit(merge=False)
        draft.write(folder, index)
        index.close()
    return True


def places_in(folder: Path) -> dict[str, Place]:
    """Where the texts of the index in *folder* stand, by programme."""
    return {row[0]: Place(*row) for row in json.loads((folder / TEXTS).read_bytes())}


def mean_length(folder: Path) -> float:
    """The mean number of words of a text in the index in *folder*, at least 1.

    A whole number: a small change to one text leaves every other one's scores alone.
    """
    lengths = [place.words for place in places_in(folder).values()]
    return max(1.0, float(round(sum(lengths) / max(1, len(lengths)))))


class _Draft:
    """What is written beside Whoosh's files."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.numbers: dict[str, int] = {}  # word -> its number
        self.counts: list[int] = [0]  # by number
        self.sequence = array("I")
        self.places: list[Place] = []
        self.parts: dict[str, list[str]] = {}
        self.added: list[tuple[str, Sequence[int]]] = []  # ids and texts

    def resume(self, folder: Path, old: Mapping[str, Place], without: set[str]) -> None:
        """Go on from the index in *folder*, *without* the texts of some programmes."""
        held: Words = json.loads((folder / WORDS).read_bytes())
        self.numbers = {word: n for n, (word, _) in enumerate(held["words"], 1)}
        self.counts = [0, *(count for _, count in held["words"])]
        sequence = array("I", (folder / SEQUENCES).read_bytes())
        for place in old.values():
            text = sequence[place.start : place.end]
            if place.id in without:
                for number in {*text} - {BREAK}:
                    self.counts[number] -= 1
            else:
                self._append(place.id, place.digest, place.words, text)

    def add(self, text: Text, writer: IndexWriter) -> None:
        """Take in *text*, and hand its words to Whoosh."""
        weights: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        sequence = array("I")
        for part, boost in BOOSTS.items():
            for line in getattr(text, part).split("\n"):
                for word in analysis.words(line):
                    stem = stemmed(word, self.language)
                    weights[stem] += boost  # type: ignore[assignment]
                    counts[stem] += 1
                    sequence.append(self._number(word))
                sequence.append(BREAK)
        for number in {*sequence} - {BREAK}:
            self.counts[number] += 1
        self._append(text.id, digest(text), counts.total(), sequence)
        self.added.append((text.id, sequence))
        writer.add_document(id=text.id, **{FIELD: (weights, counts)})

    def write(self, folder: Path, index: FileIndex) -> None:
        """Put the files beside those of Whoosh's *index*, replacing older ones rather than
        changing them."""
        stems = {BREAK: END}
        for word, number in self.numbers.items():
            stems[number] = stemmed(word, self.language)
        said = [(one, [stems[n] for n in text]) for one, text in self.added]
        segments.write(folder, index, said)
        if self.language == SOURCE_LANGUAGE:
            self._take_apart()
        held = Words(
            words=list(zip(self.numbers, self.counts[1:])),
            parts=self.parts,
            firsts=self._firsts(),
        )
        _replace(folder / WORDS, _compact(held))
        _replace(folder / TEXTS, _compact(sorted(self.places)))
        _replace(folder / SEQUENCES, self.sequence.tobytes())

    def _number(self, word: str) -> int:
        number = self.numbers.get(word)
        if number is None:
            number = self.numbers[word] = len(self.counts)
            self.counts.append(0)
        return number

    def _append(
        self, identity: str, digest: str, words: int, text: Sequence[int]
    ) -> None:
        start = len(self.sequence)
        self.sequence.extend(text)
        self.places.append(Place(identity, digest, words, start, len(self.sequence)))

    def _take_apart(self) -> None:
        living = [word for word, n in self.numbers.items() if self.counts[n]]
        known = dictionary().joined_with(living)
        made_of = {word: known.stems(word) for word in living}
        self.parts = {word: list(parts) for word, parts in made_of.items() if parts}

    def _firsts(self) -> dict[str, str]:
        """The forms that can begin a compound whose first word the catalogue has."""
        if self.language != SOURCE_LANGUAGE:
            return {}
        living = (word for word, n in self.numbers.items() if self.counts[n])
        reached = {stemmed(word, self.language) for word in living}
        reached.update(part for parts in self.parts.values() for part in parts)
        return {
            form: word
            for form, word in dictionary().firsts.items()
            if stemmed(word, self.language) in reached
        }


def _compact(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _replace(path: Path, content: bytes) -> None:
    """A new file: another index may be linked to the old one."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)
