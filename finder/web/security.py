"""Headers on every answer, and the one style sheet that stands inside each page."""

import base64
import hashlib
import re

from flask import Flask, Response, request
from markupsafe import Markup

from finder.config import ROOT

YEAR = 31_536_000  # seconds
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": f"max-age={YEAR}; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' '{style}'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def style_sheet() -> str:
    """The public pages' style sheet, without its comments and what only makes it legible.

    A space in front of a colon stays: it tells a descendant.
    """
    text = (ROOT / "static" / "site.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};]) ?", r"\1", text)
    return re.sub(r"([:,]) ", r"\1", text).replace(";}", "}").strip()


def style_hash(style: str) -> str:
    """What a Content-Security-Policy calls *style*: a hash of the very bytes between the tags."""
    return (
        "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    )


def init_app(app: Flask) -> None:
    """Put the headers on every response and the style sheet within reach of templates."""
    style = style_sheet()
    policy = POLICY.format(style=style_hash(style))
    app.jinja_env.globals["style_sheet"] = Markup(style)

    @app.after_request
    def protected(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _cache(response)
        return response


def _cache(response: Response) -> str:
    """Public pages may be kept for a minute; a fault and an answer to a form never."""
    if request.method in ("GET", "HEAD") and response.status_code < 400:
        return "public, max-age=60"
    return "no-store"
