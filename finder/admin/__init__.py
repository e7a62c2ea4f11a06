"""The desk: sign-in and editors' pages, the only ones that write the catalogue."""

from typing import Any

from flask import Blueprint, Flask, g, render_template
from flask import Response as FlaskResponse
from markupsafe import Markup
from werkzeug.exceptions import RequestEntityTooLarge

from finder.admin import (
    account_list,
    batches,
    bulk,
    connections,
    ending,
    entry_changes,
    entry_editing,
    exporting,
    feed,
    freshness,
    front,
    guard,
    history,
    inbox,
    importing,
    link_desk,
    merging,
    naming,
    oidc,
    own_account,
    previewing,
    programme,
    programmes,
    reviewing,
    search_desk,
    setting_up,
    signing_in,
    synonyms,
    translating,
    translations,
    translators_files,
    trouble,
    versions,
)
from finder.storage import Error

PARTS = (
    front,
    signing_in,
    versions,
    ending,
    merging,
    programmes,
    programme,
    naming,
    reviewing,
    previewing,
    entry_editing,
    entry_changes,
    freshness,
    feed,
    translations,
    translating,
    translators_files,
    search_desk,
    synonyms,
    link_desk,
    inbox,
    history,
    oidc,
    setting_up,
    own_account,
    account_list,
    importing,
    exporting,
    bulk,
    batches,
)
admin = Blueprint("admin", __name__, url_prefix="/admin")
for _part in PARTS:
    for _route in _part.ROUTES:
        guard.add(admin, _route)
admin.before_request(guard.let_in)
admin.register_error_handler(Error, trouble.page)


@admin.after_request
def kept_private(response: FlaskResponse) -> FlaskResponse:
    """No copy of an editors' page stays anywhere, and no search engine lists it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@admin.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    """What was sent is more than its address takes; none of it was read."""
    return render_template("admin/too_large.html"), 413


@admin.context_processor
def at_hand() -> dict[str, Any]:
    """What every page of the desk may ask for."""
    preview: previewing.Preview | None = g.get("preview")
    return {
        **({"in_language": preview.in_language} if preview else {}),
        "preview": preview,
        "session": g.get("session"),
        "allowed": connections.allowed,
        "form_fields": form_fields,
    }


def form_fields(token: str = "") -> Markup:
    """The fields that every form of the desk carries, unseen; *token*: of a form sent before."""
    there = g.get("session")
    return Markup(
        '<input type="hidden" name="key" value="{}"><input type="hidden" name="form" value="{}">'
    ).format(there.form_key if there else "", token or connections.new_token())


def init_app(app: Flask) -> None:
    """The desk's pages."""
    connections.init_app(app)
    oidc.init_app(app)
    app.register_blueprint(admin)
