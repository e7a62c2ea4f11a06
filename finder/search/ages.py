"""Ages that somebody names: 17 år, 25 years old, under 25, 50+."""

from collections.abc import Iterator, Sequence

from finder.search.parts import Part

YOUNGEST, OLDEST = 13, 99  # years; other numbers are no ages
YEARS = frozenset("""
    år åring åringar åriga year years yr yrs old سنة سنه سنوات عام عاما عاماً عمر عمري jir
    sano jira da'da ዓመት ዕድመ ሳል سال ساله سالگی سالمه سالشه سالم سن рік років лет год года
    vuotta vuotias vuotiaat años año yaş yaşında yaşındayım ساڵ ساڵان ساڵە ساڵم ساڵیە ساڵین
    lat rok lata latek letni letnia letniego letniej letnich latka latki
    """.split())
# What stands before the number: my age is 55.
AGED = frozenset("""
    عمري عمره عمرها عمر سني سنم سنش سن تەمەنم تەمەنی تەمەن wiek wieku yaşım ikäni ålder age
    aged edad
    """.split())
# What a number without years before it is no age of: 20 timmar i veckan.
UNITS = frozenset("""
    tim timmar timme h kr kronor procent veckor vecka dagar dag mån månader kap kapitel min
    minuter km mil poäng p kl linje hours hour h percent weeks week days months minutes ساعة
    ساعات يوم أسبوع أسابيع شهر ساعت روز هفته ماه درصد کاتژمێر سەعات ڕۆژ هەفتە مانگ godzin
    godziny tygodni dni miesięcy procent часов часа недель дней месяцев годин години тижнів
    днів місяців tuntia viikkoa päivää kuukautta horas semanas días dias meses por saat hafta
    gün ay saacadood toddobaad maalmood
    """.split())
BELOW = frozenset(
    "under yngre below younger до менше меньше alle menos altı poniżej أقل اقل تحت زیر ژێر".split()
)
ABOVE = frozenset(
    "över äldre fyllda over above older plus after понад старше yli üstü ponad powyżej أكبر"
    " اكبر فوق بالای سەروو".split()
)


def with_ages(parts: Sequence[Part]) -> Iterator[Part]:
    """*parts*, where a number and the words that make it an age are one part."""
    place = 0
    while place < len(parts):
        number = _number(parts[place])
        if (
            number is None
            and place + 1 < len(parts)
            and _word(parts[place]) in BELOW | ABOVE | AGED
        ):
            age = _number(parts[place + 1])
            if age is not None:
                end = _past_years(parts, place + 2)
                yield _age(parts[place:end], age, _word(parts[place]))
                place = end
                continue
        if number is not None:
            end = _past_years(parts, place + 1)
            sign = "plus" if _word(parts[place]).endswith("+") else ""
            if end > place + 1 or sign or _bare_age(parts, place):
                yield _age(parts[place:end], number, sign)
                place = end
                continue
        yield parts[place]
        place += 1


def _bare_age(parts: Sequence[Part], place: int) -> bool:
    """Whether the number at *place*, without years, is an age: beside words, no measure."""
    after = _word(parts[place + 1]) if place + 1 < len(parts) else ""
    return len(parts) > 1 and after not in UNITS and place == 0


def _age(parts: Sequence[Part], age: int, side: str) -> Part:
    words = tuple(word for part in parts for word in part.words)
    ages = (age, age)
    if side in BELOW:
        ages = (YOUNGEST, age - 1)
    elif side in ABOVE:
        ages = (age, OLDEST)
    return parts[0]._replace(words=words, concept=None, ages=ages)


def _past_years(parts: Sequence[Part], place: int) -> int:
    while place < len(parts) and _word(parts[place]) in YEARS:
        place += 1
    return place


def _word(part: Part) -> str:
    return part.words[0].text if len(part.words) == 1 and not part.quoted else ""


def _number(part: Part) -> int | None:
    digits = _word(part).removesuffix("+")
    if digits.isdecimal() and YOUNGEST <= int(digits) <= OLDEST and len(digits) == 2:
        return int(digits)
    return None
