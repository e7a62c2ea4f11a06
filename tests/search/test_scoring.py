"""Only the best are scored, and answers are those of scoring everything."""

import shutil
import sys
from pathlib import Path

import pytest

from finder.config import SHIPPED_CATALOGUE
from finder.search import find, indexer, leading, levels, reader, scoring
from finder.search.find import Found
from tests.relevance.judged import queries
from tests.search.conftest import Search

EVERYONE = sys.maxsize
PLACES = (
    {},
    {"limit": 1},
    {"limit": 2},
    {"offset": 7},
    {"limit": 50},
    {"archived": True},
    {"sort": "name"},
)
ALSO = (
    *("kurs", "jobb", "jobb kväll", "inte jobb", "kurs 17 år", "ung", "praktik gratis"),
    *("svenska utan kurs", "50+", "stockholm", "under 25 jobb"),
)


def barely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Score as few as can be, so that there are enough left out among some hundred."""
    reader.forget()
    for module, name, least in (
        *((levels, "FIRST", 1), (leading, "FIRST", 1), (leading, "FEW", 0)),
        *((scoring, "DEEPER", 2), (scoring, "CLOSER", 3), (scoring, "WORTH", 0)),
    ):
        monkeypatch.setattr(module, name, least)


def completely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Score everything."""
    monkeypatch.setattr(scoring, "WORTH", EVERYONE)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped catalogue with its index."""
    catalogue = Path(shutil.copy(SHIPPED_CATALOGUE, tmp_path_factory.mktemp("scored")))
    indexer.bring_up_to_date(catalogue, catalogue.parent)
    return catalogue


def test_answers_are_those_of_scoring_everything(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [(one.query, one.language) for one in queries()]
    asked += [(text, "sv") for text in ALSO]

    def answers() -> list[Found]:
        return [
            find(
                *(shipped, shipped.parent),
                text=text,
                language=language,
                filters={},
                **PLACES[number % len(PLACES)],  # type: ignore[arg-type]
            )
            for number, (text, language) in enumerate(asked)
        ]

    barely(monkeypatch)
    found = answers()

    completely(monkeypatch)
    for one, other in zip(found, answers()):
        assert one == other
    assert {one["engine"] for one in found} == {"index"}


@pytest.mark.parametrize("text", ["kurs", "grupp", "städning kurs", "inte vård", "i"])
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_a_crowd_is_ordered_as_when_everything_is_scored(
    crowded: Search, text: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    barely(monkeypatch)
    found = crowded(text, limit=limit, filters={"hours": ["evening"]})

    completely(monkeypatch)
    assert found == crowded(text, limit=limit, filters={"hours": ["evening"]})
