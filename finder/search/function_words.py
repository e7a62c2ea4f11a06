"""Words that carry grammar and no meaning of their own, and words that negate.

Left out on purpose: "it" (the sector), "far" (a father, typed or not with its dots), single
letters (C-körkort).
"""

from finder.config import SOURCE_LANGUAGE
from finder.search.languages import swedish
from finder.search.languages.spoken import SPOKEN

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    **{language: module.FUNCTION_WORDS for language, module in SPOKEN.items()},
    SOURCE_LANGUAGE: swedish.TYPED,  # those typed without dots are among them
}
NEGATIONS: dict[str, frozenset[str]] = {
    language: module.NEGATIONS for language, module in SPOKEN.items()
}
# Swedish function words that mean something of their own in the other language.
TWO_FACED = {
    "en": frozenset("man men under dig sin till fast bland her era over hit".split()),
    "pl": frozenset(("haft", "sen")),
}


def is_function_word(word: str, language: str) -> bool:
    """Whether *word* (lower case) says nothing to search for, to a reader of *language*.

    Swedish function words say nothing in any language: everybody tries Swedish names.
    """
    if word in FUNCTION_WORDS[language]:
        return True
    return (
        word in FUNCTION_WORDS[SOURCE_LANGUAGE]
        and word not in TWO_FACED.get(language, ())
        and word not in NEGATIONS[language]
    )


def is_negation(word: str, language: str) -> bool:
    """Whether *word* (lower case) negates what stands beside it."""
    return word in NEGATIONS[language] or word in NEGATIONS[SOURCE_LANGUAGE]
