"""The languages of the interface: names, directions, messages, dates and numbers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from io import BytesIO
from urllib.parse import unquote, urlsplit

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, g, request
from markupsafe import Markup, escape

from finder.config import (
    FALLBACKS,
    LANGUAGES,
    ROOT,
    SIMPLE,
    SOURCE_LANGUAGE,
    searched_as,
)

TRANSLATIONS = ROOT / "translations"
LAST = 50  # characters of the last part of an address
MESSAGE_LANGUAGE = "en"  # messages stand in the code in English


@dataclass(frozen=True)
class Language:
    """One language a page can be in."""

    tag: str  # in addresses, lang and hreflang
    name: str  # its own name for itself
    dir: str  # ltr or rtl
    date_pattern: str = "long"  # Babel's, or a pattern of our own

    @property
    def searched(self) -> str:
        """The language that its readers search in."""
        return searched_as(self.tag)

    @property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale.parse(self.searched, sep="-")


SHORT = "d MMMM y"  # where Babel's long pattern puts the month first
TABLE = {
    one.tag: one
    for one in (
        Language("sv", "svenska", "ltr"),
        Language(SIMPLE, "Lätt svenska", "ltr"),
        Language("en", "English", "ltr", SHORT),
        Language("ar", "العربية", "rtl"),
        Language("so", "Soomaali", "ltr", SHORT),
        Language("ti", "ትግርኛ", "ltr", SHORT),
        Language("fa", "فارسی", "rtl"),
        Language("uk", "українська", "ltr"),
        Language("fi", "suomi", "ltr"),
        Language("es", "español", "ltr"),
        Language("tr", "Türkçe", "ltr"),
        Language("ckb", "کوردیی ناوەندی", "rtl"),
        Language("ru", "русский", "ltr"),
        Language("pl", "polski", "ltr"),
        Language("fa-AF", "دری", "rtl"),
    )
}
# what browsers call a language that is offered under another name
ALSO = {"prs": "fa-AF", "fa-af": "fa-AF", "sv-simple": SIMPLE, "ku-arab": "ckb"}


def offered() -> list[Language]:
    """The interface's languages in the picker's order."""
    return [TABLE[tag] for tag in LANGUAGES]


def current() -> Language:
    """Of this request: what its address begins with, else the first the browser asks for."""
    if "language" not in g:
        named = request.path.split("/")[1]
        g.language = TABLE[named if named in LANGUAGES else preferred()]
    language: Language = g.language
    return language


def preferred() -> str:
    """The first of the browser's languages that is offered; Swedish when none is."""
    for wish, quality in request.accept_languages:
        tag = wish.lower().replace("_", "-")
        tag = ALSO.get(tag, tag.split("-")[0])
        tag = ALSO.get(tag, tag)
        if tag in LANGUAGES and quality > 0:
            return tag
    return SOURCE_LANGUAGE


def direction(tag: str) -> str:
    """ltr or rtl, for a text in the language *tag*."""
    return TABLE[tag].dir if tag in TABLE else Locale.parse(tag, sep="-").text_direction


@cache
def messages(tag: str) -> NullTranslations:
    """The interface's messages in the language *tag*, read from its .po file.

    What it does not say itself the language says whose words stand in for its own.
    """
    if tag == MESSAGE_LANGUAGE:
        return NullTranslations()
    found = _read(tag, "messages")
    if tag in FALLBACKS:
        found.add_fallback(messages(FALLBACKS[tag]))
    return found


@cache
def desk_messages(tag: str) -> NullTranslations:
    """The same with those of the editors' pages, which are in Swedish and English only."""
    if tag != SOURCE_LANGUAGE:
        return messages(tag)
    found = _read(tag, "desk")
    found.add_fallback(messages(tag))
    return found


def _read(tag: str, domain: str) -> Translations:
    folder = tag.replace("-", "_")  # as Babel's commands call it
    file = TRANSLATIONS / folder / "LC_MESSAGES" / f"{domain}.po"
    compiled = BytesIO()
    with file.open("rb") as source:
        told = read_po(source)
    for one in list(told):  # an empty plural would be taken for one that says nothing
        if one.id and not (one.string and all(one.string)):
            told.delete(one.id, one.context)
    write_mo(compiled, told)
    compiled.seek(0)
    return Translations(compiled)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within it, everything is said in *language*, whatever the page's is."""
    before = current()
    g.language = language
    try:
        yield
    finally:
        g.language = before


def gettext(message: str) -> str:
    """*message* in the request's language."""
    return _spoken().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form for *number* in the request's language."""
    return _spoken().ngettext(one, many, number)


def _spoken() -> NullTranslations:
    """The messages of this request: at the desk with its own."""
    language = current()
    held: tuple[Language, NullTranslations] | None = g.get("spoken")
    if held is None or held[0] is not language:
        told = desk_messages if g.get("at_desk") else messages
        held = g.spoken = language, told(language.tag)
    return held[1]


def day(text: str) -> str:
    """An ISO date in words; a year or a year and month stay as precise as they are."""
    if len(text) == 4:
        return text
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return format_date(first, "LLLL y", locale=current().locale)
    return format_date(
        date.fromisoformat(text[:10]), current().date_pattern, locale=current().locale
    )


def number(value: float) -> str:
    """*value* with the language's separators and Western digits."""
    return _formatted(int(value) if value == int(value) else value, current())


@lru_cache(maxsize=4096)
def _formatted(value: float, language: Language) -> str:
    return format_decimal(value, locale=language.locale)


def isolated(value: object, dir: str | None = None) -> Markup:
    """*value* in an element of its own direction, so that what stands around it keeps its order.

    Which direction its letters tell, unless *dir* does.
    """
    told = f' dir="{escape(dir)}"' if dir else ""
    return Markup(f"<bdi{told}>{escape(value)}</bdi>")


def lines(text: str) -> Markup:
    """*text* as paragraphs, one for each block between empty lines."""
    return paragraphs(text, escape)


def paragraphs(text: str, said: Callable[[str], Markup]) -> Markup:
    """*text* as paragraphs whose lines are kept apart, each as *said* makes it."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(
            Markup("<br>\n").join(said(one) for one in block.split("\n"))
        )
        for block in blocks
    )


def comma() -> str:
    """What stands between the members of a list in a line."""
    return gettext(", ")


def site_of(address: str) -> str:
    """The name of the site that *address* leads to, as a reader knows it."""
    return urlsplit(address).netloc.removeprefix("www.")


def page_of(address: str) -> str:
    """*address* short, but told from others of the same site: its name and last part."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    last = "".join(one for one in last if one.isprintable())[:LAST]
    return f"{site_of(address)} – {last}" if last else site_of(address)


def init_app(app: Flask) -> None:
    """Give templates the messages, formats and the table of languages."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]
    install(gettext, ngettext, newstyle=True)
    app.jinja_env.filters.update(
        day=day,
        number=number,
        bdi=isolated,
        lines=lines,
        site_of=site_of,
        page_of=page_of,
    )
    app.jinja_env.globals.update(
        language=current,
        languages=offered,
        comma=comma,
        direction=direction,
        language_named=TABLE.get,
        simple=TABLE[SIMPLE],
        source_language=SOURCE_LANGUAGE,
    )
