"""One language's Whoosh index: its schema, and how it is built from the catalogue's rows.

Two text fields at most, named as their languages: the reader's and the source's. A
field's tokens are stems that carry the boost of the section they stand in. Beside the
index lies FACTS_FILE: what answers need besides text, in document order.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

import Stemmer
import whoosh
from sqlite_utils import Database
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions

from finder.catalog import filters as catalogue_filters
from finder.catalog import searchable as catalogue_rows
from finder.catalog.searchable import Searchable, searchable
from finder.config import SOURCE_LANGUAGE
from finder.search import analysis, concepts, facts, folding
from finder.search.concepts import Leads, known
from finder.search.facts import Fact, allowed_values, fact

NAME, KEYWORDS, SUMMARY, BODY = 4.0, 2.5, 1.5, 1.0  # boosts
BOOSTS = {"name": NAME, "name_explained": NAME, "summary": SUMMARY}  # others: BODY
GAP = 100  # positions between sections, so that no phrase reaches across
FACTS_FILE = "facts.json"
# with this one, what is indexed
DECIDING = (analysis, concepts, facts, folding, catalogue_filters, catalogue_rows)
WHOOSH_VERSION = ".".join(str(part) for part in whoosh.__version__)

Parts = list[tuple[float, list[str]]]  # boost, words
stemmed = lru_cache(maxsize=50_000)(analysis.stem)  # of the catalogue's words only


class Facts(TypedDict):
    """The content of FACTS_FILE."""

    programmes: list[Fact]
    allowed: dict[str, list[str]]  # filter -> values there can be
    words: dict[str, dict[str, int]]  # language -> word -> programmes it stands in
    concepts: Leads  # what words that no programme uses are near to
    length: float  # mean words of a programme in the source language


class PartsAnalyzer(Analyzer):
    """Stems of [(boost, words), …] in one language, as Whoosh tokens."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(
        self, value: Iterable[tuple[float, list[str]]], **modes: Any
    ) -> Iterator[Token]:
        token = Token(positions=True, boosts=True, **_without_ours(modes))
        position = 0
        for boost, words in value:
            for word in words:
                token.text = stemmed(word, self.language)
                token.boost, token.pos, token.stopped = boost, position, False
                position += 1
                yield token
            position += GAP


class PartsField(TEXT):
    """A text field that is given [(boost, words), …] instead of one text."""

    def __init__(self, language: str) -> None:
        super().__init__(analyzer=PartsAnalyzer(language))
        self.format = Positions()

    def index(
        self, value: Parts, **modes: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        # An iterator: Whoosh takes a list for tokens that are ready.
        for text, *rest in self.format.word_values(iter(value), self.analyzer, **modes):
            yield (text.encode(), *rest)


def fields(language: str) -> list[str]:
    """The text fields of *language*'s index, the reader's language first."""
    return list(dict.fromkeys([language, SOURCE_LANGUAGE]))


def schema(language: str) -> Schema:
    """Of *language*'s index."""
    texts = {field: PartsField(field) for field in fields(language)}
    return Schema(id=ID(stored=True), **texts)


def schema_hash() -> str:
    """Changes with anything that decides what an index holds."""
    found = sha256(f"{WHOOSH_VERSION} {Stemmer.version()}".encode())
    for path in (__file__, *(str(module.__file__) for module in DECIDING)):
        found.update(Path(path).read_bytes())
    return found.hexdigest()


def parts(row: Searchable, language: str) -> Parts:
    """What of *row* is searched in *language*, with its boost; [] when there is nothing."""
    texts = row["texts"].get(language, {})
    found = [(BOOSTS.get(section, BODY), text) for section, text in texts.items()]
    found += [(KEYWORDS, label) for label in row["keywords"].get(language, [])]
    return [(boost, analysis.words(text)) for boost, text in found]


def build(folder: Path, db: Database, language: str) -> None:
    """Write the index of *language* and its FACTS_FILE into the empty *folder*."""
    rows = searchable(db, language)
    words = Words(language)
    index = FileStorage(str(folder)).create_index(schema(language))
    writer = index.writer(limitmb=256)
    for row in rows:
        texts = {field: parts(row, field) for field in fields(language)}
        words.count(texts)
        writer.add_document(id=row["id"], **{k: v for k, v in texts.items() if v})
    writer.commit(optimize=True)
    index.close()
    found = Facts(
        programmes=[fact(row, language) for row in rows],
        allowed=allowed_values(db),
        words={field: dict(sorted(held.items())) for field, held in words.held.items()},
        concepts=known(db, language),
        length=words.length / len(rows) if words.length else 1.0,
    )
    with open(folder / FACTS_FILE, "w", encoding="utf-8") as file:
        file.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")))


class Words:
    """Counts the words of programmes, field by field."""

    def __init__(self, language: str) -> None:
        self.held: dict[str, Counter[str]] = {
            one: Counter() for one in fields(language)
        }
        self.length = 0  # words in the source language

    def count(self, texts: Mapping[str, Parts]) -> None:
        """Take in one programme's *texts*."""
        for field, found in texts.items():
            self.held[field].update({word for _, words in found for word in words})
        self.length += sum(len(words) for _, words in texts[SOURCE_LANGUAGE])


def _without_ours(modes: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in modes.items() if k not in ("positions", "boosts")}
