"""Headers: what every answer says to a browser, a cache and a proxy, whatever was asked."""

import base64
import gc
import hashlib
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from finder import create_app
from finder.config import Settings
from tests.pages.page import Page
from finder.site.sitemap import LISTED
from tests.pages.sites import Visitor, visits

ANSWERS = {  # every kind of answer -> its status
    "/": 302, "/sv": 308, "/sv/": 200, "/en/programmes": 200, "/ar/programmes/feriejobb": 200,
    "/sv/programmes?x=1": 301, "/sv/districts/norr": 200, "/sv/about/privacy": 200,
    "/sv/programmes?page=99": 404, "/sv/programmes/nowhere": 404, "/xx/": 404, "/x/y/z": 404,
    "/static/page.mjs": 200, "/static/icon.svg": 200, "/static/nowhere": 404,
}  # fmt: skip
SAID = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "img-src": "'self' data:",
    "connect-src": "'self'", "worker-src": "'self'", "manifest-src": "'self'",
    "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
UNWANTED = ("Set-Cookie", "Access-Control-Allow-Origin", "Server", "X-Powered-By")
HOSTS = [
    "evil.example",
    "evil.example:80",
    "xfinder.example",
    "",
    "a b",
    "finder.example@evil",
]
YEAR = 31_536_000  # seconds
Own = Callable[..., Visitor]


@pytest.mark.parametrize("path, status", [*ANSWERS.items(), ("POST /sv/", 405)])
@pytest.mark.parametrize("coding", ["", "br", "gzip"])
def test_every_answer_protects_its_reader(
    city: Visitor, path: str, status: int, coding: str
) -> None:
    method, _, path = path.rpartition(" ")

    answer = city.ask(path, method or "GET", headers={"Accept-Encoding": coding})

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SAID} == SAID
    promise = answer.headers["Strict-Transport-Security"]
    assert int(promise.split(";")[0].removeprefix("max-age=")) >= YEAR
    assert "includeSubDomains" in promise
    assert [name for name in UNWANTED if name in answer.headers] == []
    assert policy(answer.headers["Content-Security-Policy"]).items() >= POLICY.items()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@visits
def test_the_policy_allows_the_style_of_the_page_and_no_other(
    visitor: Visitor, language: str
) -> None:
    allowed = policy(visitor.ask("/xx/").headers["Content-Security-Policy"])[
        "style-src"
    ]

    for page in visitor.pages(language).values():
        styles = [one.text or "" for one in page.all("style")]
        digests = [
            base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in styles
        ]
        assert [f"'self' 'sha256-{one.decode()}'" for one in digests] == [allowed]


@pytest.mark.parametrize(
    "path, cache",
    [
        ("/", "no-store"),
        ("/sv/", "public, max-age=60"),
        ("/ar/programmes?q=kock", "public, max-age=60"),
        ("/sv/programmes/feriejobb", "public, max-age=60"),
        ("/sv/programmes/nowhere", "no-store"),
        ("/sv/programmes?page=99", "no-store"),
        ("/static/page.mjs", "public, max-age=3600"),
    ],
)
def test_caches_may_keep_what_is_the_same_for_all(
    city: Visitor, path: str, cache: str
) -> None:
    answer = city.ask(path, headers={"Accept-Language": "ar", "Cookie": "staff=1"})

    assert answer.headers["Cache-Control"] == cache
    vary = {one.strip() for one in answer.headers.get("Vary", "").split(",")}
    assert vary <= {"", "Accept-Encoding"}


@pytest.mark.parametrize(
    "path", [path for path, status in ANSWERS.items() if status == 200]
)
def test_what_a_browser_sends_about_itself_changes_no_byte(
    city: Visitor, path: str
) -> None:
    plain = city.ask(path).get_data()

    told = city.ask(
        path,
        headers={
            "Cookie": "__Host-sid=x; language=ar",
            "Accept-Language": "ar",
            "User-Agent": "curl",
            "Referer": "https://example.org/",
            "DNT": "1",
            "Authorization": "Basic eDp4",
            "Sec-Fetch-Site": "cross-site",
        },
    )

    assert told.get_data() == plain


