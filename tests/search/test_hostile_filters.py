"""Any text with any filters is answered, within bounds, and nothing of it is kept."""

import gc
import sys
import urllib.parse
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder import config, create_app
from finder.catalog.filters import FILTERS
from finder.config import SEARCHED
from finder.search import UnknownFilter, limits, reader, suggest
from finder.search.vocabulary import WIDEST
from finder.web import catalogue as web
from tests import city

from .conftest import Search
from .test_hostile import ANY, HOSTILE, NASTY

WORDS = st.sampled_from(
    """kurs kurser vård svetsning "lär dig" inte utan not без بدون ej 25 under över år
    servitör norrby gruppp städningskurs vårdgruppkurs دورة курс “ ” " « kursa the och
    """.split()
)
TEXT = ANY | NASTY | st.sampled_from(HOSTILE) | st.lists(WORDS).map(" ".join)
VALUES = {
    name: [*city.TERMS[taxonomy]] if taxonomy != "district" else [*city.DISTRICTS]
    for name, taxonomy in FILTERS.items()
}
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), max_size=3)
        for name, values in VALUES.items()
    },
)
PARTS = limits.CHARACTERS // 3  # a compound comes apart into parts of three letters
READINGS = 2 * 2 * WIDEST + 4  # of a part: in two languages, as typed and as one word


@settings(
    max_examples=250,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=TEXT,
    filters=CHOSEN,
    language=st.sampled_from(SEARCHED),
    more=st.fixed_dictionaries(
        {"archived": st.booleans(), "simpler": st.booleans()},
        optional={
            "sort": st.sampled_from(["relevance", "name"]),
            "offset": st.integers(-5, 10**6),
            "limit": st.integers(-5, 600),
        },
    ),
)
def test_any_text_with_any_filters_is_answered_twice_alike(
    crowded: Search,
    text: str,
    filters: dict[str, list[str]],
    language: str,
    more: dict[str, Any],
) -> None:
    asked = {"filters": filters, **more, "explain": True}

    found = crowded(text, language, **asked)

    assert found["engine"] == ("fts5" if more["simpler"] else "index")
    assert crowded(text, language, **asked) == found
    assert crowded(found["query"], language, **asked) == found
    assert len(found["results"]) <= min(limits.RESULTS, max(1, more.get("limit", 10)))
    groups = [
        (not hit["whole"], hit["whole"] > hit["stated"]) for hit in found["results"]
    ]
    assert groups == sorted(groups)  # those that lack a word last
    assert found["explained"]
    assert len(found["explained"]["parts"]) <= PARTS
    for part in found["explained"]["parts"]:
        assert len(part["read"]) <= READINGS
    for offer in found["offers"]:
        assert offer["filter"] not in {name for name, held in filters.items() if held}
    found["query"].encode()


@given(text=TEXT, filters=CHOSEN, language=st.sampled_from(SEARCHED))
@settings(
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_results_are_the_same_in_pages_and_never_twice(
    crowded: Search, text: str, filters: dict[str, list[str]], language: str
) -> None:
    whole = crowded(text, language, filters=filters, limit=200)["results"]
    pages = [
        crowded(text, language, filters=filters, limit=40, offset=start)["results"]
        for start in range(0, 120, 40)
    ]

    assert [hit for page in pages for hit in page] == whole
    assert len({hit["id"] for hit in whole}) == len(whole)


@given(name=st.text(max_size=30), value=TEXT)
@settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_filter_that_does_not_exist_is_said_to(
    crowded: Search, name: str, value: str
) -> None:
    for filters in ({name: [value]}, {"kind": [value]}):
        with pytest.raises(UnknownFilter):
            crowded("kurs", filters=filters)


def files(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file with the time it was changed and its checksum."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def held(marker: str) -> list[str]:
    """Whatever in finder's modules, or reached from there, has *marker* in it."""
    ours = [one for name, one in sys.modules.items() if name.startswith("finder")]
    seen, waiting, found = {id(one) for one in ours}, list(map(vars, ours)), []
    while waiting:
        inner = waiting.pop()
        for one in gc.get_referents(inner):
            if isinstance(one, str):
                found += [type(inner).__name__] if marker in one else []
            elif isinstance(one, bytes):
                found += [type(inner).__name__] if marker.encode() in one else []
            elif not isinstance(one, (ModuleType, FrameType)) and id(one) not in seen:
                seen.add(id(one))
                waiting.append(one)
    return found


def marker() -> str:
    """A word that stands in no text; made anew, so that only who asked holds it."""
    return "".join(("qzx", "mar", "kör", "ngen"))


@cache
def remembered(text: str) -> str:
    return text


def test_what_is_kept_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert held(marker()) == []
    web._kept[("state", marker())] = 1
    assert held(marker())
    web._kept.popitem()
    monkeypatch.setattr(reader, "remembered", remembered, raising=False)
    assert held(remembered(marker()))
    remembered.cache_clear()
    assert held(marker()) == []


def test_nothing_typed_is_kept_in_memory_or_in_files(
    indexed: Path, search: Search
) -> None:
    client = create_app(config.Settings(instance=indexed.parent)).test_client()
    search("kock")
    client.get("/sv/programmes?q=kock").close()
    before = files(indexed.parent)

    for text in ("{}", "kock {}", '"{} kock"', "inte {}kurs", "{} odlign"):
        typed = text.format(marker())
        for language in SEARCHED:
            for simpler in (False, True):
                search(typed, language, simpler=simpler, explain=True)
        suggest(indexed, indexed.parent, typed, "sv")
        for path in ("programmes", "suggestions", "programmes/barnkock"):
            client.get(f"/sv/{path}", query_string={"q": typed}).close()

    assert files(indexed.parent) == before
    del client, typed
    urllib.parse.clear_cache()  # what the client asked, not what the site was
    gc.collect()
    assert held(marker()) == []
