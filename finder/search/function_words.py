"""Words that carry grammar and no meaning of their own, per language.

Left out on purpose: negations and "without" (they change what is asked), "it" (the
sector), "far" (a father, typed or not with its dots), single letters (C-körkort).
"""

from finder.search.folding import arabic_letters, folded

SWEDISH = """
    jag du han hon vi ni de dem den det man sig mig dig oss er min mitt mina din ditt dina
    sin sitt sina vår vårt våra ert era deras dess hans hennes denna detta dessa denne som
    vilken vilket vilka vem vad var vart när hur varför och eller men samt både att om så
    än då ju nog väl också bara även en ett är var vara varit blir bli blev blivit har ha
    hade haft kan kunna kunde ska skall skulle vill vilja ville får få fick måste bör borde
    gör göra gjorde går gå gick finns finnas fanns i på av för med till från hos vid mot
    under över efter innan genom inom mellan ur åt kring bland här där hit dit nu sen sedan
    redan ännu något någon några nån nåt alla allt varje vars hej tack snälla
"""
ENGLISH = """
    i you he she we they me him her us them my your his our their its this that these
    those which who whom whose what where when how why and or but so than then too also
    just a an the am is are was were be been being have has had having do does did doing
    can could will would shall should may might must get gets got to of for with from at by
    on in into onto about as if there here some any all each hello please s t m re ve ll
"""
ARABIC = """
    و في من على إلى الى عن مع هل ما ماذا كيف أين متى لماذا كم أي أنا انت أنت هو هي نحن هم
    أنتم هذا هذه ذلك تلك هؤلاء الذي التي الذين أن ان إن كان كانت يكون تكون أكون قد لقد ثم
    أو او أم لكن كل بعض أريد اريد يمكن يمكنني ممكن أستطيع استطيع لي لك له لها لنا عندي لدي
    هناك هنا عند لدى حول خلال إذا اذا لو حتى كي لكي أيضا ايضا مرحبا شكرا فضلك
"""
# Swedish function words that mean something of their own in the other language.
TWO_FACED = {"en": frozenset("man men under dig sin till fast bland her era".split())}


def _spoken() -> dict[str, frozenset[str]]:
    swedish = frozenset(SWEDISH.split())
    typed = swedish | {folded(word) for word in swedish if word != "får"}
    arabic = frozenset(arabic_letters(word) for word in ARABIC.split())
    return {"sv": typed, "en": frozenset(ENGLISH.split()), "ar": arabic}


FUNCTION_WORDS = _spoken()


def is_function_word(word: str, language: str) -> bool:
    """Whether *word* (lower case) says nothing to search for, to a reader of *language*.

    Swedish function words say nothing in any language: everybody tries Swedish names.
    """
    own = FUNCTION_WORDS.get(language, frozenset())
    if word in own or (language == "ar" and arabic_letters(word) in own):
        return True
    return word in FUNCTION_WORDS["sv"] and word not in TWO_FACED.get(language, ())
