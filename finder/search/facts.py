"""What answers need besides text, the same in every language, as it lies beside the indexes."""

import json
import os
from pathlib import Path
from typing import TypedDict

from sqlite_utils import Database

from finder.catalog.stated import allowed, stated
from finder.catalog.taxonomy import terms
from finder.config import SEARCHED
from finder.search.known_concepts import concepts_digest, known
from finder.search.facets import Programmes, programmes

SUGGESTED = ("kind", "sector", "target_group", "profession")
PROGRAMMES, CONCEPTS = "programmes.json", "concepts.json"


class Facts(TypedDict):
    """The content of PROGRAMMES."""

    programmes: Programmes
    length: float  # mean words of a text in the source language
    terms: dict[str, list[str]]  # language -> what kinds, sectors … are called in it
    concepts: str  # a digest of all that concepts are made of


def labels(db: Database, language: str) -> list[str]:
    """What the terms that people search by are called in *language*."""
    known = terms(db, language)
    return [
        term["label"]
        for taxonomy in SUGGESTED
        for term in known.get(taxonomy, {}).values()
        if term["language"] == language
    ]


def write(folder: Path, db: Database, length: float, old: Path | None = None) -> None:
    """Put the facts of the catalogue into the empty *folder*.

    The concepts of the *old* folder, which is verified, are taken over when they are the
    same: their many labels need not be taken apart again.
    """
    found = Facts(
        programmes=programmes(stated(db), allowed(db)),
        length=length,
        terms={language: labels(db, language) for language in SEARCHED},
        concepts=concepts_digest(db),
    )
    _write(folder / PROGRAMMES, found)
    if old:
        before: Facts = json.loads((old / PROGRAMMES).read_bytes())
        if before["concepts"] == found["concepts"]:
            os.link(old / CONCEPTS, folder / CONCEPTS)
            return
    _write(folder / CONCEPTS, known(db))


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
