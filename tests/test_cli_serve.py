"""finder serve: the site and its indexer, which start, heal and end together."""

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from gunicorn.config import Config

from finder.catalog import database
from finder.cli.serving import Discreet, _address, _listener
from finder.search import indexer
from tests import city
from tests.cli import run, started
from tests.search.conftest import add

PATIENCE = 20  # seconds until something that must happen is missed
ENDED = 10  # seconds in which everything has stopped
PLANTED = "hemligtord"


class Site:
    """A running ``finder serve``."""

    def __init__(self, instance: Path, logs: Path, *options: str) -> None:
        self.instance, self.logs = instance, logs
        with logs.open("w") as errors:
            self.process = started(
                *(instance, "serve", "--port", "0", *options),
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        assert self.process.stdout
        self.said = ""
        while "http://" not in self.said:
            line = self.process.stdout.readline()
            assert line, logs.read_text()
            self.said += line
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said)
        assert found
        self.address = found[0]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def children(self) -> dict[int, str]:
        """Process id -> command, of what the server has started and still runs."""
        return {
            pid: command
            for pid, (parent, command) in running().items()
            if parent == self.process.pid
        }

    def indexers(self) -> list[int]:
        return [pid for pid, command in self.children().items() if "--watch" in command]

    def workers(self) -> list[int]:
        return [
            pid for pid, command in self.children().items() if "--watch" not in command
        ]

    def ended(self) -> int:
        """The exit code, once the server has ended."""
        code = self.process.wait(timeout=ENDED)
        assert self.process.stdout
        self.said += self.process.stdout.read()
        return code


def until(true: Callable[[], Any]) -> Any:
    """What *true* returns once it is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE} s")


def running() -> dict[int, tuple[int, str]]:
    """Process id -> parent's id and command, of every process that has not ended."""
    columns = ["ps", "-A", "-o", "pid=,ppid=,stat=,args="]
    listed = subprocess.run(columns, text=True, capture_output=True, check=True).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    return {
        int(row[0]): (int(row[1]), row[3])
        for row in rows
        if len(row) == 4 and not row[2].startswith("Z")
    }


def gone(pids: list[int]) -> bool:
    """Whether none of *pids* runs any more."""
    return running().keys().isdisjoint(pids)


@pytest.fixture
def site(catalogue: Path, tmp_path: Path) -> Iterator[Site]:
    """The city, served by two workers."""
    served = Site(catalogue.parent, tmp_path / "log", "--workers", "2")
    until(lambda: len(served.workers()) == 2 and served.indexers())
    yield served
    finish(served)


def finish(served: Site) -> None:
    """End *served* whatever has become of it, and only it."""
    assert served.process.stdout
    if served.process.poll() is None:
        served.process.terminate()
        try:
            served.process.wait(timeout=ENDED)
        except subprocess.TimeoutExpired:
            os.killpg(served.process.pid, signal.SIGKILL)
            served.process.wait()
    served.process.stdout.close()


def test_the_site_answers_and_its_index_follows_the_catalogue(
    site: Site, catalogue: Path
) -> None:
    assert site.get("sv/")[0] == 200
    assert "Jobbhjälp" in site.get("sv/programmes?q=jobbhj%C3%A4lp")[1]
    assert site.get("sv/nowhere")[0] == 404
    until(lambda: indexer.check(catalogue, site.instance) == [])

    add(catalogue, city.document("ny-start", "Ny start", "Börja om."))
    until(lambda: indexer.check(catalogue, site.instance) == [])
    assert "/sv/programmes/ny-start" in site.get("sv/programmes?q=ny+start")[1]


