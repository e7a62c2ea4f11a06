"""Tigrinya: letters of one sound made equal; prepositions and plural endings off."""

ORDERS = 7  # vowels of a row of letters, in Unicode's order
# Rows that sound alike in Tigrinya; ሀ and ሐ, አ and ዐ do not.
SAME_ROWS = (("ሠ", "ሰ"), ("ኀ", "ሐ"), ("ፀ", "ጸ"))
# Gutturals whose first vowel is said, and in Eritrea written, as the fourth.
SAME_VOWEL = {"ሀ": "ሃ", "ሐ": "ሓ", "ኀ": "ሓ", "አ": "ኣ", "ዐ": "ዓ"}
ROUNDED = {"ኰ": "ኮ", "ቈ": "ቆ", "ጐ": "ጎ", "ዀ": "ኾ", "ቘ": "ቖ"}
LETTERS = str.maketrans(
    {
        chr(ord(old) + order): chr(ord(new) + order)
        for old, new in SAME_ROWS
        for order in range(ORDERS)
    }
    | SAME_VOWEL
    | ROUNDED
)
# "to" and "with" are written together with the noun.
PREPOSITIONS = ("ን", "ብ")
# Words whose first letter is no preposition.
WHOLE_STARTS = tuple("""
    ንግድ ንጥፈ ንጽህ ንብረ ንባብ ንባባ ንቕሓ ንኡስ ንኡሳ ንእሽ ንህቢ ንፋስ ንጹር ንቡር ንጉስ ንዋይ
    ብርሃ ብርጭ ብርቱ ብርክ ብቕዓ ብቑዕ ብልጽ ብልሓ ብልጫ ብዝሒ ብዙሕ ብዙሓ ብሕታ ብሓባ ብሉጽ ብደል ብሄር
    ብኣካ ብድሆ ብስክ ብጻይ ብዓል
""".split())
THIRD, FOURTH, SIXTH = 2, 3, 5  # order of a letter in its row
IRREGULAR = {
    "ሰዓታት": "ሰዓት",
    "ትምህርታት": "ትምህርቲ",
    "ሕጻን": "ህጻን",
    "ሽማግለታት": "ሽማግለ",
    "ቆልዑ": "ቆልዓ",
    "መምህራን": "መምህር",
    "ስንኩላን": "ስንኩል",
    "ሓካይም": "ሓኪም",
    "ተመሃሮ": "ተመሃራይ",
    "ኮርሲ": "ኮርስ",
    "ኣብያተ": "ቤት",
    "ኣሰልጠንቲ": "ኣሰልጣኒ",
    "ኣስራሕቲ": "ኣስራሒ",
    "ሰራሕቲ": "ሰራሒ",
    "ብቕዓት": "ብቕዓት",
    "ስራሓት": "ስራሕ",
    "ስዊድን": "ሽወደን",
    "ስወደን": "ሽወደን",
    "ስዊድንኛ": "ሽወደንኛ",
    "ስወደንኛ": "ሽወደንኛ",
    "ስዊደንኛ": "ሽወደንኛ",
    "ሱወደንኛ": "ሽወደንኛ",
    "ስቪድሽ": "ሽወደንኛ",
}

