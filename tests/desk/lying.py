"""A sign-in provider on loopback that does as the standard says, or lies as it is told to."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "the-desk", "a secret between the two of us"
LASTS = 300  # seconds a token is good for


class Liar:
    """The provider. Tests set what it says."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.metadata: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        self.claims: dict[str, Any] = {}  # other than true ones; None: left out
        self.token: Callable[[dict[str, Any]], str] = self.signed
        self.delay = 0.0  # seconds before each answer
        self.status = 200
        self.body: bytes | None = None  # instead of every answer
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.named = True  # whether a key is told by its name
        self.rotate()

    def rotate(self) -> None:
        """From now on another key, and the old one is gone."""
        name = {"kid": secrets.token_hex(4)} if self.named else {}
        self.key = RSAKey.generate_key(2048, name)

    def signed(self, claims: dict[str, Any]) -> str:
        """A token as it should be."""
        header = {"alg": "RS256"}
        if self.key.kid:
            header["kid"] = self.key.kid
        return jwt.encode(header, claims, self.key)

    def unsigned(self, claims: dict[str, Any]) -> str:
        """A token that says it needs no signature."""
        parts = ({"alg": "none"}, claims)
        return ".".join(_packed(json.dumps(one).encode()) for one in parts) + "."

    def signed_with_secret(self, claims: dict[str, Any]) -> str:
        """A token that anybody who knows the client's secret could have made."""
        return jwt.encode(
            {"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"]
        )

    def signed_by_another(self, claims: dict[str, Any]) -> str:
        """A token under our key's name, made with a key that is not ours."""
        header = {"alg": "RS256", **({"kid": self.key.kid} if self.key.kid else {})}
        return jwt.encode(header, claims, RSAKey.generate_key(2048))

    def agrees(self, address: str, subject: str) -> dict[str, str]:
        """Somebody whom it knows as *subject* was sent to *address*: what it sends back."""
        asked = {
            name: one[0] for name, one in parse_qs(urlsplit(address).query).items()
        }
        assert asked["response_type"] == "code" and "openid" in asked["scope"]
        assert asked["code_challenge_method"] == "S256" and asked["nonce"]
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "subject": subject}
        return {"code": code, "state": asked["state"]}

    def exchanged(
        self, form: dict[str, str], authorization: str
    ) -> dict[str, Any] | None:
        """The tokens for a code; None when anything about it is wrong."""
        asked = self.codes.pop(form.get("code", ""), None)
        client = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        given = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or unquote(client) != f"{CLIENT}:{SECRET}"
            or asked["code_challenge"] != _packed(given)
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return None
        now = int(time.time())
        true = {
            "iss": self.issuer,
            "sub": asked["subject"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + LASTS,
            "nonce": asked["nonce"],
        }
        claims = {k: v for k, v in {**true, **self.claims}.items() if v is not None}
        return {
            "access_token": "opaque",
            "token_type": "Bearer",
            "id_token": self.token(claims),
        }


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@contextmanager
def running() -> Iterator[Liar]:
    """The provider, listening."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            liar.asked.append(self.path)
            if self.path == "/keys":
                self.reply({"keys": [liar.key.as_dict(private=False)]})
            else:
                self.reply(liar.metadata)

        def do_POST(self) -> None:
            liar.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: one[0] for name, one in parse_qs(sent).items()}
            done = liar.exchanged(form, self.headers.get("Authorization", ""))
            self.reply(done or {"error": "invalid_grant"}, 200 if done else 400)

        def reply(self, said: dict[str, Any], status: int = 200) -> None:
            time.sleep(liar.delay)
            self.send_response(liar.status if status == 200 else status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            try:
                body = json.dumps(said).encode() if liar.body is None else liar.body
                self.wfile.write(body)
            except OSError:
                pass  # nobody waits any more

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    liar = Liar(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
