"""The link checker: what it tells, and where it cannot be made to go."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from finder.catalog.links import places
from finder.catalog import database as catalogue_database
from finder.desk import database, events, links
from finder.exchange import fetching
from finder.exchange.fetching import Tried, host_of, public, tried
from finder.exchange.link_check import check
from tests.cli import run
from tests.desk.desk import Editor
from tests.pages.sites import application, prepared

Editors = Callable[..., Editor]
PUBLIC = "93.184.215.14"
ON = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

REFUSED = """
    127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1
    ::1 :: fe80::1 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:93.184.215.14
    64:ff9b::7f00:1 64:ff9b::5db8:d70e 64:ff9b:1::1 2002:7f00:1:: 2002:5db8:d70e::1
    2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 100::1 localhost example.org
    127.0.0.1:80 0x7f000001 2130706433
""".split()
ACCEPTED = ["93.184.215.14", "8.8.8.8", "2606:4700::6810:85e5", "2a00:1450:4001::1"]


class Answers(BaseHTTPRequestHandler):
    """A site with every kind of page."""

    asked: list[str] = []

    def do_GET(self) -> None:
        Answers.asked.append(f"{self.headers['Host']}{self.path}")
        kind, _, rest = self.path[1:].partition("/")
        if kind.isdigit():
            self.send_response(int(kind))
            if rest:
                self.send_header("Location", rest)
            self.end_headers()
        elif kind == "large":
            self.send_response(200)
            for number in range(3000):
                self.send_header(f"X-{number}", "x" * 60)
            self.end_headers()
        elif kind == "garbage":
            self.wfile.write(b"\0\1\2 no HTTP\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Be silent."""


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The port of a local server; only a test's own connection leads there."""
    there = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=there.serve_forever, daemon=True)
    thread.start()
    yield there.server_address[1]
    there.shutdown()
    there.server_close()


def ask(
    server: int, url: str, addresses: tuple[str, ...] = (PUBLIC,), seconds: float = 5
) -> tuple[Tried | None, list[str]]:
    """What comes of *url*, its host resolved to *addresses*; to where a connection was made."""
    reached: list[str] = []

    def connect(address: str, port: int, left: float) -> socket.socket:
        reached.append(f"{address}:{port}")
        return socket.create_connection(("127.0.0.1", server), left)

    found = tried(
        url,
        {"exempel.se", "xn--rksmrgs-5wao1o.se", *addresses},
        resolve=lambda host, port: list(addresses),
        connect=connect,
        seconds=seconds,
    )
    return found, reached


@pytest.mark.parametrize("address", REFUSED)
def test_nothing_inside_a_network_is_connected_to(server: int, address: str) -> None:
    assert not public(address)

    found, reached = ask(server, "http://exempel.se/200", (address,))

    assert (found, reached) == (Tried(problem="refused-address"), [])


@pytest.mark.parametrize("address", ACCEPTED)
def test_public_addresses_are(server: int, address: str) -> None:
    found, reached = ask(server, "http://exempel.se/200", (address,))

    assert (found, reached) == (Tried(200), [f"{address}:80"])


def test_a_name_with_one_address_inside_is_refused_whole(server: int) -> None:
    found, reached = ask(server, "http://exempel.se/200", (PUBLIC, "10.0.0.1"))

    assert (found, reached) == (Tried(problem="refused-address"), [])


def test_a_name_is_resolved_once(server: int) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    reached: list[str] = []

    def connect(address: str, port: int, left: float) -> socket.socket:
        reached.append(address)
        return socket.create_connection(("127.0.0.1", server), left)

    tried(
        "http://exempel.se/301/http://exempel.se/200",
        {"exempel.se"},
        resolve=lambda host, port: next(answers),
        connect=connect,
    )

    assert reached == [PUBLIC] and next(answers) == ["127.0.0.1"]


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://exempel.se/",
            "file:///etc/passwd",
            "gopher://exempel.se/",
            "exempel.se",
        ),
        *("http://exempel.se:8080/", "https://exempel.se:80/", "http://exempel.se:22/"),
        *(
            "http://user:secret@exempel.se/",
            "http://@exempel.se/",
            "http:///",
            "http://",
        ),
        *("http://exempel.se/a b", "http://exempel.se/\r\nX: y", "javascript:alert(1)"),
        *("http://[::1", "http://exempel.se:x/", f"http://exempel.se/{'x' * 2000}", ""),
    ],
)
def test_what_is_no_public_web_address_is_not_asked(server: int, url: str) -> None:
    found, reached = ask(server, url)

    assert (found, reached) == (Tried(problem="wrong-address"), [])
    assert host_of(url) is None


