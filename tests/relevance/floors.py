"""Raises ``floors.json``, below which no score may fall, to what is reached now."""

import json
from pathlib import Path

from tests.relevance.judged import Score, score, some
from tests.relevance.report import answers

FILE = Path(__file__).parent / "floors.json"
SCORES = ("first", "three", "ndcg")


def main() -> None:
    """Measure the finder alone, and write the file."""
    given = answers(["finder"])["finder"]
    kinds = [
        "all",
        *sorted({part for one, _ in given for part in (one.language, one.type)}),
    ]
    floors = {
        half: {kind: _rounded(score(some(given, aside, kind))) for kind in kinds}
        for half, aside in (("aside", True), ("tuning", False))
    }
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def _rounded(reached: Score) -> dict[str, float]:
    return {name: round(getattr(reached, name), 2) for name in SCORES}


if __name__ == "__main__":
    main()
