"""Persian and Dari, one stem: one spelling per letter, joiners and endings off."""

SHORTEST = 3  # letters that a stem keeps
JOINER = "\u200c"

LETTERS = str.maketrans("كيىېةۀەہأإآٱؤئ", "کیییههههااااوی", "\u200d")
# Endings that are written apart or after a joiner.
APART = frozenset("""
    ها های هایی هایم هایت هایش هایمان هایتان هایشان ای ام ات اش ایم اند اید مان تان
    شان ی یی یم تر ترین
    """.split())
# Endings written together, the longest first, each with what stands for it in the stem
# and the letters that must stay.
ENDINGS = (
    *((f"های{own}", "", 3) for own in ("مان", "تان", "شان", "ی", "م", "ت", "ش", "")),
    ("ها", "", 3),
    ("ندگان", "نده", 2),
    ("گان", "ه", 4),
    ("جات", "", 4),
    ("ات", "", 4),
    ("ان", "", 3),
    ("ی", "", 3),
)
# Words that only look like a form of another: tax and finance, fish and month.
WHOLE = frozenset("""
    مالیات ملاقات ماهی بازی کشتی ازادی جهان درمان سازمان توان پایان ایمان فرمان خانم
    تنها دوران باران زندان دندان کاپیتان جریان عریان پنهان گرایان ساکنان شادی قاضی
    حقیقی یاری کلی عالی خالی کافی باقی امکان ایران المان اسان میدان عمران مجازی ناتوان
    کمتوان سویدی سویدنی ترکی کردی خارجی کاردان موترانی بعدی
    """.split())
FORMS = {
    "زن": "زنان زنها زنانه",
    "حرفه": "حرفهای",
    "بچه": "بچم بچمو بچگان",
    "کورس": "کورسهای",
    "شاگرد": "شاگردان",
    "مسوول": "مسیول",
    "دوره": "دورهای",
    "فارغ": "فارغان",
    "مکتب": "مکاتب",
    "مدرسه": "مدارس",
    "شغل": "مشاغل",
    "محصل": "محصلین",
    "شاغل": "شاغلین",
    "معلول": "معلولین",
    "مهاجر": "مهاجرین",
    "متقاضی": "متقاضیان",
    "والد": "والدین",
    "قانون": "قوانین",
    "طفل": "اطفال",
    "درس": "دروس",
    "مهارت": "مهارتها",
    "مدرک": "مدارک",
    "حقوق": "حقوقم",
}
KNOWN = {form: stem for stem, forms in FORMS.items() for form in forms.split()}
KNOWN |= {stem: stem for stem in FORMS}


def letters(word: str) -> str:
    """*word* with one spelling per letter: ك is ک, ي is ی, آ is ا."""
    return word.translate(LETTERS)


def stem(word: str) -> str:
    """What the forms of *word* share: دوره, دوره‌های, دورهها."""
    word = _together(letters(word))
    for _ in range(SHORTEST):  # ایرانیان, ایرانی, ایران
        if word in KNOWN:
            return KNOWN[word]
        if word in WHOLE:
            return word
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word


def _together(word: str) -> str:
    """*word* without joiners, and without the endings that stand after one."""
    parts = [part for part in word.split(JOINER) if part]
    while len(parts) > 1 and parts[-1] in APART:
        parts.pop()
    return "".join(parts) or word


def _without_ending(word: str) -> str:
    for ending, instead, left in ENDINGS:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(rest) >= left:
            return rest + instead
    return word


# What is written to a word in speech: my, your, his; is; the sign of an object.
AFTER = (
    *(
        "هامون",
        "هاتون",
        "هاشون",
        "هام",
        "هات",
        "هاش",
        "مون",
        "تون",
        "شون",
        "مان",
        "تان",
    ),
    *("شان", "ام", "ات", "اش", "ست", "یم", "ید", "ند", "رو", "ها", "ای", "م", "ت", "ش"),
    *("ه", "و", "ا", "ن", "س", "ی"),
)
SPOKEN = (("ون", "ان"), ("وم", "ام"))  # how long a sounds, and how it is written


def beneath(word: str) -> list[str]:
    """What *word* may be when something is written to it, the likeliest first."""
    word = letters(word).replace(JOINER, "")
    found = [word.replace(heard, written) for heard, written in SPOKEN if heard in word]
    for start in [word, *found]:
        found += [start[: -len(one)] for one in AFTER if start.endswith(one)]
    return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST]


def _typed(text: str) -> frozenset[str]:
    """The words of *text* with _ for a joiner, and as they are typed in a hurry.

    Without the joiner, without the sign on آ, and on an Arabic keyboard.
    """
    words = text.split()
    joined = {word.replace("_", between) for word in words for between in (JOINER, "")}
    joined |= {word.translate(str.maketrans("آئ", "ای")) for word in joined}
    return frozenset(
        joined | {word.translate(str.maketrans("یک", "يك")) for word in joined}
    )


FUNCTION_WORDS = _typed("""
    پیدا جایی
    من تو او ما شما آنها آن_ها ایشان این آن اینها این_ها همین همان که چه چی کی کجا
    کجاست چرا چگونه چطور چطوری چند چقدر آیا کدام هر همه بعضی برخی از به در با برای
    واسه تا بر روی را رو و یا اما ولی اگر اگه چون زیرا پس هم نیز فقط خیلی بسیار است
    هست هستم هستیم هستند هستی هستش بود بودم بوده باشد باشم باشند بشه دارم داریم دارد
    داره دارید دارند داشتن داشته داشتم می_خواهم می_خواهیم می_خواهد می_خوام خواهم
    خواهیم خوام خواستم خواستن می_خواستم نیاز ضرورت احتیاج لازم باید می_توانم می_توانیم
    می_تواند می_تونم می_تونیم می_توان توانم تونم بتوانم بتونم توانستن می_تانم می_شود
    می_شه میشه شود شوم شدن شده بشوم شدم دنبال می_گردم می_گردیم گردم وجود موجود کردن
    کنم می_کنم کنید کنیم کرد کرده کنند می_کنند بکنم گرفتن بگیرم گرفت می_گیرم دادن بدهم
    می_دهند می_دهد رفتن بروم می_روم برم سلام درود لطفا لطفاً ممنون تشکر متشکرم مرسی
    خواهش خواهشمندم ها های هایی ای ام ات اش ایم می ترین مان تان شان ی اینجا آنجا اونجا
    اون چیست کیست کسی چیزی یک یکی همچنین درباره مورد توسط نزد بیشتر مرا خودم خود برایم
    مه ره بری چطو اینجه کدام_یک حالا الان می_باشد می_باشم نمی_توانم نمی_تونم نمی_تانم
    میخایم می_خایم میتانم کده چجوری چجور کنه میکنه می_کنه بشم بشه بشیم بودیم استم استیم
    استی چیکار چکار خاطر بخاطر واسم برام برایم بهم بهش ازش باهاش هنوز اصلا اصلاً زیاد یه نفر
    پسرم دخترم پسرمان دخترمان نزدیک نزدیکم اطراف دوست_دارم می_خواستیم بخواهم بخوام
    می_خواهید میخواهیم دارین هستین باشیم بودن باشه توی داخل داخله بکنیم می_کنیم می_رم
    """)
NEGATIONS = _typed("""
    نه نیست نیستم نیستیم نیستند ندارم نداریم ندارد نداره ندارند نداشتن نداشته بدون بی
    غیر نمی نمی_خواهم نمی_خوام نمی_شود هیچ بلا
    """)
