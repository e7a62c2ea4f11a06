"""Passwords of local accounts: which will do, and how one is checked. Kept are hashes only."""

import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST, LONGEST = 12, 128  # characters
OWN = 8  # characters that must be left when words anybody would guess are taken out
VARIED = 5  # different characters at least
COMMON = Path(__file__).with_name("common-passwords.txt")
# What somebody who attacks this desk tries first, letters only.
CITY = (
    *("stockholm", "stockholmsstad", "sthlm", "stad", "city", "kommun", "sverige"),
    *("sweden", "jobbtorg", "arbetsmarknad", "arbetsförmedlingen", "socialtjänst"),
    *("försörjningsstöd", "program", "programme", "finder", "katalog", "redaktör"),
    *("administratör", "administrator", "admin", "envägin", "password", "lösenord"),
    *("bromma", "enskede", "årsta", "vantör", "farsta", "hägersten", "liljeholmen"),
    *("älvsjö", "hässelby", "vällingby", "järva", "kungsholmen", "norrmalm"),
    *("östermalm", "rinkeby", "kista", "spånga", "tensta", "skarpnäck", "skärholmen"),
    *("södermalm", "husby", "akalla", "bredäng", "högdalen", "rågsved", "hagsätra"),
    *("gamlastan", "vasastan", "globen", "slussen", "hammarby", "djurgården"),
    *("vår", "sommar", "höst", "vinter", "spring", "summer", "autumn", "winter"),
    *("norra", "södra", "innerstad", "västerort", "söderort"),
)
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
)
AT_ONCE = 2  # hashes in this process: each takes 19 MiB
PATIENCE = 5.0  # seconds somebody waits for others' hashes

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_free = threading.BoundedSemaphore(AT_ONCE)
# Of nobody's password: checked where there is no account, which then takes as long.
_NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "nU/HMR9oz7pf/Z3QHKeTqg$wSQvh59dypkOKlAXe8W6VtIWNaoOo/mPZWOYv5eTwB0"
)


class Busy(RuntimeError):
    """Too many passwords are being checked at this moment."""


def fault(password: str, known: Iterable[str] = ()) -> str:
    """Why *password* will not do: short, long, common or guessable; empty when it will.

    *known* is what is known of its owner: name, login.
    """
    text = unicodedata.normalize("NFKC", password)
    if len(text) < SHORTEST:
        return "short"
    if len(text) > LONGEST:
        return "long"
    plain = text.casefold()
    if {plain, _letters(plain)} & _common() or len(set(plain)) < VARIED:
        return "common"
    if any(plain in row for row in ROWS):
        return "common"
    left = _without_known(plain, known)
    return "guessable" if len(left) < OWN or left in _common() else ""


def hashed(password: str) -> str:
    """What is kept of *password*. Raises :class:`Busy`."""
    with _turn():
        return _hasher.hash(_same(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether *password* is the one of which *kept* is kept; the same work without one.

    Raises :class:`Busy`.
    """
    with _turn():
        try:
            _hasher.verify(kept or _NOBODYS, _same(password))
        except VerificationError:
            return False
    return kept is not None


def _same(password: str) -> bytes:
    """However a keyboard composes its letters, and never more than a little too long."""
    text = unicodedata.normalize("NFKC", password)[: LONGEST + 1]
    return text.encode("utf-8", "surrogatepass")


@contextmanager
def _turn() -> Iterator[None]:
    if not _free.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _free.release()


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").splitlines())


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalpha())


def _without_known(plain: str, known: Iterable[str]) -> str:
    """*plain* without what anybody would guess, and without what only stands between."""
    own = (_letters(word.casefold()) for name in known for word in name.split())
    words = {*CITY, *map(_ascii, CITY), *(one for one in own if len(one) > 2)}
    left = "".join(one for one in plain if one.isalnum())
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left


def _ascii(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))
