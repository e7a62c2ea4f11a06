"""Words that carry grammar and no meaning of their own, and words that negate.

Left out on purpose: "it" (the sector), "far" (a father, typed or not with its dots), single
letters (C-körkort).
"""

from finder.config import SOURCE_LANGUAGE
from finder.search.languages import (
    arabic,
    english,
    finnish,
    persian,
    polish,
    russian,
    somali,
    sorani,
    spanish,
    swedish,
    tigrinya,
    turkish,
    ukrainian,
)

FUNCTION_WORDS = {
    "sv": swedish.TYPED,
    "en": english.FUNCTION_WORDS,
    "ar": arabic.FUNCTION_WORDS,
    "so": somali.FUNCTION_WORDS,
    "ti": tigrinya.FUNCTION_WORDS,
    "fa": persian.FUNCTION_WORDS,
    "fa-AF": persian.FUNCTION_WORDS,
    "uk": ukrainian.FUNCTION_WORDS,
    "ru": russian.FUNCTION_WORDS,
    "fi": finnish.FUNCTION_WORDS,
    "es": spanish.FUNCTION_WORDS,
    "tr": turkish.FUNCTION_WORDS,
    "ckb": sorani.FUNCTION_WORDS,
    "pl": polish.FUNCTION_WORDS,
}
NEGATIONS = {
    "sv": swedish.NEGATIONS,
    "en": english.NEGATIONS,
    "ar": arabic.NEGATIONS,
    "so": somali.NEGATIONS,
    "ti": tigrinya.NEGATIONS,
    "fa": persian.NEGATIONS,
    "fa-AF": persian.NEGATIONS,
    "uk": ukrainian.NEGATIONS,
    "ru": russian.NEGATIONS,
    "fi": finnish.NEGATIONS,
    "es": spanish.NEGATIONS,
    "tr": turkish.NEGATIONS,
    "ckb": sorani.NEGATIONS,
    "pl": polish.NEGATIONS,
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
