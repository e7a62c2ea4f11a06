"""Settings: what a place that runs the finder may choose, and the languages it speaks.

Every setting is an environment variable; README.md lists them all.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent  # the checkout: templates/, static/ …
SHIPPED_CATALOGUE = ROOT / "catalog.db"  # never opened for writing by a running site
SOURCE_LANGUAGE = "sv"  # of a programme document that names no other
SIMPLE = "sv-simple"  # easy Swedish: a version of the texts, no language of its own
# What pages can be read in, in the picker's order.
LANGUAGES = (
    *("sv", SIMPLE, "en", "ar", "so", "ti", "fa", "uk", "fi", "es", "tr", "ckb"),
    *("ru", "pl", "fa-AF"),
)
# Languages that a query may be in, whatever the page's: with words for every concept.
SEARCHED = tuple(one for one in LANGUAGES if one != SIMPLE)
LOOPBACK = ("127.0.0.1", "::1", "localhost")  # where a provider needs no https
# language -> the one whose words stand in where its own lack
FALLBACKS = {"fa-AF": "fa", SIMPLE: SOURCE_LANGUAGE}


def readable(language: str) -> list[str]:
    """The languages a reader of *language* reads as the own one, that one first."""
    return [one for one in (language, FALLBACKS.get(language)) if one]


def searched_as(language: str) -> str:
    """The language whose words the texts in *language* are made of."""
    return SOURCE_LANGUAGE if language == SIMPLE else language


@dataclass(frozen=True)
class Provider:
    """Where the city's own sign-in is (OpenID Connect), and who we are there."""

    issuer: str  # as it calls itself, to the letter
    client_id: str
    name: str  # on the button
    secret: str = field(default="", repr=False)  # empty: a public client
    acr: tuple[str, ...] = ()  # strengths of sign-in, one of which is asked for


@dataclass(frozen=True)
class Settings:
    """What may be chosen, with its default."""

    instance: Path = ROOT / "instance"  # everything a running site makes
    site_name: str = "En väg in"  # shown on every page, never translated
    base_url: str = ""  # "https://…" in front of absolute links; empty: the request's
    trusted_hosts: tuple[str, ...] = ()  # host names answered to; empty: any
    proxies: int = 0  # reverse proxies in front whose X-Forwarded-* are believed
    host: str = "127.0.0.1"  # address `finder serve` listens on
    port: int = 8000
    workers: int = 2  # processes that answer requests
    standing_in: bool = False  # `finder serve` alone sets it: a copy is served
    translate_url: str = ""  # of a LibreTranslate server; empty: no machine translates
    translate_key: Path | None = None  # file with the key that it asks for
    count_vain: bool = True  # words that find nothing, without anything about who asked
    provider: Provider | None = None  # of sign-in; None: local accounts only

    @property
    def catalogue(self) -> Path:
        """The working catalogue."""
        return self.instance / "catalog.db"

    @property
    def editors(self) -> Path:
        """The editors' database."""
        return self.instance / "editors.db"

    @property
    def backups(self) -> Path:
        """The folder with the checked copies."""
        return self.instance / "backups"

    @property
    def key(self) -> Path:
        """The file with the instance's secret."""
        return self.instance / "secret.key"


def settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of *environ*.

    Raises :class:`ValueError` with a sentence naming the variable and its value.
    """
    standard = Settings()
    return Settings(
        instance=Path(environ.get("FINDER_INSTANCE") or standard.instance).resolve(),
        site_name=environ.get("FINDER_SITE_NAME") or standard.site_name,
        base_url=environ.get("FINDER_BASE_URL", "").rstrip("/"),
        trusted_hosts=tuple(environ.get("FINDER_TRUSTED_HOSTS", "").split()),
        proxies=_whole(environ, "FINDER_PROXIES", standard.proxies),
        host=environ.get("FINDER_HOST") or standard.host,
        port=_whole(environ, "FINDER_PORT", standard.port),
        workers=_whole(environ, "FINDER_WORKERS", standard.workers),
        translate_url=_address(environ, "FINDER_TRANSLATE_URL"),
        translate_key=_file(environ, "FINDER_TRANSLATE_KEY_FILE"),
        count_vain=_yes(environ, "FINDER_COUNT_VAIN", standard.count_vain),
        provider=_provider(environ),
    )


def _address(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").rstrip("/")
    if value and not value.startswith(("http://", "https://")):
        raise ValueError(f"{name} must begin with http:// or https://, not {value!r}.")
    return value


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "")
    return Path(value).resolve() if value else None


def _whole(environ: Mapping[str, str], name: str, standard: int) -> int:
    value = environ.get(name, "")
    if not value:
        return standard
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def _yes(environ: Mapping[str, str], name: str, standard: bool) -> bool:
    value = environ.get(name, "")
    if value not in ("", "yes", "no"):
        raise ValueError(f"{name} must be yes or no, not {value!r}.")
    return value == "yes" if value else standard


def _provider(environ: Mapping[str, str]) -> Provider | None:
    issuer = environ.get("FINDER_OIDC_ISSUER", "")
    if not issuer:
        return None
    where = urlsplit(issuer)
    safe = where.scheme == "https" or (
        where.scheme == "http" and where.hostname in LOOPBACK
    )
    if not (safe and where.hostname) or where.query or where.fragment:
        raise ValueError(
            f"FINDER_OIDC_ISSUER must be an https address, not {issuer!r}."
        )
    client_id = environ.get("FINDER_OIDC_CLIENT_ID", "")
    if not client_id:
        raise ValueError(
            "FINDER_OIDC_CLIENT_ID must say who this site is to FINDER_OIDC_ISSUER."
        )
    return Provider(
        issuer=issuer,
        client_id=client_id,
        name=environ.get("FINDER_OIDC_NAME") or str(where.hostname),
        secret=_secret(environ.get("FINDER_OIDC_SECRET_FILE", "")),
        acr=tuple(environ.get("FINDER_OIDC_ACR", "").split()),
    )


def _secret(file: str) -> str:
    """What the file holds, without the line's end; no file, no secret."""
    if not file:
        return ""
    try:
        found = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ValueError(
            f"FINDER_OIDC_SECRET_FILE names {file!r}, which cannot be read: {why}."
        ) from error
    if not found:
        raise ValueError(f"FINDER_OIDC_SECRET_FILE names {file!r}, which is empty.")
    return found
