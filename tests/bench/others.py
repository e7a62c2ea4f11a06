"""The engines to compare with, each used as those who know it well would use it."""

from collections.abc import Callable
from typing import Any

import tantivy
from sqlite_utils import Database
from sqlite_utils.db import sqlite3

from tests.bench import asked
from tests.bench.asked import Asked
from tests.bench.engines import TEN, Answer, Corpus, Counts

PutRight = Callable[[str], str]  # misspelt word -> the stem of the nearest one
TWO_EDITS = 8  # letters from which two edits are a misspelling, as in ours
HEAP = 500_000_000  # bytes that tantivy may use while it indexes
MOST = 1000  # values of one filter that are counted

SCHEMA = """
    CREATE VIRTUAL TABLE text USING fts5 (
        stems, content = '', prefix = '3 4 5',
        tokenize = "unicode61 remove_diacritics 0 tokenchars '''+#`'");
    CREATE TABLE stated (
        number INTEGER, filter INTEGER, value INTEGER, PRIMARY KEY (number, filter, value)
    ) WITHOUT ROWID;
"""
INDEXED = """
    CREATE UNIQUE INDEX stating ON stated (value, number);
    INSERT INTO text (text) VALUES ('optimize');
    ANALYZE;
"""
STATING = """
    AND EXISTS (SELECT 1 FROM stated AS c WHERE c.value = {value} AND c.number = {number})
"""
TOTAL = "SELECT count(*) FROM text WHERE text MATCH ? {stating}"
BEST = "SELECT rowid FROM text WHERE text MATCH ? {stating} ORDER BY rank LIMIT {ten}"
COUNTS = """
    WITH hits AS MATERIALIZED (SELECT rowid AS number FROM text WHERE text MATCH ?)
    {counted}
"""
COUNTED = """
    SELECT s.value, count(*) FROM hits CROSS JOIN stated AS s ON s.number = hits.number
     WHERE {which} {stating} GROUP BY s.value
"""


class FTS5:
    """SQLite: a full-text table without the texts, and a table of what programmes state.

    One column for the stems, prefix indexes for the lengths of the beginnings that are
    asked for, and two indexes on what is stated: to look a value up, and to count.
    """

    name = "FTS5"

    def __init__(self, corpus: Corpus, put_right: PutRight) -> None:
        self.put_right = put_right
        db = Database(sqlite3.connect(":memory:", isolation_level=None))
        self.conn = db.conn
        self.conn.execute("PRAGMA cache_size = -200000")
        self.conn.executescript(SCHEMA)
        self.filters = {name: n for n, name in enumerate(corpus.facets.values)}
        self.values: dict[tuple[str, str], int] = {}
        self.conn.execute("BEGIN")
        self.conn.executemany(
            "INSERT INTO text (rowid, stems) VALUES (?, ?)", corpus.texts()
        )
        for number, held in enumerate(corpus.stated()):
            rows = [
                (number, self.filters[name], self._value(name, value))
                for name, values in held.items()
                for value in values
            ]
            self.conn.executemany("INSERT INTO stated VALUES (?, ?, ?)", rows)
        self.conn.execute("COMMIT")
        self.conn.executescript(INDEXED)
        self.named = {number: pair for pair, number in self.values.items()}

    def answer(self, one: Asked) -> Answer:
        """The ten best and the total, each by its own statement; counts by one more."""
        said = self._expression(one)
        chosen = {name: self.values[name, value] for name, value in one.filters}
        stating = _stating(chosen, "text.rowid")
        total = self.conn.execute(TOTAL.format(stating=stating), [said]).fetchone()[0]
        best = self.conn.execute(BEST.format(stating=stating, ten=TEN), [said])
        counts = self._counts(said, chosen) if one.type == asked.COUNTED else {}
        return Answer(total, [row[0] for row in best.fetchall()], counts)

    def _value(self, name: str, value: str) -> int:
        return self.values.setdefault((name, value), len(self.values))

    def _expression(self, one: Asked) -> str:
        if one.type == asked.PHRASE:
            return _quoted(" ".join(one.terms))
        if one.type == asked.TYPO:
            return _quoted(self.put_right(one.terms[0]))
        if one.type == asked.PREFIX:
            return f"{_quoted(one.terms[0])} *"
        between = " OR " if one.type == asked.ANY else " AND "
        return between.join(map(_quoted, one.terms))

    def _counts(self, said: str, chosen: dict[str, int]) -> Counts:
        """Of each filter, without what is chosen in it: one pass for those not chosen in."""
        numbers = [self.filters[name] for name in chosen]
        rest = " AND ".join(f"s.filter <> {number}" for number in numbers)
        counted = [
            COUNTED.format(which=rest or "1", stating=_stating(chosen, "hits.number"))
        ]
        for name in chosen:
            others = {other: value for other, value in chosen.items() if other != name}
            counted.append(
                COUNTED.format(
                    which=f"s.filter = {self.filters[name]}",
                    stating=_stating(others, "hits.number"),
                )
            )
        found = self.conn.execute(
            COUNTS.format(counted=" UNION ALL ".join(counted)), [said]
        )
        counts: Counts = {}
        for number, programmes in found.fetchall():
            name, value = self.named[number]
            counts.setdefault(name, {})[value] = programmes
        return counts


