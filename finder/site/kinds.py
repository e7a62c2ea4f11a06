"""Kinds of programme as entrances to the results."""

from typing import TypedDict

from finder.catalog.taxonomy import Term


class Entrance(TypedDict):
    """One kind, as a resident would say it."""

    term: Term
    programmes: int  # active ones whose main kind it is


def entrances(kinds: dict[str, Term], counts: dict[str, int]) -> list[Entrance]:
    """Every kind that has a programme, in the taxonomy's order."""
    return [
        Entrance(term=term, programmes=counts[kind])
        for kind, term in kinds.items()
        if counts.get(kind)
    ]
