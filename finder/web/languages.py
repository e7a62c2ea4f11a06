"""The languages of the interface: names, directions, messages, dates and numbers."""

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

from finder.config import LANGUAGES, ROOT, SOURCE_LANGUAGE

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


TABLE = {
    one.tag: one
    for one in (
        Language("sv", "svenska", "ltr"),
        Language("en", "English", "ltr", "d MMMM y"),
        Language("ar", "العربية", "rtl"),
    )
}


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
        tag = wish.lower().split("-")[0]
        if tag in LANGUAGES and quality > 0:
            return tag
    return SOURCE_LANGUAGE


def direction(tag: str) -> str:
    """ltr or rtl, for a text in the language *tag*."""
    return TABLE[tag].dir if tag in TABLE else Locale.parse(tag, sep="-").text_direction


@cache
def messages(tag: str) -> NullTranslations:
    """The interface's messages in the language *tag*, read from its .po file."""
    if tag == MESSAGE_LANGUAGE:
        return NullTranslations()
    file = TRANSLATIONS / tag / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=tag))
    compiled.seek(0)
    return Translations(compiled)


def gettext(message: str) -> str:
    """*message* in the request's language."""
    return messages(current().tag).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form for *number* in the request's language."""
    return messages(current().tag).ngettext(one, many, number)


def day(text: str) -> str:
    """An ISO date in words; a year or a year and month stay as precise as they are."""
    if len(text) == 4:
        return text
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return format_date(first, "MMMM y", locale=_locale())
    return format_date(
        date.fromisoformat(text[:10]), current().date_pattern, locale=_locale()
    )


def number(value: float) -> str:
    """*value* with the language's separators and Western digits."""
    return _formatted(int(value) if value == int(value) else value, current().tag)


@lru_cache(maxsize=4096)
def _formatted(value: float, tag: str) -> str:
    return format_decimal(value, locale=Locale.parse(tag, sep="-"))


def isolated(value: object, dir: str = "auto") -> Markup:
    """*value* in an element of its own direction, so that what stands around it keeps its order."""
    return Markup(f'<bdi dir="{escape(dir)}">{escape(value)}</bdi>')


def lines(text: str) -> Markup:
    """*text* as paragraphs, one for each block between empty lines."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(escape(block)) for block in blocks
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
        source_language=SOURCE_LANGUAGE,
    )


def _locale() -> Locale:
    return Locale.parse(current().tag, sep="-")
