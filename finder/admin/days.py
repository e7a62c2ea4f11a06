"""The day of a request."""

from datetime import date

from finder.admin.connections import at


def today() -> date:
    """The day it is here; the same as on residents' pages."""
    return at().astimezone().date()
