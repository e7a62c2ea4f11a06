"""Which module knows which language."""

from types import ModuleType

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

SPOKEN: dict[str, ModuleType] = {
    "sv": swedish,
    "en": english,
    "ar": arabic,
    "so": somali,
    "ti": tigrinya,
    "fa": persian,
    "fa-AF": persian,
    "uk": ukrainian,
    "ru": russian,
    "fi": finnish,
    "es": spanish,
    "tr": turkish,
    "ckb": sorani,
    "pl": polish,
}
