"""What can be searched: each programme's text in each language, as the full-text table holds it.

The table is what FTS5 searches and what the index is built from, so that both know the
same words. It is rewritten in the transaction that changes a programme.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from finder.catalog.stated import PROGRAMMES, rows, values, with_own

# taxonomies whose labels are words people search by
SPOKEN = (
    *("kind", "target_group", "sector", "profession", "theme", "support"),
    "language_name",
)
NAMES = ("name", "name_explained")  # sections that name a programme

SECTIONS = """
    SELECT s.programme_id, s.language, s.section, s.text
      FROM programme AS p JOIN programme_section AS s ON s.programme_id = p.id
     WHERE {only} ORDER BY s.programme_id, s.language, s.section
"""
PARTNERS = """
    SELECT p.id, o.name
      FROM programme AS p JOIN programme_partner AS r ON r.programme_id = p.id
      JOIN organization AS o ON o.id = r.organization_id WHERE {only} ORDER BY 1, 2
"""
PLACES = """
    SELECT p.id, l.name, l.locality, l.address
      FROM programme AS p JOIN programme_location AS r ON r.programme_id = p.id
      JOIN location AS l ON l.id = r.location_id WHERE {only} ORDER BY 1, 2
"""
DISTRICTS = """
    SELECT id, name FROM district
    UNION SELECT district_id, name FROM district_former ORDER BY 1, 2
"""
LABELS = """
    SELECT language, taxonomy, term, label, coalesce(plain, '') FROM taxonomy_term_text
     ORDER BY 1, 2, 3
"""
WRITTEN = """
    SELECT programme_id, name, keywords, summary, body FROM programme_fts
     WHERE language = ? ORDER BY programme_id
"""

Labels = dict[str, dict[tuple[str, str], list[str]]]  # language -> taxonomy, term


class Text(NamedTuple):
    """A programme's text in one language; parts that must not run together are lines."""

    id: str
    name: str  # with its explanation
    keywords: (
        str  # labels of its terms; in its own language places and organizations too
    )
    summary: str
    body: str


def versions(db: Database) -> dict[str, int]:
    """Language -> a counter that rises with every change to what is searched in it."""
    found = db.execute("SELECT language, number FROM version ORDER BY 1").fetchall()
    return {language: number for language, number in found}


def texts(db: Database, language: str) -> list[Text]:
    """What is searched in *language*, by id; programmes that say nothing in it are left out."""
    found = db.execute(WRITTEN, [language]).fetchall()
    return [text for text in (Text(*row) for row in found) if any(text[1:])]


def refresh_fts(db: Database, programmes: Iterable[str]) -> None:
    """Rewrite the full-text rows of *programmes*; call it in the transaction that changes them."""
    labels = _labels(db)
    for programme in programmes:
        db.execute("DELETE FROM programme_fts WHERE programme_id = ?", [programme])
        _insert(db, _all_texts(db, labels, {"only": programme}))


def refresh_all_fts(db: Database) -> None:
    """Rewrite all full-text rows, in order of id and language."""
    db.execute("DELETE FROM programme_fts")
    _insert(db, _all_texts(db, _labels(db), {}))


def _insert(db: Database, found: Iterable[tuple[str, Text]]) -> None:
    for language, text in found:
        db.execute(
            "INSERT INTO programme_fts VALUES (?, ?, ?, ?, ?, ?)",
            [text.id, language, *text[1:]],
        )


def _all_texts(
    db: Database, labels: Labels, asked: dict[str, str]
) -> Iterator[tuple[str, Text]]:
    """Language and text of each programme, in every language there is a version of."""
    said: Mapping[str, Mapping[str, dict[str, str]]] = _sections(db, asked)
    held = values(db, asked)
    names = _names(db, asked, held)
    spoken = sorted(versions(db))
    for row in rows(db, PROGRAMMES, asked):
        programme, source = row["programme_id"], row["source_language"]
        terms = with_own(row, held[programme], set())
        for language in spoken:
            words = [
                part
                for taxonomy in SPOKEN
                for term in sorted(terms.get(taxonomy, ()))
                for part in labels[language].get((taxonomy, term), ())
            ]
            if language == source:
                words = list(
                    dict.fromkeys([*words, row["organization"], *names[programme]])
                )
            yield language, _text(programme, said[programme].get(language, {}), words)


def _text(programme: str, said: Mapping[str, str], keywords: Iterable[str]) -> Text:
    body = [
        text for part, text in said.items() if part not in NAMES and part != "summary"
    ]
    return Text(
        programme,
        "\n".join(said[part] for part in NAMES if part in said),
        "\n".join(keywords),
        said.get("summary", ""),
        "\n".join(body),
    )


def _sections(
    db: Database, asked: dict[str, str]
) -> Mapping[str, Mapping[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]]
    found = defaultdict(lambda: defaultdict(dict))
    for row in rows(db, SECTIONS, asked):
        found[row["programme_id"]][row["language"]][row["section"]] = row["text"]
    return found


def _names(
    db: Database, asked: dict[str, str], held: Mapping[str, Mapping[str, set[str]]]
) -> Mapping[str, list[str]]:
    """Programme -> names of its partners, places and districts."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows(db, PARTNERS, asked):
        names[row["id"]].append(row["name"])
    for row in rows(db, PLACES, asked):
        names[row["id"]] += [
            row[part] for part in ("name", "locality", "address") if row[part]
        ]
    called = defaultdict(list)
    for district, name in db.execute(DISTRICTS).fetchall():
        called[district].append(name)
    for programme, taxonomies in held.items():
        near = taxonomies.get("district", set()) | taxonomies.get("open_to", set())
        for district in sorted(near):
            names[programme] += called[district]
    return names


def _labels(db: Database) -> Labels:
    found: Labels = defaultdict(dict)
    for language, taxonomy, term, *said in db.execute(LABELS).fetchall():
        found[language][taxonomy, term] = [part for part in said if part]
    return found
