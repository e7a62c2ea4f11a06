"""Words that others are written to: والكتابة is "and writing", کمرم "my back".

Only a word that nobody knows is looked beneath: many words begin or end like one with
something written to it.
"""

from collections.abc import Callable, Iterable

from finder.search.analysis import LATIN, script
from finder.search.concepts import order
from finder.search.languages import arabic, persian, sorani

BENEATH: dict[str, Callable[[str], Iterable[str]]] = {
    "ar": arabic.beneath,
    "fa": persian.beneath,
    "fa-AF": persian.beneath,
    "ckb": sorani.beneath,
}


def bare(word: str, language: str, known: Callable[[str], bool]) -> str:
    """*word*, or what is *known* beneath it when it is not, to a reader of *language*."""
    if script(word) == LATIN or known(word):
        return word
    for spoken in order(language, word):
        if spoken in BENEATH:
            return next(filter(known, BENEATH[spoken](word)), word)
    return word
