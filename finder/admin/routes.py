"""What an address of the desk is: its view, and the least role for each method."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

PUBLIC = ""  # the least role where nobody needs to be signed in
FORM = 256 * 1024  # bytes of a form, unless a route says otherwise


class Route(NamedTuple):
    """One address of the desk. A method that is not named is refused."""

    rule: str  # below /admin
    name: str  # of the endpoint, after "admin."
    view: Callable[..., Any]
    least: Mapping[str, str]  # method -> role, or PUBLIC
    limit: int = FORM  # bytes that a POST may bring
    apart: bool = False  # the rule is the whole address, not below /admin


def reads(rule: str, name: str, view: Callable[..., Any], role: str) -> Route:
    """A page to look at."""
    return Route(rule, name, view, {"GET": role})


def form(
    rule: str,
    name: str,
    view: Callable[..., Any],
    role: str,
    *,
    look: str | None = None,
    limit: int = FORM,
) -> Route:
    """A page with a form that *role* may send, and look at it those from *look* up."""
    return Route(rule, name, view, {"GET": look or role, "POST": role}, limit)


def does(rule: str, name: str, view: Callable[..., Any], role: str) -> Route:
    """A button: only to be pressed."""
    return Route(rule, name, view, {"POST": role})
