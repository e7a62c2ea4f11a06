"""The texts of the shipped programmes in every language: whole, faithful, readable, honest."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from finder.catalog.document import ProgrammeDocument, digest, sections
from finder.catalog.fidelity import doubts
from finder.catalog.readability import EASY, lix
from finder.catalog.shipped import SOURCE, source_documents
from finder.config import LANGUAGES, SIMPLE

DOCUMENTS = [one for one in source_documents() if one["status"] == "active"]
ALL = ("summary", "what", "who", "how_to_join", "practical", "money")
# What there must be of each programme in each language, where the Swedish has it.
WANTED = {
    SIMPLE: ALL,
    **dict.fromkeys(
        ("en", "ar", "so", "ti", "fa", "uk", "fi"), ("name_explained", *ALL)
    ),
    **dict.fromkeys(
        ("es", "tr", "ckb", "ru", "pl", "fa-AF"),
        ("name_explained", "summary", "who", "how_to_join"),
    ),
}
TRANSLATIONS = [one for one in LANGUAGES if one != "sv"]
# Numbers and names in a name are said in words in its explanation, or not at all.
OF_A_NAME = ("The number", "The name", "It is")


def reference(name: str) -> Any:
    """A reference file of the shipped catalogue."""
    return json.loads((SOURCE / f"{name}.json").read_text(encoding="utf-8"))


def told(document: ProgrammeDocument, language: str) -> Iterator[tuple[str, str, str]]:
    """Section, Swedish and translation of what a language says of a programme."""
    swedish = sections(document["texts"]["sv"])
    for section, text in sections(document["texts"][language]).items():
        yield section, swedish["name" if section == "name_explained" else section], text


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_active_programme_has_what_is_promised(language: str) -> None:
    missing = [
        (document["id"], section)
        for document in DOCUMENTS
        for section in WANTED[language]
        if ("name" if section == "name_explained" else section)
        in document["texts"]["sv"]
        and section not in document["texts"].get(language, {})
    ]

    assert len(DOCUMENTS) > 140
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_what_is_shipped_is_made_from_the_swedish_of_today(language: str) -> None:
    for document in DOCUMENTS:
        based_on = document["texts"][language]["based_on"]
        for section, swedish, _ in told(document, language):
            assert based_on[section] == digest(swedish), document["id"]


@pytest.mark.parametrize("language", [one for one in TRANSLATIONS if one != "en"])
def test_nothing_seems_lost_or_foreign(language: str) -> None:
    names = {one["id"]: one["name"] for one in reference("organizations")}
    found, seen = [], 0
    for document in DOCUMENTS:
        swedish = sections(document["texts"]["sv"])
        known = " ".join([*swedish.values(), names[document["organization"]]])
        for section, original, text in told(document, language):
            seen += 1
            found += [
                (document["id"], section, one)
                for one in doubts(original, text, language, known)
                if section != "name_explained" or not one.startswith(OF_A_NAME)
            ]

    assert seen > 500
    assert found == []


def test_easy_swedish_is_easy() -> None:
    """By LIX, each programme by itself, and no line longer than a breath."""
    for document in DOCUMENTS:
        said = sections(document["texts"][SIMPLE])
        assert lix("\n".join(said.values())) < EASY, document["id"]
        lines = [
            line
            for name, text in said.items()
            for line in text.split("\n")
            if name != "summary"  # stands in one line, also in lists
        ]
        assert max(len(one.split()) for one in lines) <= 25, document["id"]


def test_easy_swedish_is_easier_than_the_swedish() -> None:
    def mean(language: str) -> float:
        texts = [
            "\n".join(
                text
                for name, text in sections(one["texts"][language]).items()
                if name in ALL
            )
            for one in DOCUMENTS
        ]
        return sum(map(lix, texts)) / len(texts)

    assert mean(SIMPLE) < 0.8 * mean("sv")


@pytest.mark.parametrize("language", [one for one in TRANSLATIONS if one != SIMPLE])
def test_the_taxonomy_and_the_organizations_speak_every_language(language: str) -> None:
    for vocabulary in reference("taxonomy"):
        for term in vocabulary["terms"]:
            for part in ("label", "plain", "definition"):
                said = term[part] or {}
                assert ("sv" in said) == (language in said), (term["id"], part)
                if language != "en" and "sv" in said:
                    text, names = said[language], f"{term['label']} {said} Röda Korset"
                    wrong = [
                        one
                        for one in doubts(said["sv"], text, language, names)
                        if not one.startswith(("It is", "It has no letter"))
                    ]
                    assert wrong == [], (term["id"], part)
    for name, part in (("organizations", "explained"), ("locations", "directions")):
        for one in reference(name):
            assert ("sv" in (one[part] or {})) == (language in (one[part] or {})), one[
                "id"
            ]
