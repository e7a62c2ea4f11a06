"""A bare page to compare with: Flask and Jinja, ten cards given, under the same server.

Run as ``python -m tests.bench.bare INSTANCE`` it serves on a free port of this machine.
"""

import gc
import socket
import sys
from pathlib import Path
from typing import Any

from flask import Flask, render_template

from finder.catalog import database, reading
from finder.cli.serving import BACKLOG, Indexer, Server
from finder.config import Settings

WORKERS = 2
CARDS = 10
PAGE = """<!doctype html><html lang="sv"><title>Bare</title><h1>Bare</h1><ul>
{% for card in cards %}<li><h3><a href="/{{ card.id }}">{{ card.words.name.text }}</a></h3>
<p>{{ card.words.summary.text }}</p><dl>{% for name, value in card.facts.items() %}{% if value %}
<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endif %}{% endfor %}</dl></li>{% endfor %}</ul></html>"""


class NoIndexer(Indexer):
    """There is nothing to keep in step."""

    def keep(self) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


class BareServer(Server):
    """The production server with another application."""

    def __init__(self, instance: Path, listener: socket.socket) -> None:
        settings = Settings(instance=instance)
        super().__init__(settings, listener, WORKERS)
        self.indexer = NoIndexer(settings)

    def load(self) -> Flask:
        """The bare page, its cards read once."""
        app = application(self.settings.catalogue)
        gc.collect()
        gc.freeze()
        return app


def application(catalogue: Path) -> Flask:
    """A page with the first CARDS programmes of *catalogue*, at any address."""
    db = database.reader(catalogue)
    rows = db.execute("SELECT id FROM programme ORDER BY id LIMIT ?", [CARDS])
    cards: Any = reading.cards(db, [row[0] for row in rows.fetchall()], "sv")
    db.close()
    app = Flask(__name__)
    template = app.jinja_env.from_string(PAGE)

    @app.route("/<path:_>")
    def page(_: str) -> str:
        return render_template(template, cards=cards)

    return app


def main() -> None:
    """Serve until stopped."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    BareServer(Path(sys.argv[1]), listener).run()


if __name__ == "__main__":
    main()
