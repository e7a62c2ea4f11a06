"""The second step of a local sign-in: a code from a phone, or one printed on paper.

Both are made from the instance's secret and a token that is used once, so that a page which is
loaded twice shows the same, and nothing waits in the database for a form to be sent.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from pyotp import TOTP

from finder.desk.keys import keyed

STEP = 30  # seconds for which a phone shows a code
AROUND = (-1, 0, 1)  # steps: clocks differ, and people type slowly
PRINTED = 10  # recovery codes
SIGNS = (
    "0123456789abcdefghjkmnpqrstvwxyz"  # of them; without letters that look like digits
)
GROUPS, GROUP = 4, 4  # of signs: 80 bits
MISREAD = str.maketrans("oil", "011")


def phone_secret(key: bytes, token: str) -> str:
    """The secret that a phone makes its codes of, base32."""
    made = bytes.fromhex(keyed(key, "totp", token))
    return base64.b32encode(made[:20]).decode()


def phone_address(secret: str, login: str, site: str) -> str:
    """What a phone's camera reads to take up *secret*."""
    return TOTP(secret).provisioning_uri(name=login, issuer_name=site)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The step of time that *code* belongs to; None for a wrong one."""
    given = "".join(code.split()).encode("utf-8", "replace")
    now = int(at.timestamp()) // STEP
    phone = TOTP(secret, interval=STEP)
    for step in (now + other for other in AROUND):
        if hmac.compare_digest(phone.generate_otp(step).encode(), given):
            return step
    return None


def recovery_codes(key: bytes, token: str) -> list[str]:
    """Ten codes to print, such as ``7k2m-x9qr-04tb-hn6c``."""
    return [_printed(keyed(key, f"recovery {n}", token)) for n in range(PRINTED)]


def digest(account_id: int, code: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    plain = "".join(one for one in code.casefold() if one.isalnum())
    text = f"{account_id} {plain.translate(MISREAD)}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _printed(made: str) -> str:
    signs = [SIGNS[one % len(SIGNS)] for one in bytes.fromhex(made)]
    return "-".join("".join(signs[GROUP * n : GROUP * (n + 1)]) for n in range(GROUPS))
