"""``finder serve``: the site and its indexer, one tree of processes that ends together."""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from finder.cli.instance import chosen, prepared
from finder.cli.sentences import Trouble, WronglyGiven
from finder.cli.standing_in import sound
from finder.config import ROOT, Settings
from finder.search import warm

THREADS = 4  # requests that one worker answers at a time
TIMEOUT = 30  # seconds after which a worker that is stuck is replaced
ENDING = 5  # seconds that requests under way, and the indexer, get to end
BACKLOG = 2048  # connections that wait for a worker
RESTART = 2.0  # seconds between two starts of the indexer
MEMORY = Path("/dev/shm")  # workers' signs of life: not on a disk that may be slow
PORTS = range(65536)


@click.command()
@click.option("--host", help="Address to listen on; only this machine unless stated.")
@click.option(
    "--port", type=click.IntRange(PORTS[0], PORTS[-1]), help="0: any free one."
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes that answer.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the site, until it is stopped.

    The index is kept in step meanwhile. Without an instance folder it is made first,
    as "finder init" does.
    """
    settings = chosen()
    workers = settings.workers if workers is None else workers
    if workers < 1:
        raise WronglyGiven("FINDER_WORKERS must be at least 1, not 0.")
    where = host or settings.host, settings.port if port is None else port
    with _listener(*where) as listener:
        if not settings.catalogue.exists():
            click.echo(f"{settings.instance}: {'; '.join(prepared(settings))}.")
        Server(sound(settings), listener, workers).run()


class Server(BaseApplication):
    """The site under gunicorn, with the indexer beside its workers."""

    def __init__(
        self, settings: Settings, listener: socket.socket, workers: int
    ) -> None:
        self.settings = settings
        self.indexer = Indexer(settings)
        self.address = _address(listener)
        self.options = {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": TIMEOUT,
            "graceful_timeout": ENDING,
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "forwarded_allow_ips": "",  # only FINDER_PROXIES says whom to believe
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "error",  # gunicorn's warnings name readers' addresses
            "logger_class": Discreet,
            "proc_name": "finder",
            "when_ready": self.when_ready,
            "on_exit": self.on_exit,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, loaded once and shared by all workers' memory."""
        app: Flask = util.import_app("finder:create_app")(self.settings)
        warm(self.settings.catalogue, self.settings.instance)
        gc.collect()
        gc.freeze()  # or the first collection in a worker would copy all of it
        return app

    def run(self) -> None:
        Processes(self).run()

    def when_ready(self, _: Arbiter) -> None:
        """The address answers from now on."""
        self.indexer.keep()
        click.echo(f"The site is at {self.address} (Ctrl+C stops it).")

    def on_exit(self, _: Arbiter) -> None:
        """The workers have ended."""
        self.indexer.end()
        click.echo("Stopped.")


class Processes(Arbiter):
    """gunicorn's keeper of workers, that keeps the indexer too."""

    def init_signals(self) -> None:
        ignored = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        super().init_signals()
        if ignored:  # started with nohup
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_hup(self) -> None:
        """The terminal is gone: end with it, rather than hold the port unseen."""
        self.handle_term()

    def manage_workers(self) -> None:
        super().manage_workers()
        self.app.indexer.keep()


class Indexer:
    """The one process that builds indexes: a program of its own, so that nothing that
    SQLite or Whoosh holds is ever shared with a worker."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None
        self.started = float("-inf")

    def keep(self) -> None:
        """Start it when it does not run. gunicorn may have seen its end before us."""
        running = self.process is not None and self.process.poll() is None
        if running or time.monotonic() - self.started < RESTART:
            return
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "finder.cli", "index", "--watch", str(os.getpid())],
            cwd=ROOT,
            env={**os.environ, "FINDER_INSTANCE": str(self.settings.instance)},
            stdin=subprocess.DEVNULL,
        )

    def end(self) -> None:
        """End it; an index half built is nobody's loss."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Discreet(Logger):
    """Tells what broke, never what a reader asked for or from where."""

    def exception(self, msg: str, *_: Any, **options: Any) -> None:
        super().exception(msg.partition(" %s")[0], **options)


def _listener(host: str, port: int) -> socket.socket:
    """A socket on which connections wait until somebody answers."""
    if port not in PORTS:
        raise WronglyGiven(f"FINDER_PORT must be at most {PORTS[-1]}, not {port}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        number = error.errno or 0  # negative: the host's name was not found
        why = os.strerror(number) if number > 0 else error.strerror
        raise Trouble(
            f"Port {port} of {host} cannot be used ({why}).",
            "Perhaps the site runs already; or name another one with --port or --host.",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
