"""The instance's secret: what signs forms and hashes what must not be read back."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

SHORTEST = 32  # bytes of a secret that is worth its name
PRIVATE = 0o600


class KeyUnfit(RuntimeError):
    """The file holds no secret that can be used; the message is a sentence."""


def secret(path: Path) -> bytes:
    """The secret at *path*, made there when there is none. It belongs in no backup.

    Raises :class:`KeyUnfit` for one that is too short, rather than sign with it.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SHORTEST) + "\n")
            file.flush()
            os.fsync(file.fileno())
    found = path.read_bytes().strip()
    if len(found) < SHORTEST:
        raise KeyUnfit(
            f"{path} holds fewer than {SHORTEST} bytes. Delete it, and a new one is made;"
            " forms that are open now must then be opened again."
        )
    return found


def keyed(key: bytes, purpose: str, text: str) -> str:
    """A hash of *text* that nobody can make without *key*, another for each *purpose*."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()