def test_a_host_that_nobody_accepted_is_not_even_resolved() -> None:
    def never(*_: object) -> list[str]:
        raise AssertionError

    assert tried("http://annan.se/", {"exempel.se"}, resolve=never) is None


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/200", Tried(200)),
        ("/204", Tried(204)),
        ("/404", Tried(404, "status")),
        ("/500", Tried(500, "status")),
        ("/301/https://ny.se/x", Tried(301, "moved", "https://ny.se/x")),
        ("/308/inne", Tried(308, "moved", "http://exempel.se/308/inne")),
        ("/302/http://127.0.0.1/", Tried(302, None, "http://127.0.0.1/")),
        ("/301/javascript:alert(1)", Tried(301, "moved", None)),
        ("/large", Tried(200)),
        ("/garbage", Tried(problem="no-answer")),
        ("/sidan/är/här?q=å", Tried(problem="no-answer")),
    ],
)
def test_an_answer_is_told_and_no_redirect_followed(
    server: int, path: str, expected: Tried
) -> None:
    Answers.asked.clear()

    found, reached = ask(server, f"http://exempel.se{path}")

    assert (found, len(reached), len(Answers.asked)) == (expected, 1, 1)


def test_a_name_with_other_letters_is_asked_as_the_network_writes_it(
    server: int,
) -> None:
    found, _ = ask(server, "http://Räksmörgås.se./200")

    assert found == Tried(200)
    assert Answers.asked[-1] == "xn--rksmrgs-5wao1o.se/200"


def test_a_site_that_drips_is_left_in_time() -> None:
    dripping = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def drip() -> None:
        there, _ = dripping.accept()
        with there:
            while not ended.wait(0.05):
                try:
                    there.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    begun = datetime.now()
    found, _ = ask(dripping.getsockname()[1], "http://exempel.se/", seconds=0.5)
    took = (datetime.now() - begun).total_seconds()
    ended.set()
    thread.join()
    dripping.close()

    assert found == Tried(problem="no-answer") and took < 2


def test_a_certificate_that_is_not_valid_is_told(server: int) -> None:
    found, reached = ask(server, "https://exempel.se/")

    assert found is not None and found.problem == "no-answer"  # it speaks no TLS
    assert reached == [f"{PUBLIC}:443"]


@given(
    st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://a.se/"])
)
def test_any_text_is_an_address_or_none(text: str, before: str) -> None:
    host = host_of(before + text)

    assert host is None or (host and host.isascii() and "@" not in host)


@pytest.fixture
def desk(tmp_path: Path) -> Database:
    return database.opened(tmp_path / "editors.db")


def test_since_when_a_link_fails_stays_until_it_opens(desk: Database) -> None:
    days = [date(2026, 11, day) for day in (1, 2, 3, 4)]
    url = "http://exempel.se/"
    for day, problem in zip(days, ("status", "no-answer", None, "status")):
        links.record(desk, url, None, problem, None, day)
        since = links.links(desk)[url]["failing_since"]
        expected = {"2": "2026-11-01", "3": None, "4": "2026-11-04"}
        assert since == expected.get(str(day.day), "2026-11-01")


def test_only_so_many_are_tried_and_the_longest_untried_first(
    desk: Database, server: int
) -> None:
    with database.write(desk):
        desk.execute("INSERT INTO link_host VALUES ('exempel.se', NULL, '2026-11-24')")
    urls = [f"http://exempel.se/200/{number}" for number in range(6)]
    links.record(desk, urls[0], 200, None, None, date(2026, 11, 20))
    links.record(desk, urls[1], 200, None, None, ON)
    waiting = links.due(desk, [*urls, "http://annan.se/"], ON)
    assert waiting[-1] == urls[0] and urls[1] not in waiting

    done = check(
        desk,
        waiting,
        ON,
        most=3,
        seconds=60,
        resolve=lambda host, port: [PUBLIC],
        connect=lambda a, p, s: socket.create_connection(("127.0.0.1", server), s),
    )

    assert (done.opened, done.failed, done.not_accepted, done.left) == (3, 0, 1, 2)


def test_what_the_catalogue_lost_is_forgotten(desk: Database) -> None:
    for url in ("http://a.se/", "http://b.se/"):
        links.record(desk, url, None, "status", None, ON)

    links.keep_only(desk, ["http://a.se/"])

    assert list(links.links(desk)) == ["http://a.se/"]