class Tantivy:
    """tantivy: one segment in memory, filters as terms that are fast fields, too."""

    name = "tantivy"

    def __init__(self, corpus: Corpus) -> None:
        self.filters = list(corpus.facets.values)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(
            "stems", tokenizer_name="whitespace", index_option="position"
        )
        builder.add_integer_field("number", fast=True)
        for name in self.filters:
            builder.add_text_field(
                name, tokenizer_name="raw", index_option="basic", fast=True
            )
        self.schema = builder.build()
        index = tantivy.Index(self.schema)
        writer = index.writer(HEAP, 1)
        stated = corpus.stated()
        said = dict(corpus.texts())
        for number, held in enumerate(stated):
            fields: dict[str, Any] = {"number": number, **held}
            writer.add_document(tantivy.Document(stems=said.get(number, ""), **fields))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def answer(self, one: Asked) -> Answer:
        """The ten best and the total in one search; counts by its aggregations."""
        said = self._query(one)
        chosen = {name: self._term(name, value) for name, value in one.filters}
        found: Any = self.searcher.search(_all([said, *chosen.values()]), TEN)
        addresses = [address for _, address in found.hits]
        best: Any = self.searcher.fast_field_values("number", addresses)
        counts = self._counts(said, chosen) if one.type == asked.COUNTED else {}
        return Answer(found.count, best, counts)

    def _term(self, name: str, value: str) -> Any:
        term = tantivy.Query.term_query(self.schema, name, value, "basic")
        return tantivy.Query.const_score_query(term, 0.0)

    def _query(self, one: Asked) -> Any:
        make, schema, first = tantivy.Query, self.schema, one.terms[0]
        if one.type == asked.PHRASE:
            return make.phrase_query(schema, "stems", list(one.terms))
        if one.type == asked.TYPO:
            edits = 2 if len(first) >= TWO_EDITS else 1
            return make.fuzzy_term_query(schema, "stems", first, edits)
        if one.type == asked.PREFIX:
            return make.fuzzy_term_query(schema, "stems", first, 0, prefix=True)
        each = [make.term_query(schema, "stems", term, "freq") for term in one.terms]
        if one.type == asked.ANY:
            return make.boolean_query([(tantivy.Occur.Should, one) for one in each])
        return _all(each)

    def _counts(self, said: Any, chosen: dict[str, Any]) -> Counts:
        """Of each filter, without what is chosen in it: one pass for those not chosen in."""
        rest = [name for name in self.filters if name not in chosen]
        counts = self._aggregated(_all([said, *chosen.values()]), rest)
        for name in chosen:
            others = [term for other, term in chosen.items() if other != name]
            counts |= self._aggregated(_all([said, *others]), [name])
        return counts

    def _aggregated(self, query: Any, names: list[str]) -> Counts:
        wanted = {name: {"terms": {"field": name, "size": MOST}} for name in names}
        found = self.searcher.aggregate(query, wanted)
        return {
            name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]}
            for name in names
        }


def _stating(chosen: dict[str, int], number: str) -> str:
    return "".join(
        STATING.format(value=value, number=number) for value in chosen.values()
    )


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _all(each: list[Any]) -> Any:
    if len(each) == 1:
        return each[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in each])