def test_no_process_shares_a_connection_with_another(site: Site) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc")
    site.get("sv/programmes?q=jobb")

    for pid in (site.process.pid, *site.workers()):
        opened = [os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
        assert not any("catalog.db" in one or "/index/" in one for one in opened)
    [own] = site.indexers()
    assert not any(
        os.readlink(one).startswith("socket:")
        for one in Path(f"/proc/{own}/fd").iterdir()
    )


def test_a_killed_worker_and_a_killed_indexer_come_back(
    site: Site, catalogue: Path
) -> None:
    worker, own = site.workers()[0], site.indexers()[0]
    os.kill(worker, signal.SIGKILL)
    os.kill(own, signal.SIGKILL)

    until(lambda: len(site.workers()) == 2 and worker not in site.workers())
    until(lambda: site.indexers() and own not in site.indexers())
    assert len(site.indexers()) == 1
    assert site.get("sv/")[0] == 200
    add(catalogue, city.document("ny-start", "Ny start", "Börja om."))
    until(lambda: indexer.check(catalogue, site.instance) == [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_every_process(site: Site, number: signal.Signals) -> None:
    everyone = list(site.children())
    site.process.send_signal(number)

    site.process.wait(timeout=ENDED)
    assert gone(everyone)
    assert site.ended() == 0
    assert site.said.endswith("Stopped.\n")
    with pytest.raises(OSError):
        urlopen(site.address, timeout=1)


def test_nobody_stays_when_the_server_itself_is_killed(site: Site) -> None:
    everyone = list(site.children())
    site.process.kill()
    site.process.wait()

    until(lambda: gone(everyone))


def test_what_a_reader_asked_for_is_in_no_log(site: Site, catalogue: Path) -> None:
    until(lambda: indexer.check(catalogue, site.instance) == [])
    site.get(f"sv/programmes?q={PLANTED}")
    site.get(f"{PLANTED}")
    port = int(site.address.rstrip("/").rpartition(":")[2])
    for nonsense in (
        PLANTED,
        f"GET /{PLANTED} HTTP/9\r\n\r\n",
        f"GET /sv/ HTTP/1.1\r\n{PLANTED}\r\n\r\n",
    ):
        with socket.create_connection(
            ("127.0.0.1", port), timeout=PATIENCE
        ) as connection:
            connection.sendall(nonsense.encode())
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
    site.process.terminate()
    site.ended()

    assert site.logs.read_text() == ""
    assert PLANTED not in site.said and "GET" not in site.said


def test_a_fault_is_logged_without_what_was_asked() -> None:
    log = Discreet(Config())
    written = StringIO()
    log.error_log.addHandler(logging.StreamHandler(written))
    try:
        raise ValueError("a fault")
    except ValueError:
        log.exception("Error handling request %s", f"/sv/programmes?q={PLANTED}")

    assert written.getvalue().startswith("Error handling request\nTraceback ")
    assert "ValueError: a fault" in written.getvalue()
    assert PLANTED not in written.getvalue()


def test_without_an_instance_serve_makes_one(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    served = Site(instance, tmp_path / "log", "--workers", "1")
    try:
        first = served.said.splitlines()[0]
        assert first.startswith(f"{instance}: catalogue copied, ")
        assert database.faults(instance / "catalog.db") == []
        assert served.get("en/")[0] == 200
    finally:
        finish(served)


def test_a_taken_port_is_a_sentence(catalogue: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run(catalogue.parent, "serve", "--port", str(port))

    assert (result.exit_code, result.stdout, result.stderr) == (
        1,
        "",
        f"Port {port} of 127.0.0.1 cannot be used (Address already in use). Perhaps the site "
        "runs already; or name another one with --port or --host.\n",
    )


def test_a_host_that_does_not_exist_is_a_sentence(catalogue: Path) -> None:
    result = run(catalogue.parent, "serve", "--host", "no.such.host.invalid")

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "Port 8000 of no.such.host.invalid cannot be used ("
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("FINDER_PORT", "65536", "FINDER_PORT must be at most 65535, not 65536.\n"),
        ("FINDER_WORKERS", "0", "FINDER_WORKERS must be at least 1, not 0.\n"),
    ],
)
def test_a_setting_out_of_range_is_a_sentence(
    catalogue: Path, name: str, value: str, sentence: str
) -> None:
    result = run(catalogue.parent, "serve", env={name: value})

    assert (result.exit_code, result.stderr) == (2, sentence)


def test_a_catalogue_of_another_schema_is_not_served(catalogue: Path) -> None:
    db = database.writer(catalogue)
    db.execute("PRAGMA user_version = 0")
    db.close()
    result = run(catalogue.parent, "serve", "--port", "0")

    assert (result.exit_code, result.stderr) == (
        1,
        "The catalogue cannot be used. The catalogue has schema 0, this program reads 3. "
        "Nothing was changed.\n",
    )


def test_damage_within_the_catalogue_is_told_and_the_rest_served(
    built_city: Path, tmp_path: Path
) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    catalogue = Path(shutil.copy(built_city, instance / "catalog.db"))
    db = database.writer(catalogue)
    db.execute("PRAGMA foreign_keys = OFF")
    with database.write(db):
        db.execute("DELETE FROM organization")
    db.close()
    served = Site(instance, tmp_path / "log", "--workers", "1")
    try:
        assert served.get("sv/")[0] == 200
        assert (
            'Restore a backup; "finder check" tells more.\n' in served.logs.read_text()
        )
    finally:
        finish(served)


def test_an_address_is_printed_as_a_browser_takes_it() -> None:
    with _listener("127.0.0.1", 0) as four:
        port = four.getsockname()[1]
        assert _address(four) == f"http://127.0.0.1:{port}/"
    with _listener("::1", 0) as six:
        port = six.getsockname()[1]
        assert _address(six) == f"http://[::1]:{port}/"
