"""The invented city with more programmes in it, and its index."""

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from finder.catalog import database
from finder.catalog.document import ProgrammeDocument, digest
from finder.catalog.publishing import publish_all
from finder.search import Found, find, indexer
from finder.search.folding import folded
from tests import city

Search = Callable[..., Found]


def programme(
    name: str, summary: str = "", *, ar: dict[str, str] | None = None, **changes: Any
) -> ProgrammeDocument:
    """A programme of the city, named after its id; *ar* holds Arabic sections."""
    identity = changes.pop("id", folded(name.lower()).replace(" ", "-"))
    made = city.document(identity, name, summary or f"Om {name}.", **changes)
    if ar:
        swedish = dict(made["texts"]["sv"])
        originals = {part: str(swedish[city.ORIGINAL.get(part, part)]) for part in ar}
        made["texts"]["ar"] = {  # type: ignore[typeddict-item]
            **{"made_by": "machine", "checked_by": None, "checked_on": None},
            **ar,
            "based_on": {part: digest(text) for part, text in originals.items()},
        }
    return made


def add(catalogue: Path, *documents: ProgrammeDocument) -> None:
    """Publish *documents* in *catalogue*."""
    db = database.writer(catalogue)
    publish_all(db, documents, editor=0, at=city.AT, note="test")
    db.close()


def mean(
    catalogue: Path, concept: str, terms: list[tuple[str, str, int]], **labels: str
) -> None:
    """Add a *concept* to *catalogue* that leads to *terms*: taxonomy, term, weight.

    *labels* are those of one language, separated by commas.
    """
    db = database.writer(catalogue)
    with database.write(db):
        db.execute("INSERT INTO concept VALUES (?)", [concept])
        for term in terms:
            db.execute("INSERT INTO concept_term VALUES (?, ?, ?, ?)", [concept, *term])
        for language, said in labels.items():
            for one in said.split(", "):
                row = [concept, language, one]
                db.execute("INSERT INTO concept_label VALUES (?, ?, ?)", row)
    db.close()


@pytest.fixture
def published(catalogue: Path) -> Callable[..., None]:
    """Publishes programmes and brings the index up to date."""

    def publish(*documents: ProgrammeDocument) -> None:
        add(catalogue, *documents)
        indexer.bring_up_to_date(catalogue, catalogue.parent)

    return publish


@pytest.fixture(scope="session")
def crowded_catalogue(
    built_city: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The city with a crowd of programmes and its index: for reading only."""
    catalogue = Path(shutil.copy(built_city, tmp_path_factory.mktemp("crowd")))
    add(catalogue, *crowd(90))
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return catalogue


@pytest.fixture
def crowded(crowded_catalogue: Path) -> Search:
    """Searches the crowd, in Swedish unless asked otherwise."""
    return searching(crowded_catalogue)


@pytest.fixture(scope="session")
def courses(built_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city with a few courses, with a few concepts, and its index: for reading only."""
    catalogue = Path(shutil.copy(built_city, tmp_path_factory.mktemp("understood")))
    food = [("sector", "restaurant-food", 2), ("sector", "care", 1)]
    mean(catalogue, "food", food, sv="livsmedel, hantera livsmedel", en="food stuff")
    mean(catalogue, "handling", [("sector", "care", 2)], sv="hantera")
    mean(catalogue, "no-swedish", [("swedish_level", "none", 2)], sv="utan svenska")
    mean(
        *(catalogue, "evening", [("hours", "evening", 2)]),
        **{"sv": "kvällstid", "en": "evening, late hours", "ar": "مساء", "fi": "ilta"},
        **{"so": "fiid", "uk": "вечір", "ti": "ምሸት", "tr": "akşam"},
    )
    add(
        catalogue,
        programme("Kväll ett", "Kurs på sena timmar.", hours=["evening"]),
        programme("Dagkurs", "Kurs i odling.", hours=["day"]),
        programme("Servitörsskola", "Bli servitör."),
        programme("Matlådan", "Vi lagar.", sectors=["restaurant-food"]),
    )
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return catalogue


@pytest.fixture
def asked(courses: Path) -> Search:
    """Searches the courses, in Swedish unless asked otherwise."""
    return searching(courses)


@pytest.fixture
def search(catalogue: Path) -> Search:
    """Searches the city, in Swedish unless asked otherwise."""
    return searching(catalogue)


def searching(catalogue: Path) -> Search:
    """A search of *catalogue* with the index beside it."""

    def searched(text: str = "", language: str = "sv", **asked: Any) -> Found:
        asked.setdefault("filters", {})
        return find(catalogue, catalogue.parent, text=text, language=language, **asked)

    return searched


@pytest.fixture
def indexed(catalogue: Path) -> Path:
    """The city's catalogue, with an index beside it."""
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return catalogue


def ids(found: Found) -> list[str]:
    """The ids of what was found, in order."""
    return [hit["id"] for hit in found["results"]]


def nothing(found: Found) -> bool:
    """Whether nothing was found; what is shown then helps with most things."""
    return found["instead"] or not (found["total"] or found["unstated"])


def whole(found: Found) -> list[str]:
    """The ids of what has all the words, in order."""
    return [hit["id"] for hit in found["results"] if hit["whole"]]


def crowd(number: int) -> Iterator[ProgrammeDocument]:
    """*number* programmes with every mixture of said and unsaid facts."""
    chance = random.Random(7)
    nouns = ("Kurs", "Praktik", "Verkstad", "Grupp", "Program")
    themes = ("städning", "odling", "svetsning", "vård", "data")
    for n, noun, theme in zip(
        range(number), itertools.cycle(nouns), _forever(themes, 3)
    ):
        yield programme(
            f"{noun} {n} i {theme}",
            id=f"p{n:03}",
            status=chance.choice(["active"] * 5 + ["archived"]),
            kind=chance.choice(list(city.TERMS["kind"])),
            target_groups=_some(chance, city.TERMS["target_group"]),
            hours=_some(chance, city.TERMS["hours"]),
            supports=_some(chance, city.TERMS["support"]),
            form=chance.choice([None, "on-site", "remote"]),
            locations=_some(chance, ["koket", "biblioteket"]),
            sv={"what": f"Du lär dig {theme} med en {chance.choice(nouns).lower()}."},
        )


def _some(chance: random.Random, values: Any) -> list[str]:
    return sorted(one for one in values if chance.random() < 0.3)


def _forever(values: tuple[str, ...], times: int) -> Iterator[str]:
    return itertools.chain.from_iterable(
        itertools.repeat(one, times) for one in itertools.cycle(values)
    )
