"""Somali: articles, possessives and plural endings off; one spelling for several."""

from itertools import product

from finder.search.folding import folded

_POSSESSIVE_MALE = (
    "ayga aygii aaga aagii iisa iisii eeda eedii eenna eena ooda iinna iina"
)
_POSSESSIVE_FEMALE = (
    "ayda aydii aada aadii iisa iisii eeda eedii eenna eena ooda iinna iina"
)
# Cut off the first that fits, longest first: ending -> letters that must be left.
ENDINGS: dict[str, int] = {
    **{a + b: 3 for a, b in product("kgh", _POSSESSIVE_MALE.split())},
    **{a + b: 3 for a, b in product("td", _POSSESSIVE_FEMALE.split())},
    **dict.fromkeys(("ooyinkii", "ooyinka", "ooyinku", "ooyin"), 3),
    **dict.fromkeys(("yaashii", "yaasha", "yaashu", "yaalka", "yaal"), 4),
    **dict.fromkeys(("iintii", "iinta", "iintu", "iin"), 5),
    **{a + b: 4 for a, b in product("kgtdh", ("ii", "an", "aas"))},
    **{a + b: 3 for a, b in product("kgtdh", "au")},
    **dict.fromkeys(("eedka", "eed", "ood"), 4),
}
# Plurals of nouns in -i, only after a consonant: guri, guryo; dugsi, dugsiyo.
# -iyaha is of people in -iye.
PLURALS = {**dict.fromkeys(("yadii", "yada", "yadu", "yo"), "aeou"), "yaha": "aeiou"}
ENDINGS_BY_LENGTH = sorted(ENDINGS, key=len, reverse=True)
WHOLE = frozenset(("gaari",))  # not gaar, special
VOWELS = frozenset("aeiou")
AFTER_GUTTURAL = ("qa", "xa", "ca", "ha", "'a")  # where the article -ka is -a
# Nouns in -d, often typed with one d before an ending: luqadda, luqada.
NOUNS_IN_D = tuple("luqad xirfad shirkad saacad awood aqoonsad xaalad".split())
IRREGULAR = {
    **dict.fromkeys(("baraha", "barayaal", "barayaasha"), "bare"),
    **dict.fromkeys(("macallimiin", "macallimiinta", "macalimiin"), "macallin"),
    **dict.fromkeys(("macalimiinta", "macallimad", "macallimadda"), "macallin"),
    **dict.fromkeys(("dhakhaatiir", "dhakhaatiirta"), "dhakhtar"),
    **dict.fromkeys(("gawaari", "gawaarida", "gaadhi", "gaadhiga"), "gaari"),
    **dict.fromkeys(("gabar", "gabadh", "gabadha", "gabarta"), "gabdho"),
    **dict.fromkeys(("xarumo", "xarumaha"), "xarun"),
    **dict.fromkeys(("macaamiisha", "macaamiil", "macmiilka"), "macmiil"),
    **dict.fromkeys(("meesha", "meelaha", "meelo"), "meel"),
    **dict.fromkeys(("bisha", "bilood", "bilaha"), "bil"),
    **dict.fromkeys(("daymo", "daymaha"), "dayn"),
    **dict.fromkeys(("ardayda", "ardayad", "ardayaal"), "arday"),
    **dict.fromkeys(("luuqad", "luuqadda", "luuqada", "luqado"), "luqad"),
    **dict.fromkeys(("iswidhish", "iswidhishka", "iswiidish"), "iswiidhish"),
    **dict.fromkeys(("iswidish", "iswiidishka", "swidish"), "iswiidhish"),
    **dict.fromkeys(("iswidhan", "iswiidan", "iswidan", "iswiidhen"), "iswiidhan"),
}

FUNCTION_WORDS = frozenset("""
    aan aad uu ay aannu aynu aanu waa waan waad wuu way waannu waydin waxaan waxaad
    wuxuu waxay waxaannu waxaa waxa wax baa ayaa ayaan ayaad ayuu ayay miyaa miyay miyuu
    miyaan miyaad ma maxaa maxaan maxaad maxay muxuu maxa in inaan inaad inuu inay
    inuusan oo iyo ee ama mise laakiin laakin haddii hadii hadaan haddaan haddaad
    markaan markaad marka markii si sida sidee sidii halkee xagee xaggee meeshee goorma
    goormee yaa ayo kee tee kuwee immisa imisa intee ka ku u la isku ugu kaga kula kala
    iska lagu laga loo looga soo sii wada anigu aniga adiga adigu isaga iyada annaga
    innaga idinka iyaga i idin na ina kan tan kuwan kaas taas kuwaas kuwa kii tii tani
    kani halkan halkaas halka leh lahaa leedahay leeyahay leeyihiin lahayn ah ahay tahay
    yahay ahaan ahayd yihiin tihiin noqon noqonaya noqdo jira jiraa jirta jirtaa jiraan
    jirto joogo karaa kartaa karnaa karto karo karayaa kara rabaa rabtaa rabnaa raba
    rabo rabtid doonayaa doonaysaa doonaa doono doona doonaya doonaynaa jeclaan jeclahay
    lahaayo baahanahay baahan tahay baahnahay waayo sababta maxaayeelay haa fadlan
    mahadsanid mahadsan asc salaan salaamu iska dhammaan ayaga mid midka hal kale kalena
    iyadoo ilaa dhex gudaha agteeda ag saaran waxan wakhtiga helo helaa heli helid raadi
    raadinayaa raadinaya raadsanaya raadsanayaa raadso sameeyo sheeg ii igu iga kuu noo
    idiin naga nagu igala kaa kugu awoodaa caawimaad caawimo
""".split())
NEGATIONS = frozenset("la'aan laan la'aanta la'aanteed maya aanan aanay".split())


def stem(word: str) -> str:
    """What the forms of *word* share: shaqo, shaqada and shaqooyinka are shaq."""
    word = folded(word).replace("ey", "ay")
    if len(word) <= 3:
        return word
    word = _with_two(IRREGULAR.get(word, word))
    word = _without_ending(word)
    word = IRREGULAR.get(word, word)
    if word in WHOLE:
        return word
    return _spelt_once(_without_vowel(word)) or word


def _with_two(word: str) -> str:
    """*word* with the d of its ending, too: luqada is luqadda."""
    for noun in NOUNS_IN_D:
        if word.startswith(f"{noun}a") and not word.startswith(f"{noun}ah"):
            return f"{noun}d{word.removeprefix(noun)}"
    return word


def _without_ending(word: str) -> str:
    """*word* without article, possessive or plural ending."""
    for ending, not_after in PLURALS.items():
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and left[-1] not in not_after:
            return left if len(left) > 3 else f"{left}i"
    for ending in ENDINGS_BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= ENDINGS[ending]:
            return word.removesuffix(ending)
    return word


def _without_vowel(word: str) -> str:
    """*word* without the last vowel, which changes with the ending: shaqo, shaqa-da.

    Words of four letters keep it, for there it tells them apart: bare, a teacher.
    """
    if word[-1] not in VOWELS or word[-2] in VOWELS or len(word) <= 3:
        return word
    if len(word) == 4 and not word.endswith(AFTER_GUTTURAL):
        return f"{word[:-1]}a" if word[-1] == "o" else word
    return word[:-1]


def _spelt_once(word: str) -> str:
    """*word* in one of its spellings: macallin, macalin; su'aal, suaal."""
    found = ""
    for letter in word.replace("'", ""):
        if letter in VOWELS or not found.endswith(letter):
            found += letter
    return found if len(found) >= 3 else word