_SAID = """
    እየ እዩ እያ ኢና ኢኻ ኢኺ ኢኹም ኢኽን እዮም እየን ነይሩ ነይራ ነበረ ይኸውን ኮይኑ ኣነ ንሕና ንስኻ ንስኺ ንስኹም ንስኽን
    ንሱ ንሳ ንሳቶም ንሳተን ንዓይ ንዓና ንዓኻ ንዓኺ ንዕኡ ንዓኣ ንዓኹም ናተይ ናትካ ናትኪ ናትና ናቱ ናታ ናታቶም ኣብ ኣብዚ ኣብቲ ናብ
    ናብቲ ካብ ካብዚ ካብቲ ምስ ምስቲ ናይ ናይቲ ብዛዕባ ከም ከምዚ ከምቲ እንተ እንተሎ እቲ እታ እቶም እተን እዚ እዛ እዚኦም እዚኣ
    ነዚ ነቲ ነታ ነቶም በዚ በቲ ዝ ዶ ድዩ ድያ ድየ ድዮም ዲኻ ዲኹም እንታይ እንታይን ኣበይ ኣበየ ናበይ ካበይ መን ንመን መዓስ ከመይ
    ስለምንታይ ንምንታይ ክንደይ ኣየናይ ኣየነይቲ ኣሎ ኣላ ኣለዉ ኣለዋ ኣለኒ ኣለና ኣለካ ኣለኪ ኣለዎ ኣሎዶ ዘሎ ዘላ ዘለዉ ዘለኒ ዘለዎም
    እደሊ እደልይ ኣደሊ ንደሊ ትደሊ ይደሊ ይደልይ ደልየ ክደሊ ዝደሊ የድልየኒ የድልየና የድሊ የድልይ ምርካብ ክረክብ ክረኽብ
    ይርከብ እረክብ ክገብር እገብር ይገብር ክኸውን ክህሉ ክህልወኒ እኽእል ንኽእል ትኽእል ይኽእል ክኽእል ዝኽእል ይከኣል ይከኣልዶ ከመልክት
    ኣለብኒ እምነ ወይ ወይስ ወይከኣ ግን ግና እሞ እውን ውን ከኣ ድማ ስለ ስለዚ ምኽንያቱ ሓደ ሓንቲ ገለ ዝኾነ ዝኾነት
    ካልእ ካልኦት በጃኹም በጃኻ በጃኺ ብኽብረትኩም ብኽብረትካ ሰላም ሃለው እወ የቐንየለይ የቐንየልና ንም ክሳብ ከምኡ ከምኡውን
    ኣብኡ ኣብኣ ናብኡ ንምርካብ
"""
_NEGATING = """
    ብዘይ ብዘይካ ዘይ ዘይብለይ ዘይብሉ ዘይብላ ዘይብሎም ኣልቦ የለን የለይን የለዉን የብለይን የብሉን የብላን የብልናን ኣይኮነን ኣይኮንኩን
    ኣይክእልን ኣይደልን ኣይፈልጥን ኣይከኣልን ኣይፋል ኣይ
"""


def _typed(words: str) -> frozenset[str]:
    """*words* as they are typed in Eritrea and in Tigray: ኣብ and አብ."""
    in_tigray = str.maketrans(
        {new: old for old, new in SAME_VOWEL.items() if old != "ኀ"}
    )
    return frozenset(words.split()) | frozenset(words.translate(in_tigray).split())


FUNCTION_WORDS = _typed(_SAID)
NEGATIONS = _typed(_NEGATING)


def stem(word: str) -> str:
    """What the forms of *word* share: ስልጠና, ንስልጠና, ሥልጠናታት are one."""
    word = _without_preposition(word.translate(LETTERS))
    word = IRREGULAR.get(word, word)
    if len(word) > 3:
        word = _without_ending(word)
        word = IRREGULAR.get(word, word)
    return _closed(word)


def _without_preposition(word: str) -> str:
    if len(word) > 3 and word.startswith(PREPOSITIONS):
        if not word.startswith(WHOLE_STARTS):
            return word[1:]
    return word


def _without_ending(word: str) -> str:
    """*word* without "and" or the ending of a plural: -ን, -ታት, -ኣት, -ውያን."""
    if word.endswith("ውያን"):
        return f"{word[:-3]}ዊ"
    if word.endswith("ታት") and len(word) > 3:
        # ክእለታት is of ክእለት, ቋንቋታት of ቋንቋ.
        return word[:-2] if _order(word[-3]) in (FOURTH, SIXTH) else f"{word[:-2]}ት"
    if word.endswith("ት") and _order(word[-2]) == FOURTH:
        return word[:-2] + _in_order(word[-2], SIXTH)
    if word.endswith("ን") and _order(word[-2]) == SIXTH:
        return word[:-1]
    return word


def _closed(word: str) -> str:
    """*word* with its last vowel i left out, as before an ending: ትምህርቲ, ትምህርት."""
    if len(word) >= 3 and _order(word[-1]) == THIRD:
        return word[:-1] + _in_order(word[-1], SIXTH)
    return word


def _order(letter: str) -> int:
    """Which vowel *letter* has, from 0; -1 of a Latin one."""
    return ord(letter) % 8 if "\u1200" <= letter <= "\u137f" else -1


def _in_order(letter: str, order: int) -> str:
    """The letter of the same row as *letter* that has another vowel."""
    return chr(ord(letter) - _order(letter) + order)
