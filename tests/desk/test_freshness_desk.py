"""What is due to be checked, the one click that says nothing has changed, and the feed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.admin import freshness as pages
from finder.catalog import database as catalogue_database
from finder.catalog.publishing import current, publish_all
from finder.desk import database, events
from finder.storage import OperationalError
from tests import city
from tests.desk.desk import Editor

Editors = Callable[..., Editor]
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date.today().isoformat()


def change(site: Flask, programme: str, **fields: Any) -> None:
    """Publish *programme* with other *fields*."""
    db = catalogue_database.writer(site.config["SETTINGS"].catalogue)
    document: Any = {**current(db, programme), **fields}
    publish_all(db, [document], editor=0, at=city.AT, note="test")
    db.close()


def public(site: Flask, programme: str) -> Any:
    """The published document."""
    db = catalogue_database.reader(site.config["SETTINGS"].catalogue)
    found = current(db, programme)
    db.close()
    return found


def late(site: Flask, programme: str, days: int = 400) -> None:
    """As if somebody had checked *programme* so many *days* ago."""
    day = (date.today() - timedelta(days)).isoformat()
    change(site, programme, assured_on=day, assured_against="webben")


def done(site: Flask, action: str) -> list[events.Event]:
    """What is in the history of that kind."""
    db = database.opened(site.config["SETTINGS"].editors)
    found = events.events(db, action=action)
    db.close()
    return found


def send(there: Editor, fields: Any, at: str = "/admin/freshness") -> Any:
    """The form as the page *at* gives it, hidden fields included."""
    page = there.ask(at).text
    seen = re.findall(r'name="(seen-[\w-]+|unit|state)" value="([^"]*)"', page)
    pairs = [*seen, *(fields.items() if isinstance(fields, dict) else fields)]
    return there.send("/admin/freshness/checked", pairs, at=at)


def test_the_list_shows_what_is_due_and_counts_the_rest(
    site: Flask, editor: Editors
) -> None:
    late(site, "jobbhjalp")
    late(site, "sprakkafe", 170)

    page = editor("publisher").open("/admin/freshness")

    assert "Jobbhjälp" in page.main() and "Long overdue" in page.main()
    assert "Språkkafé" in page.main() and "Feriejobb" not in page.main()
    unchecked = editor("reader").open("/admin/freshness?state=unchecked&unit=staden")
    assert "Feriejobb" in unchecked.main() and "Jobbhjälp" not in unchecked.main()
    assert "Nothing has changed" not in unchecked.main()


def test_an_own_unit_comes_first(site: Flask, editor: Editors) -> None:
    db = catalogue_database.writer(site.config["SETTINGS"].catalogue)
    with catalogue_database.write(db):
        db.table("organization").insert(
            {"id": "aaa", "name": "Alla andra", "type": "ngo"}
        )
    db.close()
    late(site, "jobbhjalp")
    day = (date.today() - timedelta(400)).isoformat()
    change(site, "sprakkafe", organization="aaa", assured_on=day)
    there = editor("publisher")

    before = [heading.text for heading in _units(there)]
    db = database.opened(site.config["SETTINGS"].editors)
    with database.write(db):
        db.table("account").update(there.account, {"unit": "staden"})
    db.close()
    after = [heading.text for heading in _units(there)]

    assert before == ["Alla andra", "Staden"] and after == ["Staden", "Alla andra"]


def _units(there: Editor) -> list[Any]:
    page = there.open("/admin/freshness", headers={"Accept-Language": "sv"})
    return [next(one.iter("bdi")) for one in page.all("h2")]


def test_one_click_says_that_nothing_has_changed(site: Flask, editor: Editors) -> None:
    late(site, "jobbhjalp")
    there = editor("publisher")

    answer = send(there, {"only": "jobbhjalp", "against": "  webben\t "})

    assert answer.status_code == 303
    after = public(site, "jobbhjalp")
    assert (after["assured_on"], after["assured_against"]) == (TODAY, "webben")
    assert "1 programme is marked" in there.open(answer.location).main()
    [event] = done(site, "programme.assured")
    assert event["subject"] == "jobbhjalp" and event["account"] == "Pia"
    resident = editor().ask("/en/programmes/jobbhjalp").text
    assert "Not checked since" not in resident


def test_several_are_ticked_and_marked_at_once(site: Flask, editor: Editors) -> None:
    there = editor("publisher")
    at = "/admin/freshness?state=unchecked"

    answer = send(
        *(there, [("programme", "jobbhjalp"), ("programme", "feriejobb")], at)
    )

    assert answer.status_code == 303 and "state=unchecked" in answer.location
    for one in ("jobbhjalp", "feriejobb"):
        after = public(site, one)
        assert after["assured_on"] == TODAY
        assert after["assured_against"] == pages.USUAL["publisher"]
    assert public(site, "barnkock")["assured_on"] is None
    assert len(done(site, "programme.assured")) == 2


def test_all_of_a_list_can_be_ticked_without_a_script(editor: Editors) -> None:
    page = editor("publisher").open("/admin/freshness?state=unchecked&tick=all")

    ticks = page.all("input", type="checkbox")
    assert len(ticks) == 5 and all("checked" in one.attrib for one in ticks)


def test_a_form_sent_twice_counts_once(site: Flask, editor: Editors) -> None:
    there = editor("publisher")
    late(site, "jobbhjalp")
    fields = [("only", "jobbhjalp"), ("form", "the-same")]
    page = there.ask("/admin/freshness").text
    key = re.findall(r'name="(key|seen-jobbhjalp)" value="([^"]*)"', page)

    for _ in range(2):
        data = dict([*key, *fields])
        assert (
            there.ask("/admin/freshness/checked", "POST", data=data).status_code == 303
        )

    assert len(done(site, "programme.assured")) == 1


def test_facts_changed_meanwhile_are_shown_and_not_vouched_for(
    site: Flask, editor: Editors
) -> None:
    there = editor("publisher")
    at = "/admin/freshness?state=unchecked"
    page = there.ask(at).text
    fields = dict(re.findall(r'name="(key|form|seen-[\w-]+)" value="([^"]*)"', page))
    change(site, "jobbhjalp", phone="08-999 99 99")

    data = {**fields, "programme": ["jobbhjalp", "feriejobb"]}
    answer = there.ask("/admin/freshness/checked", "POST", data=data)

    assert answer.status_code == 409
    assert "08-123 45 67" in answer.text and "08-999 99 99" in answer.text
    assert public(site, "jobbhjalp")["assured_on"] is None
    assert public(site, "feriejobb")["assured_on"] == TODAY
    assert "1 other was." in answer.text


def test_nothing_chosen_is_told(editor: Editors) -> None:
    answer = send(editor("publisher"), {"against": "webben"})

    assert answer.status_code == 422 and "No programme was chosen" in answer.text


def test_a_full_disk_keeps_what_was_ticked(
    site: Flask, editor: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = editor("publisher")
    late(site, "jobbhjalp")

    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(pages.freshness, "assure", full)
    answer = send(there, {"programme": "jobbhjalp", "against": "telefon"})

    assert answer.status_code == 503 and "could not be saved" in answer.text
    assert (
        'value="jobbhjalp" checked' in answer.text and 'value="telefon"' in answer.text
    )


def feed_address(there: Editor, unit: str = "staden") -> str:
    """As the page gives it."""
    page = there.open(f"/admin/freshness?unit={unit}")
    found = urlsplit(next(one for one in page.links() if "/feeds/" in one))
    return f"{found.path}?{found.query}"


def test_a_feed_reader_without_cookies_reads_what_is_due(
    site: Flask, editor: Editors
) -> None:
    late(site, "jobbhjalp")
    change(site, "sprakkafe", editors_note="Not for the public")
    address = feed_address(editor("writer"))

    answer = editor().ask(address)

    assert answer.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(answer.get_data())
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
    [entry] = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Jobbhjälp"
    link = entry.find(f"{ATOM}link")
    assert link is not None and str(link.get("href")).endswith(
        "/sv/programmes/jobbhjalp"
    )
    again = editor().ask(address).get_data()
    assert again == answer.get_data() and "Set-Cookie" not in answer.headers


def test_a_feed_opens_with_its_own_key_only(site: Flask, editor: Editors) -> None:
    there, stranger = editor("publisher"), editor()
    address = feed_address(there)
    path, _, key = address.partition("?key=")

    assert stranger.ask(address).status_code == 200
    for wrong in ("", "?key=", "?key=x", f"?key={key[:-1]}", "?key=%FF%00é"):
        assert stranger.ask(path + wrong).status_code == 404
    assert stranger.ask(f"/admin/feeds/andra.xml?key={key}").status_code == 404
    assert there.send(
        "/admin/freshness/feeds/staden", at="/admin/freshness?unit=staden"
    ).location.endswith("unit=staden&renewed=1")
    assert stranger.ask(address).status_code == 404
    assert stranger.ask(feed_address(there)).status_code == 200
    assert [one["subject"] for one in done(site, "feed.renewed")] == ["staden"]


def test_an_empty_feed_is_a_feed_and_a_strange_unit_none(editor: Editors) -> None:
    there = editor("publisher")

    assert ElementTree.fromstring(editor().ask(feed_address(there)).get_data())
    answer = there.send("/admin/freshness/feeds/andra", at="/admin/freshness")
    assert answer.status_code == 404


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    programme=st.sampled_from(["jobbhjalp", "nobody"]) | st.text(max_size=9),
    seen=st.sampled_from(["1", "0", "-1", "9" * 30, "²"]) | st.text(max_size=5),
    against=st.text(max_size=600),
    unit=st.sampled_from(["staden", ""]) | st.text(max_size=9),
)
def test_any_form_is_answered(
    editor: Editors, programme: str, seen: str, against: str, unit: str
) -> None:
    there = editor("publisher")
    fields = [("only", programme), (f"seen-{programme}", seen)]
    fields += [("against", against), ("unit", unit), ("state", unit)]

    answer = there.send("/admin/freshness/checked", fields, at="/admin/")

    assert answer.status_code in (303, 409, 422)
