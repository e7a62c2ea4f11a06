"""A QR code as a template draws it."""

from typing import NamedTuple

import segno


class Drawing(NamedTuple):
    """Dark squares on a light ground."""

    size: int  # squares along an edge
    path: str  # of the dark ones, as SVG writes a path


def drawn(text: str) -> Drawing:
    """The code of *text*, with the light edge that readers need."""
    code = segno.make_qr(text, error="m")
    rows = list(code.matrix_iter(border=4))
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, one in enumerate(row)
        if one
    )
    return Drawing(len(rows), "".join(dark))
