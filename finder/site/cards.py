"""What a card of a programme needs besides the programme."""

from datetime import date
from typing import Any

from finder.web.catalogue import named_districts, vocabulary


def card_words() -> dict[str, Any]:
    """The taxonomy's and districts' names in the reader's language, and today's date."""
    return {
        "terms": vocabulary(),
        "districts": named_districts(),
        "today": date.today().isoformat(),
    }
