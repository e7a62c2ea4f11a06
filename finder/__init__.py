"""The programme finder: one search over every labour-market programme in Stockholm."""

from flask import Flask, render_template
from flask_compress import Compress
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from finder import admin, config, site
from finder.catalog.database import CatalogueDamaged
from finder.catalog.reading import NotFound
from finder.web import addresses, catalogue, languages, security

COMPRESSED = ["text/html", "text/css", "text/javascript", "image/svg+xml"]
COMPRESSED += ["text/plain", "application/xml"]


def create_app(settings: config.Settings | None = None) -> Flask:
    """The site as a WSGI application, reading the catalogue and index of *settings*."""
    chosen = settings or config.settings()
    app = Flask(__name__, root_path=str(config.ROOT))
    app.config.update(
        SETTINGS=chosen,
        TRUSTED_HOSTS=list(chosen.trusted_hosts) or None,
        MAX_CONTENT_LENGTH=256 * 1024,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=7,
        COMPRESS_STREAMS=False,  # Flask-Compress leaves the files it streams open
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site_name"] = chosen.site_name
    for part in (languages, addresses, security, catalogue, site, admin):
        part.init_app(app)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(
        SecurityError, lambda _: (render_template("host.html"), 400)
    )
    app.register_error_handler(NotFound, lambda _: _page(404))
    app.register_error_handler(CatalogueDamaged, lambda _: _page(503))
    app.register_error_handler(InternalServerError, lambda _: _page(500))
    Compress(app)
    if chosen.proxies:
        wrapped = ProxyFix(app.wsgi_app, 0, chosen.proxies, chosen.proxies)
        app.wsgi_app = wrapped  # type: ignore[method-assign]
    return app


def _refused(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    return error if code < 400 else _page(code)


def _page(code: int) -> tuple[str, int]:
    return render_template("error.html", code=code), code
