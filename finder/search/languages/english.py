"""English: Snowball, with the words it wrongly merges and one spelling for two."""

import Stemmer

from finder.search.folding import folded

# No cache: it would keep what people typed.
SNOWBALL = Stemmer.Stemmer("english", 0)

# Words that Snowball would merge with others: evening with even, officer with office.
WHOLE = frozenset("""
    allowance animal assistant author business collective confidential conversion
    customer employer engine evening experience fired fitness hospitality housing
    international lonely marketing officer parking personal personality physics
    practical program reference residence training wellness
""".split())
STEMS = {
    **{word: word for word in WHOLE},
    **dict.fromkeys(("programming", "programmer", "coder", "coding"), "programming"),
    **dict.fromkeys(("accountant", "accountancy", "accounting"), "accounting"),
    **dict.fromkeys(("application", "applicant", "apply"), "appli"),
    **dict.fromkeys(("child", "children"), "child"),
    **dict.fromkeys(("authority", "authorities"), "authoriti"),
    **dict.fromkeys(("pregnant", "pregnancy"), "pregnant"),
    **dict.fromkeys(("certify", "certified"), "certif"),
    **dict.fromkeys(("tyre", "tire"), "tyre"),
    **dict.fromkeys(("jewellery", "jewelry"), "jewelri"),
    **dict.fromkeys(("internship", "intern"), "intern"),
    **dict.fromkeys(("traineeship", "trainee"), "traine"),
    "apprenticeship": "apprentic",
    "buses": "bus",
    "businesses": "business",
    "burnt": "burn",
    "coded": "programming",
    "delivery": "deliv",
    "deliveries": "deliv",
    "experienced": "experience",
    "learnt": "learn",
    "loneliness": "lonely",
    "mentorship": "mentor",
    "midwives": "midwif",
    "housewives": "housewif",
    "personally": "personal",
    "programme": "program",
    "qualification": "qualifi",
    "registration": "regist",
    "residency": "residence",
    "trained": "training",
}
# How British words begin, and American ones.
AMERICAN = {
    **{f"{start}our": f"{start}or" for start in ("lab", "col", "neighb", "behavi")},
    **{f"{start}our": f"{start}or" for start in ("fav", "hon", "flav", "hum", "harb")},
    **{f"{start}tre": f"{start}ter" for start in ("cen", "thea", "li", "me", "kilome")},
    **{f"{start}ll": f"{start}l" for start in ("counse", "trave", "mode", "cance")},
    **{f"{start}ll": f"{start}l" for start in ("enro", "fulfi", "insta", "skilfu")},
    **{f"{start}yz": f"{start}ys" for start in ("anal", "paral")},
    "ageing": "aging",
    "catalogue": "catalog",
    "defence": "defense",
    "dialogue": "dialog",
    "fibre": "fiber",
    "judgement": "judgment",
    "licenc": "licens",
    "orthopaed": "orthoped",
    "paediatr": "pediatr",
    "practis": "practic",
    "skillful": "skilful",
}
# Organize is organise, but size is no sise.
ENDINGS_WITH_Z = "ize izes ized izing izer izers ization izations izational".split()
WITH_Z = ("size", "prize", "seize", "sized", "sizes", "prizes", "seized")
SINGULAR_MEN = frozenset("specimen regimen abdomen acumen".split())

FUNCTION_WORDS = frozenset("""
    i me my mine myself you your yours yourself u ur he him his himself she her hers
    herself we us our ours ourselves they them their theirs themselves its itself one
    ones someone somebody something anything a an the this that these those some any
    each every such both either all another who whom whose what which when where why how
    whether whatever of for with from at by on in into onto about as to through during
    while until till via near nearby around within between among towards per and or but
    so than then if because though although also too just only very really quite much
    still ever even maybe perhaps here there am is are was were be been being have has
    had having do does did doing can could will would shall should may might must ought
    able possible available get gets got getting go goes going gonna wanna want wants
    wanted wanting need needs needed needing like wish hope look looks looking find
    finds finding found seek seeking take takes taking know tell show think give let
    lets interested exist exists kind kinds hello hi hey please pls plz thanks thank thx
    sorry ok okay yes s t m re ve ll i'm im i've ive i'd i'll you're youre you've you'd
    you'll he's she's it's we're we've we'd we'll they're theyre they've that's thats
    there's theres what's whats where's wheres who's whos how's hows let's
""".split())
NEGATIONS = frozenset("""
    not no non none never neither nor without cannot can't cant don't dont doesn't
    doesnt didn't didnt isn't isnt aren't arent wasn't wasnt weren't won't wont wouldn't
    wouldnt couldn't couldnt shouldn't shouldnt haven't havent hasn't hasnt hadn't hadnt
    needn't mustn't ain't
""".split())
# What stands before and after the pronoun "it", not before or after the sector IT.
BEFORE_PRONOUN = frozenset("""
    is was does did do will would can could should may might must if that when how why
    because get has make isn't doesn't
""".split())
AFTER_PRONOUN = frozenset("""
    is was does did do will would can could should may might must has had be cost costs
    take takes start starts begin begins end ends last lasts mean means work works isn't
    doesn't
""".split())


def stem(word: str) -> str:
    """What the forms and both spellings of *word* share: organised, organizing."""
    word = folded(word)
    word = word.removesuffix("'s").removesuffix("'") or word
    if len(word) <= 3:
        return word
    for known in (word, word.removesuffix("s"), _one(word)):
        if known in STEMS:
            return STEMS[known]
    word = _american(_one(word))
    shorter = str(SNOWBALL.stemWord(word))
    return shorter if len(shorter) >= 3 else word


def is_pronoun(before: str, after: str) -> bool:
    """Whether "it", typed in lower case between these words ("": none), is no sector.

    "is it free" and "how it works" hold the pronoun, "work in it" the sector.
    """
    return before in BEFORE_PRONOUN or after in AFTER_PRONOUN


def _one(word: str) -> str:
    """*word*, or the one of several men."""
    if word.endswith("men") and word not in SINGULAR_MEN:
        return f"{word[:-3]}man"
    return word


def _american(word: str) -> str:
    """*word* as Americans spell it, but with s where they write z."""
    for british, american in AMERICAN.items():
        if word.startswith(british):
            word = american + word.removeprefix(british)
            break
    for ending in ENDINGS_WITH_Z:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if not word.endswith(WITH_Z):
                return word.removesuffix(ending) + ending.replace("z", "s")
    return word
