"""Load on the production server, from this machine: pages a second, and how long each takes.

Run as ``python -m tests.bench.load PORT FILE ENCODING`` it is the generator: a process of
its own that asks for the paths in FILE over CONNECTIONS kept connections, each for the next
path as soon as it has the last page, with as little work as can be; it prints JSON.
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from finder.config import ROOT
from tests.bench import asked
from tests.bench.measure import command, environment, fresh, share

HOST = "127.0.0.1"
CONNECTIONS = 16
WORKERS = 2
PAGES = 4_000  # requests that are measured; no two ask for the same
WARMING = 400  # requests before them, for other pages
ENCODINGS = ("gzip", "identity")
SEARCH, BARE = "search page", "bare page"
ENDING = 20  # seconds a server gets to end
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
ADDRESS = re.compile(r"http://[^/]+:(\d+)/")


class Load(NamedTuple):
    """One run."""

    rate: float  # pages a second
    p50: float  # ms
    p99: float  # ms
    generator: float  # CPU of the generator, of one core
    size: float  # bytes of a page, with its head, on average


def loads(instance: Path) -> dict[tuple[str, str], Load]:
    """(page, encoding) -> the load figures of search pages and of the bare page."""
    paths = asked.addresses(WARMING + PAGES)
    site = command("finder.cli", "serve", "--port", "0", "--workers", WORKERS)
    bare = command("tests.bench.bare", instance)
    found = {}
    for page, server, encoding in (
        *((SEARCH, site, encoding) for encoding in ENCODINGS),
        (BARE, bare, ENCODINGS[-1]),  # it is never compressed
    ):
        with served(server, instance) as port:
            _run(port, paths[:WARMING], encoding)
            found[page, encoding] = _run(port, paths[WARMING:], encoding)
    return found


@contextmanager
def served(server: Sequence[str], instance: Path) -> Iterator[int]:
    """The port on which *server* answers; it is ended afterwards."""
    process = subprocess.Popen(
        server,
        cwd=ROOT,
        env=environment(FINDER_INSTANCE=instance),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            ready = ADDRESS.search(line)
            if ready:
                break
        else:
            raise RuntimeError(f"The server ended with {process.wait()}.")
        yield int(ready[1])
    finally:
        process.terminate()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _run(port: int, paths: Sequence[str], encoding: str) -> Load:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        return Load(*fresh("tests.bench.load", port, file.name, encoding))


class Connection:
    """One kept connection, with the page that is under way on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.expected = 0  # bytes, 0: not known yet
        self.held = b""
        self.start = 0.0

    def ask(self, request: bytes) -> None:
        """Send *request*."""
        self.expected, self.held = 0, b""
        self.start = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> int:
        """Take what has come: the bytes of the whole page, or 0 while some are missing."""
        got = self.socket.recv(1 << 18)
        if not got:
            raise ConnectionError("The server closed a connection.")
        self.held += got
        if not self.expected:
            head = self.held.find(b"\r\n\r\n")
            if head < 0:
                return 0
            length = LENGTH.search(self.held, 0, head)
            if self.held[9:12] != b"200" or length is None:
                raise RuntimeError(f"No page: {self.held[:head].decode('latin-1')}")
            self.expected = head + 4 + int(length[1])
        return self.expected if len(self.held) >= self.expected else 0


def generate(port: int, paths: Sequence[str], encoding: str) -> Load:
    """Ask for all *paths*, and time each."""
    head = f" HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: {encoding}\r\n\r\n"
    requests = iter([f"GET {_quoted(path)}{head}".encode("ascii") for path in paths])
    waiting = selectors.DefaultSelector()
    taken: list[float] = []
    size = 0
    wall, cpu = time.perf_counter(), time.process_time()
    for first in islice(requests, CONNECTIONS):
        connection = Connection(port)
        waiting.register(connection.socket, selectors.EVENT_READ, connection)
        connection.ask(first)
    while len(taken) < len(paths):
        for key, _ in waiting.select():
            connection = key.data
            done = connection.read()
            if done:
                taken.append((time.perf_counter() - connection.start) * 1000)
                size += done
                request = next(requests, None)
                if request is not None:
                    connection.ask(request)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rate = len(taken) / wall
    return Load(
        rate, share(taken, 0.5), share(taken, 0.99), cpu / wall, size / len(taken)
    )


def _quoted(path: str) -> str:
    """*path* with what is not ASCII as percent signs."""
    return "".join(
        one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode())
        for one in path
    )


def main() -> None:
    """Be the generator."""
    port, file, encoding = sys.argv[1:]
    paths = Path(file).read_text(encoding="utf-8").split("\n")
    print(json.dumps(generate(int(port), paths, encoding)))


if __name__ == "__main__":
    main()
