"""Engines to compare with, as they come: the same texts, their own analysis.

Each finds programmes that have any word of the query, best first; the reader's language
and Swedish together. None knows anything of concepts, compounds or other languages.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from sqlite_utils import Database
from whoosh import fields
from whoosh.analysis import LanguageAnalyzer, StandardAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from finder.catalog import database
from finder.catalog.searchable import Text, texts
from finder.config import SEARCHED
from finder.search import find
from finder.search.analysis import words

from .judged import DEPTH

Engine = Callable[[str, str], Sequence[str]]  # query, language -> ids, best first
PARTS = {"name": 4.0, "keywords": 2.5, "summary": 1.5, "body": 1.0}
TANTIVY = {  # languages that it has a stemmer for
    **{"sv": "swedish", "en": "english", "ar": "arabic", "fi": "finnish"},
    **{"es": "spanish", "tr": "turkish", "ru": "russian"},
}


def ours(catalogue: Path) -> Engine:
    """The finder itself, by its index."""

    def search(text: str, language: str) -> Sequence[str]:
        found = find(
            catalogue, catalogue.parent, text=text, language=language, filters={}
        )
        assert found["engine"] == "index"
        return [hit["id"] for hit in found["results"][:DEPTH]]

    return search


def fts5(catalogue: Path) -> Engine:
    """SQLite's FTS5: any word, as the beginning of a word, bm25."""
    db = database.reader(catalogue)

    def search(text: str, language: str) -> Sequence[str]:
        asked = " OR ".join(f'"{word}" *' for word in words(text.replace('"', " ")))
        if not asked:
            return []
        rows = db.execute(
            "SELECT f.programme_id FROM programme_fts AS f"
            "  JOIN programme AS p ON p.id = f.programme_id"
            " WHERE programme_fts MATCH ? AND f.language IN (?, 'sv')"
            "   AND p.status = 'active' ORDER BY bm25(programme_fts, 0, 0, 4, 2.5, 1.5, 1)",
            [asked, language],
        ).fetchall()
        return list(dict.fromkeys(row[0] for row in rows))[:DEPTH]

    return search


def whoosh(catalogue: Path) -> Engine:
    """Whoosh with its own analyzer of the language and its own BM25F."""
    made = {one: _whoosh_index(_active(catalogue, one), one) for one in SEARCHED}

    def search(text: str, language: str) -> Sequence[str]:
        found: dict[str, float] = {}
        for one in dict.fromkeys((language, "sv")):
            if one in made:
                index, boosts = made[one], PARTS
                parser = MultifieldParser(
                    list(PARTS), index.schema, fieldboosts=boosts, group=OrGroup
                )
                parser.remove_plugin_class(type(parser.plugins[0]))
                with index.searcher() as searcher:
                    asked = parser.parse(" ".join(words(text)))
                    for hit in searcher.search(asked, limit=DEPTH):
                        found[hit["id"]] = max(found.get(hit["id"], 0.0), hit.score)
        return sorted(found, key=lambda one: -found[one])[:DEPTH]

    return search


def tantivy_engine(catalogue: Path) -> Engine:
    """tantivy with its stemmer of the language, letters folded."""
    made = {one: _tantivy_index(_active(catalogue, one), one) for one in SEARCHED}

    def search(text: str, language: str) -> Sequence[str]:
        found: dict[str, float] = {}
        asked = " ".join(words(text))
        for one in dict.fromkeys((language, "sv")):
            if one in made and asked:
                index = made[one]
                query, _ = index.parse_query_lenient(
                    asked, list(PARTS), field_boosts=PARTS
                )
                searcher = index.searcher()
                for score, address in searcher.search(query, DEPTH).hits:
                    identity = searcher.doc(address)["id"][0]
                    found[identity] = max(found.get(identity, 0.0), score)
        return sorted(found, key=lambda one: -found[one])[:DEPTH]

    return search


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "finder": ours,
    "FTS5": fts5,
    "Whoosh": whoosh,
    "tantivy": tantivy_engine,
}


def _active(catalogue: Path, language: str) -> list[Text]:
    db: Database = database.reader(catalogue)
    active = {
        row[0] for row in db.execute("SELECT id FROM programme WHERE status = 'active'")
    }
    found = [text for text in texts(db, language) if text.id in active]
    db.close()
    return found


def _whoosh_index(said: Sequence[Text], language: str):  # type: ignore[no-untyped-def]
    try:
        analyzer = LanguageAnalyzer(language)
        list(analyzer("x"))
    except Exception:
        analyzer = StandardAnalyzer()
    parts = {part: fields.TEXT(analyzer=analyzer) for part in PARTS}
    index = RamStorage().create_index(fields.Schema(id=fields.ID(stored=True), **parts))
    with index.writer() as writer:
        for text in said:
            writer.add_document(**text._asdict())
    return index


def _tantivy_index(said: Sequence[Text], language: str) -> tantivy.Index:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase())
    if language in TANTIVY:
        builder = builder.filter(tantivy.Filter.stemmer(TANTIVY[language]))
    analyzer = builder.filter(tantivy.Filter.ascii_fold()).build()
    schema = tantivy.SchemaBuilder().add_text_field(
        "id", stored=True, tokenizer_name="raw"
    )
    for part in PARTS:
        schema = schema.add_text_field(part, tokenizer_name="own")
    index = tantivy.Index(schema.build())
    index.register_tokenizer("own", analyzer)
    writer = index.writer()
    for text in said:
        writer.add_document(tantivy.Document(**text._asdict()))
    writer.commit()
    index.reload()
    return index
