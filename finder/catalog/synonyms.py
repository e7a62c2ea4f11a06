"""Teaching the search a word: as a label of a concept, or of a new one that leads to terms."""

import json
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypedDict

from sqlite_utils import Database

from finder.catalog.database import write
from finder.catalog.publishing import Published
from finder.config import SEARCHED, SOURCE_LANGUAGE

LONGEST = 60  # characters of a label
MOST = 5  # terms that a new concept leads to
OFFERED = 30  # concepts that are offered at once
ABOUT = 2  # weight of a term that says what a concept is about

SPELT = "SELECT label, concept_id FROM concept_label WHERE language = ?"
SPOKEN = "SELECT concept_id, label FROM concept_label UNION SELECT id, id FROM concept"
LABELS = "SELECT language, label FROM concept_label WHERE concept_id = ? ORDER BY 1, 2"
TERMS = """
    SELECT taxonomy, term, weight FROM concept_term WHERE concept_id = ? ORDER BY 1, 2
"""
REVISED = """
    INSERT INTO entry_revision
    SELECT 'concept', :id, coalesce(max(number), 0) + 1, :at, :editor, :note, :document
      FROM entry_revision WHERE kind = 'concept' AND id = :id
"""


class Taken(ValueError):
    """The word means something already; nothing was written."""

    def __init__(self, label: str, concept: str) -> None:
        super().__init__(f"“{label}” means {concept} already.")
        self.label, self.concept = label, concept


class Unfit(ValueError):
    """Not something a word can be, or lead to; nothing was written."""


class Named(TypedDict):
    """A concept, as somebody chooses it."""

    id: str
    swedish: list[str]  # its Swedish labels


def cleaned(label: str) -> str:
    """*label* as it is kept: NFC, on one line, lower case unless all capitals.

    Raises :class:`Unfit` for one without letters or too long.
    """
    label = " ".join(unicodedata.normalize("NFC", label).split())
    if not any(one.isalpha() for one in label) or len(label) > LONGEST:
        raise Unfit(label)
    if not all(one.isprintable() or one in "\u200c\u200d" for one in label):
        raise Unfit(label)
    return label if label.isupper() else label.lower()


def named(db: Database, words: str) -> list[Named]:
    """Concepts that have *words* in a label of any language or in their id: those first that
    are just that, then those with a word that begins so, then the others."""
    words = " ".join(words.lower().split())[:LONGEST]
    if not words:
        return []
    ranks: dict[str, int] = {}
    for concept, label in db.execute(SPOKEN).fetchall():
        label = label.lower()
        if words in label:
            rank = 0 if label == words else 1 if f" {words}" in f" {label}" else 2
            ranks[concept] = min(rank, ranks.get(concept, rank))
    first = sorted(ranks, key=lambda one: (ranks[one], one))[:OFFERED]
    return [Named(id=one, swedish=swedish(db, one)) for one in first]


def swedish(db: Database, concept: str) -> list[str]:
    """The Swedish labels of a concept, by which an editor knows it."""
    rows = db.execute(LABELS, [concept]).fetchall()
    return [label for language, label in rows if language == SOURCE_LANGUAGE]


def add_label(
    db: Database,
    concept: str,
    language: str,
    label: str,
    *,
    editor: int,
    at: datetime,
    after: Callable[[Database, Published], None] | None = None,
) -> Published:
    """Let *label* mean *concept* in *language*, in one transaction with its history.

    *after* runs within it. Raises :class:`Taken`, :class:`Unfit` for a label or language
    there cannot be, :class:`LookupError` for a concept there is not.
    """
    label = _fit(language, label)
    with write(db):
        if not db.execute("SELECT 1 FROM concept WHERE id = ?", [concept]).fetchone():
            raise LookupError(f"There is no concept {concept}.")
        return _added(db, concept, language, label, (editor, at, after))


def add_concept(
    db: Database,
    terms: Sequence[tuple[str, str]],
    language: str,
    label: str,
    *,
    editor: int,
    at: datetime,
    after: Callable[[Database, Published], None] | None = None,
) -> Published:
    """The same for a new concept that leads to *terms*, pairs of taxonomy and id."""
    label = _fit(language, label)
    terms = list(dict.fromkeys(terms))
    if not 0 < len(terms) <= MOST:
        raise Unfit(label)
    with write(db):
        concept = _new_id(db, label)
        db.execute("INSERT INTO concept VALUES (?)", [concept])
        for taxonomy, term in terms:
            key = [taxonomy, term]
            if not db.execute(
                "SELECT 1 FROM taxonomy_term WHERE taxonomy = ? AND id = ?", key
            ).fetchone():
                raise LookupError(f"There is no term {taxonomy}/{term}.")
            db.execute(
                "INSERT INTO concept_term VALUES (?, ?, ?, ?)", [concept, *key, ABOUT]
            )
        return _added(db, concept, language, label, (editor, at, after))


def _added(
    db: Database,
    concept: str,
    language: str,
    label: str,
    how: tuple[int, datetime, Callable[[Database, Published], None] | None],
) -> Published:
    _refuse_taken(db, language, label)
    db.execute("INSERT INTO concept_label VALUES (?, ?, ?)", [concept, language, label])
    editor, at, after = how
    given = {
        "id": concept,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "editor": editor,
        "note": f"{language}: {label}",
        "document": _document(db, concept),
    }
    db.execute(REVISED, given)
    done = Published([], [concept], [])
    if after:
        after(db, done)
    return done


def _fit(language: str, label: str) -> str:
    if language not in SEARCHED:
        raise Unfit(language)
    return cleaned(label)


def _refuse_taken(db: Database, language: str, label: str) -> None:
    for there, concept in db.execute(SPELT, [language]).fetchall():
        if there.lower() == label.lower():
            raise Taken(label, concept)


def _new_id(db: Database, label: str) -> str:
    """Of the letters of *label* that an id may have, and a number where it is taken."""
    plain = unicodedata.normalize("NFD", label.lower())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in plain)
    stem = "-".join(part for part in plain.split("-") if part) or "word"
    held = {row[0] for row in db.execute("SELECT id FROM concept").fetchall()}
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in held:
        number += 1
    return name


def _document(db: Database, concept: str) -> str:
    labels: dict[str, list[str]] = {}
    for language, label in db.execute(LABELS, [concept]).fetchall():
        labels.setdefault(language, []).append(label)
    terms = list(db.query(TERMS, [concept]))
    held = {"id": concept, "labels": labels, "terms": terms}
    return json.dumps(held, ensure_ascii=False)