@pytest.mark.parametrize("host", HOSTS)
def test_a_strange_host_gets_a_page_that_does_not_repeat_it(
    own: Own, host: str
) -> None:
    visitor = own(trusted_hosts=("finder.example",))

    for path in ("/", "/sv/", "/sv/programmes?q=kock", "/xx/", "/static/page.mjs"):
        answer = visitor.ask(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)
        assert {name: answer.headers.get(name) for name in SAID} == SAID
    page = Page(
        "/ar/", visitor.ask("/ar/", headers={"Host": host}).get_data(as_text=True)
    )
    assert [one.get("lang") for one in page.all("html")] == ["ar"]
    assert len(page.all("h1")) == 1


def test_the_site_s_own_host_is_answered(own: Own) -> None:
    visitor = own(trusted_hosts=("finder.example", "other.example"))

    for host in ("finder.example", "finder.example:8000", "other.example"):
        assert visitor.ask("/sv/", headers={"Host": host}).status_code == 200


FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Port": "666",
    "Forwarded": "host=evil.example;proto=gopher",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-HTTP-Method-Override": "DELETE",
}


@pytest.mark.parametrize(
    "path", ["/", "/sv", "/sv/", "/sv/programmes", "/sv/programmes?x=1"]
)
def test_forged_headers_of_a_proxy_are_not_believed(city: Visitor, path: str) -> None:
    honest = city.ask(path)

    forged = city.ask(path, headers=FORGED)

    assert forged.get_data() == honest.get_data()
    assert dict(forged.headers) == dict(honest.headers)


@pytest.mark.parametrize(
    "hosts, status",
    [
        ("evil.example, finder.example", 200),
        ("finder.example, evil.example", 400),
    ],
)
def test_a_configured_proxy_is_believed_in_its_own_word_only(
    own: Own, hosts: str, status: int
) -> None:
    """The last value is the nearest proxy's; those before came from outside."""
    visitor = own(proxies=1, trusted_hosts=("finder.example",))
    told = {**FORGED, "X-Forwarded-Host": hosts, "X-Forwarded-Proto": "gopher, https"}

    answer = visitor.ask("/sv/", headers=told)

    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert ('href="https://finder.example/sv/"' in page) is (status == 200)
    assert "evil" not in page


def test_absolute_addresses_come_from_the_configuration(own: Own) -> None:
    visitor = own(base_url="https://finder.example")

    page = visitor.open("/sv/about", headers={"Host": "evil.example"})

    assert alternates(page) == [
        *(f"https://finder.example/{language}/about" for language in LISTED),
        "https://finder.example/sv/about",
    ]
    assert "evil" not in page.text


@pytest.mark.parametrize(
    "coding", ["br", "gzip", "gzip, br;q=0.5", "zstd, deflate, br"]
)
def test_pages_travel_compressed(shipped: Visitor, coding: str) -> None:
    answer = shipped.ask("/sv/programmes", headers={"Accept-Encoding": coding})

    assert answer.headers["Content-Encoding"] in re.findall(r"[a-z]+", coding)
    assert 4 * len(answer.get_data()) < len(shipped.open("/sv/programmes").text)


def test_a_file_is_closed_when_it_is_sent(city_instance: Path) -> None:
    visitor = Visitor(create_app(Settings(instance=city_instance)))

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        visitor.ask("/static/page.mjs", headers={"Accept-Encoding": "br"})
        gc.collect()

    assert [str(one.message) for one in warned] == []


def alternates(page: Page) -> list[str]:
    """The absolute addresses of a page."""
    return [one.get("href", "") for one in page.all("link", rel="alternate")]


def policy(text: str) -> dict[str, str]:
    """Directive -> what it allows."""
    parts = (one.strip().partition(" ") for one in text.split(";"))
    return {name: allowed for name, _, allowed in parts}