@pytest.fixture
def gone(site: Flask) -> Database:
    """The desk, where the web page of a programme is on a site that does not exist."""
    db = catalogue_database.writer(site.config["SETTINGS"].catalogue)
    with catalogue_database.write(db):
        db.execute(
            "UPDATE programme SET web = 'https://x.invalid/' WHERE id = 'jobbhjalp'"
        )
    db.close()
    return database.opened(site.config["SETTINGS"].editors)


def test_failing_links_stand_beside_their_programmes(
    editor: Editors, gone: Database
) -> None:
    publisher, writer = editor("publisher"), editor("writer")
    page = publisher.open("/admin/links/hosts")
    assert "x.invalid" in page.main() and "example.org" in page.main()
    assert writer.ask("/admin/links/hosts").status_code == 200
    publisher.send("/admin/links/hosts", {"host": "x.invalid"})

    answer = writer.send("/admin/links/check", {}, at="/admin/links")

    assert answer.status_code == 303
    page = writer.open("/admin/links")
    assert "Staden" in page.main() and "Jobbhjälp" in page.main()
    assert "There is no such site any more" in page.main()
    done = events.events(gone)
    assert [one["action"] for one in done] == ["links.checked", "host.accepted"]
    assert done[0]["detail"] == {"opened": 0, "failed": 1, "left": 0}


def test_one_programme_is_tried_on_demand(editor: Editors, gone: Database) -> None:
    editor("publisher").send("/admin/links/hosts", {"host": "x.invalid"})
    there = editor("writer")

    there.send("/admin/links/check", {"programme": "jobbhjalp"}, at="/admin/links")

    assert events.events(gone)[0]["subject"] == "jobbhjalp"
    assert list(links.links(gone)) == ["https://x.invalid/"]


def test_only_hosts_of_the_catalogue_can_be_accepted_and_are_withdrawn(
    editor: Editors, gone: Database
) -> None:
    there = editor("publisher")
    there.send("/admin/links/hosts", [("host", "evil.se"), ("host", "x.invalid")])
    assert list(links.hosts(gone)) == ["x.invalid"]

    there.send("/admin/links/hosts", {"withdraw": "x.invalid"})

    assert links.hosts(gone) == {}
    assert events.events(gone)[0]["action"] == "host.withdrawn"


def test_hosts_that_came_along_are_accepted_in_one_step_by_an_administrator(
    editor: Editors, gone: Database, built_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.config.SHIPPED_CATALOGUE", built_city)
    there = editor("administrator")

    there.send("/admin/links/hosts/shipped", at="/admin/links/hosts")

    assert list(links.hosts(gone)) == ["example.org"]


def test_the_command_checks_at_night_and_removes_what_is_past_its_time(
    built_city: Path, tmp_path: Path
) -> None:
    instance = prepared(built_city, tmp_path / "instance", indexed=False)
    desk = database.opened(instance / "editors.db")
    with database.write(desk):
        desk.execute(
            "INSERT INTO report VALUES (1, 'x', 'closed', 'hej', 'sv', '2020-01-01')"
        )
        desk.execute("INSERT INTO vain VALUES ('d', 'sv', '2020-01-01', 1, NULL)")
    links.record(desk, "http://gone.se/", None, "status", None, ON)

    result = run(instance, "check-links")

    assert result.exit_code == 0
    assert "0 opened, 0 did not. 2 are on hosts that nobody accepted" in result.output
    for table in ("report", "vain", "link"):
        assert desk.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    assert events.events(desk)[0]["account"] is None


def test_every_address_of_the_catalogue_is_known_with_its_place(db: Database) -> None:
    found = [(one["field"], one["programme"], one["url"]) for one in places(db)]

    assert found == [
        ("web", "jobbhjalp", "https://example.org/jobb"),
        ("source", "jobbhjalp", "https://example.org/kalla"),
    ]


def test_resolving_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(fetching, "SECONDS", 0.1)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: ended.wait(5) and [])

    assert fetching.resolved("langsam.se", 80) == []

    ended.set()


def test_the_desk_of_a_city_has_pages(built_city: Path, tmp_path: Path) -> None:
    site = application(prepared(built_city, tmp_path / "i", indexed=False))

    for language in ("sv", "en"):
        for page in ("links", "links/hosts", "inbox", "history", "search"):
            Editor(site, "administrator", language).open(f"/admin/{page}")


def test_a_damaged_editors_database_ends_the_command_in_a_sentence(
    built_city: Path, tmp_path: Path
) -> None:
    instance = prepared(built_city, tmp_path / "instance", indexed=False)
    (instance / "editors.db").write_bytes(b"no database" * 999)

    result = run(instance, "check-links")

    assert result.exit_code == 1 and "Restore a backup." in result.output
