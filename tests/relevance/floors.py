"""Raises ``floors.json``, below which no score may fall, to what is reached now."""

import json
from pathlib import Path

from tests.relevance.judged import score
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
        half: {
            kind: {
                name: round(getattr(reached, name), 2)
                for name in SCORES
                if (
                    reached := score(
                        [
                            one
                            for one in given
                            if one[0].aside is (half == "aside")
                            and kind in ("all", one[0].language, one[0].type)
                        ]
                    )
                )
            }
            for kind in kinds
        }
        for half in ("aside", "tuning")
    }
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
