"""Translation by a machine: a server that speaks LibreTranslate's API, if there is one.

Off unless a place sets its address. What it gives back is a suggestion: marked as made by a
machine, checked by nobody, and never put in the place of a text that is there.
"""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import requests
import urllib3

from finder.catalog.readability import lix
from finder.config import SIMPLE

CONNECT = 3.0  # seconds to be connected in
READ = 10.0  # seconds without a byte
TOGETHER = 20.0  # seconds after which no more is read
MOST = 1024 * 1024  # bytes of an answer
CHUNK = 64 * 1024  # bytes read at a time
HARDEST = 50.0  # LIX from which on a text is too hard for a machine to be trusted with
KEY = 1000  # characters of a key
# our language -> the server's, where they differ
CALLED = {"fa-AF": "fa", "ckb": "ku"}


class NoTranslation(RuntimeError):
    """The server gave no translation; ``said`` is why: a word that pages make a sentence of."""

    def __init__(self, said: str) -> None:
        """*said*: ``unreachable``, ``slow``, ``refused``, ``unknown-language``, ``nonsense``
        or ``key``."""
        super().__init__(said)
        self.said = said


class Server(NamedTuple):
    """Where the machine is."""

    url: str
    key: Path | None  # file with the key it asks for


def suited(original: str) -> bool:
    """Whether the Swedish *original* is easy enough for a machine."""
    return bool(original) and lix(original) < HARDEST


def offered(language: str) -> bool:
    """Whether a machine can be asked for *language*: an easy version is no translation."""
    return language != SIMPLE


def translated(
    server: Server, texts: Sequence[str], source: str, target: str
) -> list[str]:
    """*texts* in the language *target*, as many and in that order.

    Raises :class:`NoTranslation`; that takes at most TOGETHER and one READ.
    """
    asked: dict[str, Any] = {
        "q": list(texts),
        "source": CALLED.get(source, source),
        "target": CALLED.get(target, target),
        "format": "text",
    }
    key = _key(server)
    if key:
        asked["api_key"] = key
    answer = _answer(server.url.rstrip("/") + "/translate", asked)
    found = answer.get("translatedText") if isinstance(answer, dict) else None
    if (
        not isinstance(found, list)
        or len(found) != len(texts)
        or not all(isinstance(one, str) for one in found)
    ):
        raise NoTranslation("nonsense")
    return found


def _key(server: Server) -> str:
    if server.key is None:
        return ""
    try:
        return server.key.read_text(encoding="utf-8")[:KEY].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NoTranslation("key") from error


def _answer(url: str, asked: dict[str, Any]) -> object:
    end = time.monotonic() + TOGETHER
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy, no password of the machine's user
            with session.post(
                url,
                json=asked,
                timeout=(CONNECT, READ),
                stream=True,
                allow_redirects=False,
            ) as answer:
                if answer.status_code == 400:
                    raise NoTranslation("unknown-language")
                if answer.status_code != 200:
                    raise NoTranslation("refused")
                return json.loads(_read(answer, end))
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise NoTranslation("slow") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise NoTranslation("unreachable") from error
    except (ValueError, RecursionError) as error:
        raise NoTranslation("nonsense") from error


def _read(answer: requests.Response, end: float) -> bytes:
    found = b""
    while chunk := answer.raw.read1(CHUNK, decode_content=True):
        found += chunk
        if len(found) > MOST:
            raise NoTranslation("nonsense")
        if time.monotonic() > end:
            raise NoTranslation("slow")
    return found
