"""The city's sign-in provider, asked by OpenID Connect. Only /oidc/ ever asks it anything."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from authlib.integrations.flask_client import (
    FlaskIntegration,
    FlaskOAuth2App,
    OAuthError,
)
from flask import current_app, session
from joserfc.errors import BadSignatureError, JoseError
from requests import RequestException

from finder import config

TIMEOUT = (3.0, 5.0)  # seconds to be reached, and to answer
AT_ONCE = 2  # requests of this process that may wait for it: the other threads serve residents
FRESH = 3600.0  # seconds for which it is believed to be as it said
LEEWAY = 30  # seconds by which clocks may differ
FLOWS = 3  # sign-ins begun in as many tabs; an earlier one is forgotten
# Only signatures that need its private key: neither "none" nor one made with our own secret.
SIGNED_WITH = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "EdDSA",
]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# What Authlib raises at an answer that is nothing the standard speaks of.
NONSENSE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
SUBJECT = 255  # characters, says the standard

_free = threading.BoundedSemaphore(AT_ONCE)


class Silent(RuntimeError):
    """It does not answer, or not as a provider does. Nobody's fault who wants to sign in."""


class Unproven(RuntimeError):
    """What came back does not show who somebody is."""


class Client(FlaskOAuth2App):
    """Authlib's client, held to what we ask of a provider."""

    def __init__(self, chosen: config.Provider) -> None:
        super().__init__(
            framework=FlaskIntegration("provider"),
            name="provider",
            client_id=chosen.client_id,
            client_secret=chosen.secret or None,
            server_metadata_url=f"{chosen.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT,
            },
        )
        self.chosen = chosen
        self.made = time.monotonic()

    def load_server_metadata(self) -> dict[str, Any]:
        """What it says of itself, once. Raises :class:`Silent` when it is another than asked."""
        said = cast(dict[str, Any], super().load_server_metadata())
        scheme = self.chosen.issuer.partition(":")[0]
        if said.get("issuer") != self.chosen.issuer:
            raise Silent("it calls itself otherwise")
        if not all(str(said.get(one)).startswith(f"{scheme}://") for one in ENDPOINTS):
            raise Silent("it does not say where it is to be asked")
        said["id_token_signing_alg_values_supported"] = SIGNED_WITH
        return said

    def parse_id_token(self, token: Any, nonce: str, **options: Any) -> Any:
        """Who it says somebody is; with its keys fetched once more when the signature is not
        by one we know."""
        try:
            return super().parse_id_token(token, nonce, **options)
        except BadSignatureError:
            self.fetch_jwk_set(force=True)
            return super().parse_id_token(token, nonce, **options)


def begun(redirect: str, target: str) -> str:
    """The address at the provider to send a browser to, which comes back to *redirect*.

    Raises :class:`Silent`.
    """
    with _asking() as client:
        strength = {"acr_values": " ".join(client.chosen.acr)}
        flow = client.create_authorization_url(
            redirect, **(strength if client.chosen.acr else {})
        )
    while len(session) >= FLOWS:
        session.pop(next(one for one in session))
    address = flow.pop("url")
    client.save_authorize_data(redirect_uri=redirect, next=target, **flow)
    session.permanent = (
        True  # which is to say: for minutes, as the application is configured
    )
    return str(address)


def proven(state: str, issuer: str | None) -> tuple[str, str]:
    """The subject that the provider tells of by this request, and where they were going.

    *issuer* is the one the request names, if it does. Raises :class:`Silent` or
    :class:`Unproven`.
    """
    try:
        with _asking() as client:
            if issuer != client.chosen.issuer and (issuer or _names_itself(client)):
                raise Unproven("another provider")
            flow = client.framework.get_state_data(session, state) or {}
            token = client.authorize_access_token(
                claims_options=_claims(client.chosen), leeway=LEEWAY
            )
    except (OAuthError, JoseError) as error:
        raise Unproven(str(error)) from error
    subject = (token.get("userinfo") or {}).get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT:
        raise Unproven("nobody is named")
    return subject, str(flow.get("next", ""))


def _names_itself(client: Client) -> bool:
    """Whether it promises to say in every answer that it is from it."""
    said = client.load_server_metadata()
    return bool(said.get("authorization_response_iss_parameter_supported"))


def _claims(chosen: config.Provider) -> dict[str, Any]:
    """What must be said, and what about it must be so."""
    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": chosen.issuer},
        "aud": {"essential": True, "value": chosen.client_id},
        "sub": {"essential": True},
    }
    if chosen.acr:
        wanted["acr"] = {"essential": True, "values": list(chosen.acr)}
    return wanted


@contextmanager
def _asking() -> Iterator[Client]:
    """The provider, for one who may wait for it. After a fault it is asked for all anew."""
    if not _free.acquire(blocking=False):
        raise Silent("others are waiting for it")
    try:
        yield _client()
    except (RequestException, Silent, *NONSENSE) as error:
        current_app.extensions.pop("provider", None)
        raise Silent(str(error)) from error
    finally:
        _free.release()


def _client() -> Client:
    known: Client | None = current_app.extensions.get("provider")
    if known is None or time.monotonic() - known.made > FRESH:
        chosen = cast(config.Settings, current_app.config["SETTINGS"]).provider
        assert chosen is not None  # the views ask first
        known = current_app.extensions["provider"] = Client(chosen)
    return known
