"""Saving drafts and publishing parts while everything around them fails."""

import http.client
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.serving import make_server

from finder import storage
from finder.admin.guard import COOKIE
from finder.catalog import database as catalogue_database
from finder.catalog.publishing import current
from finder.config import ROOT
from finder.desk import accounts, database, drafts, sessions
from tests.desk.conftest import editor, site
from tests.desk.desk import Editor
from tests.desk.test_drafting import FACTS, SWEDISH, page_of, send, typed
from tests.pages.page import Page
from tests.pages.sites import application, prepared

__all__ = ["editor", "site"]  # fixtures
PATIENCE = 60.0  # seconds for a server to start


def instance_of(site: Flask) -> Path:
    folder: Path = site.config["SETTINGS"].instance
    return folder


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Somebody else writes to a database and does not come to an end."""
    db = storage.connected(path, "mode=rw")
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        db.rollback()
        db.close()


@pytest.mark.parametrize(
    ("file", "do"),
    [("editors.db", "draft"), ("editors.db", "publish"), ("catalog.db", "publish")],
)
def test_a_lock_that_lasts_gives_the_form_back(
    site: Flask, editor: Any, monkeypatch: pytest.MonkeyPatch, file: str, do: str
) -> None:
    """The time to wait is shorter here than on a site."""
    monkeypatch.setattr(storage, "LOCK_TIMEOUT", 0.3)
    pia = editor("publisher")
    fields = typed(pia.open(SWEDISH))

    with held(instance_of(site) / file):
        answer = send(pia, SWEDISH, fields, do, what="Ingen får vänta för alltid.")
        read = pia.ask("/sv/programmes/jobbhjalp").status_code

    assert (answer.status_code, read) == (503, 200)
    assert "Somebody else is writing just now" in answer.text
    again = typed(page_of(answer, SWEDISH))
    assert again["what"] == "Ingen får vänta för alltid."
    assert send(pia, SWEDISH, again, do).status_code == 303
    done = [one["action"] for one in _events(site)]
    assert done == ["programme.drafted" if do == "draft" else "programme.published"]


def test_a_session_goes_on_where_its_time_cannot_be_written(
    site: Flask, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "LOCK_TIMEOUT", 0.3)
    pia = editor("publisher")
    db = database.opened(instance_of(site) / "editors.db")
    early = datetime.now(UTC) - timedelta(minutes=5)
    with database.write(db):
        db.execute(
            "UPDATE session SET seen_at = ?", [early.strftime("%Y-%m-%dT%H:%M:%SZ")]
        )

    with held(instance_of(site) / "editors.db"):
        assert pia.ask(SWEDISH).status_code == 200


def test_a_session_that_ends_while_writing_loses_nothing(
    site: Flask, editor: Any
) -> None:
    vera = editor("writer")
    fields = typed(vera.open(SWEDISH))
    db = database.opened(instance_of(site) / "editors.db")
    with database.write(db):
        db.execute("DELETE FROM session")

    answer = send(vera, SWEDISH, fields, "review", what="Långt.\n\nOch med mening.")

    assert answer.status_code == 401
    kept = {
        one.get("name", ""): (
            (one.text or "").removeprefix("\n")
            if one.tag == "textarea"
            else one.get("value", "")
        )
        for one in Page(SWEDISH, answer.text).all("input", "textarea")
    }
    vera.sign_in()
    assert vera.ask(SWEDISH, "POST", data=kept).status_code == 303
    there = drafts.drafts(db)[0]
    assert there["content"]["what"] == "Långt.\n\nOch med mening."
    assert there["state"] == "review"


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system")
@pytest.mark.parametrize("do", ["draft", "publish"])
def test_a_full_disk_gives_the_form_back_and_heals(
    built_city: Path, tmp_path: Path, do: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", str(disk)]
    subprocess.run(mount, check=True)
    try:
        shutil.copy(built_city, disk / "catalog.db")
        pia = Editor(application(disk), "publisher")
        fields = typed(pia.open(SWEDISH))
        _fill(disk / "filler")

        answer = send(pia, SWEDISH, fields, do, what="Plats " * 3000)
        read = pia.ask("/sv/programmes/jobbhjalp").status_code

        assert (answer.status_code, read) == (503, 200)
        assert "All you typed is still here" in answer.text
        assert ("Plats " * 3000).strip() in answer.text
        (disk / "filler").unlink()
        assert send(pia, SWEDISH, fields, do, what="Plats " * 30).status_code == 303
        assert "Plats Plats" in pia.open(SWEDISH).text
        assert catalogue_database.faults(disk / "catalog.db") == []
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_two_who_save_one_part_at_once_are_told(site: Flask, editor: Any) -> None:
    """Of eight at the same time one is saved, and the others see both texts."""
    everybody = [editor("writer") for _ in range(8)]
    forms = [typed(one.open(FACTS)) for one in everybody]
    codes: list[int] = []

    def save(who: Editor, form: Any, age: int) -> None:
        codes.append(send(who, FACTS, form, "draft", age_min=str(age)).status_code)

    threads = [
        threading.Thread(target=save, args=(who, form, age))
        for age, (who, form) in enumerate(zip(everybody, forms), 20)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(codes) == [303, *[409] * 7]
    assert len(_events(site)) == 1


class Server:
    """A real process that answers at the desk, and can be killed."""

    def __init__(self, instance: Path) -> None:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=_serve, args=(instance, theirs))
        self.process.start()
        assert ours.poll(PATIENCE)
        self.port: int = ours.recv()
        ours.close()
        theirs.close()

    def ask(self, address: str, cookie: str, fields: Any = None) -> tuple[int, str]:
        """The status and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": f"{COOKIE}={cookie}"}
            if fields is None:
                line.request("GET", address, headers=headers)
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                pairs = list(fields.items(multi=True))
                line.request("POST", address, urlencode(pairs), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def kill(self) -> None:
        """At once, with nothing put in order."""
        self.process.kill()
        self.process.join()


def _serve(instance: Path, told: Connection) -> None:
    server = make_server("127.0.0.1", 0, application(instance), threaded=True)
    told.send(server.server_port)
    server.serve_forever()


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.timeout(1800)
def test_killed_while_saving_nothing_answered_is_lost_and_nothing_is_saved_twice(
    built_city: Path, tmp_path: Path, kills: int
) -> None:
    instance = prepared(built_city, tmp_path / "instance", indexed=False)
    desk = database.opened(instance / "editors.db")
    at = datetime.now(UTC)
    secret = sessions.begin(
        desk, accounts.add(desk, "Pia", "publisher", "en", at), "password", at
    )
    dice = random.Random(kills)
    answered, interrupted = "", 0
    for round in range(kills):
        server = Server(instance)
        timer = threading.Timer(dice.uniform(0.05, 1.0), server.kill)
        timer.start()
        pending: Any = None
        number = 0
        try:
            while True:
                _, page = server.ask(SWEDISH, secret)
                form, number = typed(Page(SWEDISH, page)), number + 1
                form["what"] = f"Omgång {round}, nummer {number}."
                form["do"] = dice.choice(["draft", "publish"])
                pending = form
                status, _ = server.ask(SWEDISH, secret, form)
                assert status == 303
                answered, pending = form["what"], None
        except (OSError, http.client.HTTPException):
            timer.join()
        found = _text(instance, desk)
        wanted = {answered} | ({pending["what"]} if pending is not None else set())
        assert found in wanted or not answered
        if pending is not None:
            interrupted += 1
            server = Server(instance)
            status, page = server.ask(SWEDISH, secret, pending)
            server.kill()
            assert status == 303, page
            answered = pending["what"]
            assert _text(instance, desk) == answered
        _once(instance, answered)
    assert catalogue_database.faults(instance / "catalog.db") == []
    assert desk.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert kills < 10 or interrupted


def _text(instance: Path, desk: database.Database) -> str:
    """What an editor would see in the form."""
    draft = drafts.draft(desk, "jobbhjalp", "sv")
    if draft:
        return str(draft["content"]["what"])
    db = catalogue_database.reader(instance / "catalog.db")
    try:
        return str(current(db, "jobbhjalp")["texts"]["sv"].get("what"))
    finally:
        db.close()


def _once(instance: Path, text: str) -> None:
    """No two revisions in a row say the same, and no number is missing."""
    db = catalogue_database.reader(instance / "catalog.db")
    rows = db.execute(
        "SELECT number, document FROM revision WHERE programme_id = 'jobbhjalp' ORDER BY number"
    ).fetchall()
    db.close()
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert len({document for _, document in rows}) == len(rows), text


def _events(site: Flask) -> list[Any]:
    db = database.opened(instance_of(site) / "editors.db")
    try:
        return list(db.query("SELECT * FROM event WHERE action GLOB 'programme.*'"))
    finally:
        db.close()


def _fill(file: Path) -> None:
    """Write until there is no room left."""
    for size in (64 * 1024, 1024):
        with file.open("ab", buffering=0) as opened:
            try:
                while opened.write(bytes(size)) == size:
                    pass
            except OSError:
                pass


SAVE = """
import json, sys
from pathlib import Path
from finder.admin.guard import COOKIE
from tests.pages.sites import application

given = json.loads(Path(sys.argv[2]).read_text())
client = application(Path(sys.argv[1])).test_client()
client.set_cookie(COOKIE, given["cookie"], secure=True)
answer = client.post(given["address"], data=given["fields"])
kept = given["fields"]["what"] in answer.get_data(as_text=True)
print(json.dumps([answer.status_code, kept]))
"""
STRACE = shutil.which("strace")
TRIED = 25  # of the calls that one save makes, evenly spread


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="strace makes single writes fail")
@pytest.mark.parametrize(("call", "error"), [("pwrite64", "ENOSPC"), ("fsync", "EIO")])
@pytest.mark.parametrize("do", ["draft", "publish"])
def test_whichever_write_fails_the_save_is_refused_or_whole(
    built_city: Path, tmp_path: Path, call: str, error: str, do: str
) -> None:
    times = _traced(built_city, tmp_path, do, call, "")[1]
    refused = 0
    for number in range(1, times + 1, max(1, times // TRIED)):
        inject = f"inject={call}:error={error}:when={number}"
        refused += _traced(built_city, tmp_path, do, call, inject)[0] == 503

    assert times and refused


def _traced(
    city: Path, folder: Path, do: str, call: str, inject: str
) -> tuple[int, int]:
    """Save in a process of its own; the status, and how often it made the system's *call*.

    What was refused is saved by sending it again.
    """
    instance = prepared(city, folder / (inject or "plain"), indexed=False)
    pia = Editor(application(instance), "publisher")
    fields = typed(pia.open(SWEDISH))
    fields["what"], fields["do"] = "Skrivs det, eller inte?", do
    cookie = pia.client.get_cookie(COOKIE)
    assert cookie is not None
    given, log = instance / "given.json", instance / "strace.txt"
    sent = {"cookie": cookie.value, "address": SWEDISH, "fields": fields.to_dict()}
    given.write_text(json.dumps(sent))
    done = subprocess.run(
        [
            *(str(STRACE), "-f", "-qq", "-o", str(log), "-e", f"trace={call}"),
            *(("-e", inject) if inject else ()),
            *(sys.executable, "-c", SAVE, str(instance), str(given)),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    status, kept = json.loads(done.stdout.splitlines()[-1])
    assert (status, kept) in ((303, False), (503, True)), (inject, status)
    assert catalogue_database.faults(instance / "catalog.db") == []
    assert send(pia, SWEDISH, fields, do).status_code == 303
    desk = database.opened(instance / "editors.db")
    assert desk.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert _text(instance, desk) == "Skrivs det, eller inte?"
    desk.close()
    _once(instance, do)
    return status, log.read_text().count(f"{call}(")
