"""Finding programmes by words and filters, in every language of the site."""

from finder.search.find import Found, Hit, find
from finder.search.limits import UnknownFilter
from finder.search.reader import warm
from finder.search.suggesting import suggest

__all__ = ["Found", "Hit", "UnknownFilter", "find", "suggest", "warm"]
