"""The desk as somebody with a role uses it."""

import html
import re
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from finder.admin.guard import COOKIE
from finder.desk import accounts, database, sessions
from tests.pages.page import Page, faults

NAMES = {
    "reader": "Rut",
    "writer": "Vera",
    "publisher": "Pia",
    "administrator": "Adam",
}
FIELD = re.compile(r'<input type="hidden" name="(key|form)" value="([^"]*)">')


class Editor:
    """One person in a browser of their own; signed in, unless *role* is empty."""

    def __init__(self, site: Flask, role: str = "", language: str = "en") -> None:
        self.site, self.role, self.language = site, role, language
        self.client = site.test_client()
        self.account = 0
        if role:
            self.sign_in(language)

    def sign_in(self, language: str = "en") -> None:
        """A new account with the role, and a session of it."""
        db = database.opened(self.site.config["SETTINGS"].editors)
        at = datetime.now(UTC)
        self.account = accounts.add(db, NAMES[self.role], self.role, language, at)
        secret = sessions.begin(db, self.account, "password", at)
        db.close()
        self.client.set_cookie(COOKIE, secret, secure=True)

    def ask(self, address: str, method: str = "GET", **options: Any) -> TestResponse:
        """Any answer, read to its end and closed; the browser asks for their language."""
        headers = {"Accept-Language": self.language, **options.pop("headers", {})}
        options["headers"] = headers
        with self.client.open(address, method=method, **options) as answer:
            answer.get_data()
        return answer

    def open(self, address: str, status: int = 200, **options: Any) -> Page:
        """The page at *address*, with nothing wrong in how it is built."""
        answer = self.ask(address, **options)
        assert answer.status_code == status, f"{address}: {answer.status}"
        page = Page(address, answer.get_data(as_text=True))
        assert list(faults(page)) == [], address
        return page

    def send(
        self, address: str, fields: Any = None, *, at: str = "", **options: Any
    ) -> TestResponse:
        """Send a form as the page *at* (or *address* itself) gives it, with *fields* typed in.

        *fields* may be a dict, or pairs where a name comes more than once.
        """
        answer = self.ask(at or address)
        ours = dict(FIELD.findall(html.unescape(answer.get_data(as_text=True))))
        pairs = MultiDict(ours)
        for name, value in (
            fields.items() if isinstance(fields, dict) else fields or ()
        ):
            pairs.add(name, value)
        return self.ask(address, "POST", data=pairs, **options)
