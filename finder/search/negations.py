"""Negations that say what somebody lacks or cannot do: "nie mam pracy", "بیکارم و پول ندارم".

Whoever says so is looking for help with it. Other negations say what is not wanted.
"""

from collections.abc import Sequence

from finder.config import FALLBACKS, SOURCE_LANGUAGE

# Negations that by themselves say so.
LACKING = {
    "ar": "ما وما ليس ليست لست ليسوا لم ماكو مافي مافيش معندي ماعندي معنديش",
    "ckb": "نییە نیە نیم نین نیمە نییم نەبوو هیچ نيە نیه نییه",
    "en": "cannot can't cant couldn't couldnt haven't havent hasn't hasnt",
    "fa": "نیست نیستم نیستیم نیستند ندارم نداریم ندارد نداره ندارند نداشتن نداشته هیچ",
    "pl": "brak nikt żaden żadna żadne żadnego żadnej żadnych zaden zadna zadnego zadnej",
    "ru": "нет нельзя никто никак",
    "so": "la'aan laan la'aanta la'aanteed",
    "sv": "saknar",
    "ti": "የለን የለይን የለዉን የብለይን የብሉን የብላን የብልናን ዘይብለይ ዘይብሉ ዘይብላ ዘይብሎም ኣይክእልን ኣይፈልጥን ኣይከኣልን",
    "tr": "yok",
    "uk": "немає нема ніхто неможна",
}
# Words beside which other negations say so: have, can, know, find.
BESIDE = {
    "ar": """
        عندي عندنا لدي لدينا أعرف اعرف بعرف نعرف أقدر اقدر بقدر أستطيع استطيع يمكنني أملك
        املك يوجد أجد اجد ألاقي الاقي بلاقي أحكي احكي بحكي أتكلم اتكلم بتكلم أفهم افهم بفهم
        """,
    "en": "have has had can could know find understand speak get",
    "es": "tengo tiene tenemos puedo puede podemos sé sabe sabemos encuentro hay entiendo hablo",
    "fi": "ole osaa tiedä tieda voi jaksa löydä loyda ymmärrä ymmarra puhu pysty saa",
    "pl": """
        mam ma mamy mają miałem miałam mogę moge możemy może umiem umie wiem wie znam zna
        potrafię potrafie stać stac dostałem dostałam rozumiem mówię mowie nie
        """,
    "ru": "имею имеем могу можем может знаю знаем умею умеем понимаю говорю хватает нашел нашла",
    "sv": "har hade kan kunde vet får hittar klarar orkar hinner förstår pratar talar",
    "uk": "маю маємо можу можемо може знаю знаємо вмію умію вміємо розумію говорю вистачає",
}


def _table(told: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in told.items()}


_LACKING, _BESIDE = _table(LACKING), _table(BESIDE)


def is_lack(words: Sequence[str], place: int, language: str) -> bool:
    """Whether the negation at *place* of *words* says that somebody lacks or cannot.

    Words are lower case, all that were typed; *language* is the reader's.
    """
    near = {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]}
    for spoken in (language, FALLBACKS.get(language, language), SOURCE_LANGUAGE):
        if words[place] in _LACKING.get(spoken, ()):
            return True
        if near & _BESIDE.get(spoken, frozenset()):
            return True
    return False
