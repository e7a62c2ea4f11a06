"""Whether an address opens, asked so that nothing inside our own network can be reached.

Only http and https, on their own ports, on hosts that somebody accepted. The name is resolved
once, every address it has must be a public one, and the first of them is connected to. No redirect
is followed, nothing but the head of the answer is read, and nothing of it is shown.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

SECONDS = 5.0  # for all of it
MOST = 64 * 1024  # bytes of an answer that are read
LONGEST = 2000  # characters of an address
PORTS = {"http": 80, "https": 443}
MOVED = (301, 308)  # for good; other redirects are the site's own business
STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: |\r?\n)")
LOCATION = re.compile(rb"\r?\nlocation:[ \t]*([^\r\n]*)", re.IGNORECASE)
HEAD = re.compile(rb"\r?\n\r?\n")
AGENT = "programme-finder link checker"
GLOBAL = ipaddress.ip_network("2000::/3")
TUNNELS = (
    ipaddress.ip_network("2002::/16"),  # 6to4: holds an IPv4 address
    ipaddress.ip_network("2001::/32"),  # Teredo: the same
    ipaddress.ip_network("192.88.99.0/24"),  # where 6to4 once began
)

Resolve = Callable[[str, int], list[str]]  # host, port -> addresses
Connect = Callable[[str, int, float], socket.socket]  # address, port, seconds


class Tried(NamedTuple):
    """What came of it."""

    status: int | None = None  # HTTP's; None: no answer
    problem: str | None = None  # as the editors' database names it; None: it opened
    target: str | None = None  # where it sends its readers


class _Refused(Exception):
    """The address is not asked; the argument is the problem."""


def host_of(url: str) -> str | None:
    """The host of an address that may be asked at all, as it is accepted; else None."""
    try:
        return _parts(url)[1]
    except _Refused:
        return None


def public(address: str) -> bool:
    """Whether *address*, of either version, is one of the public internet."""
    try:
        there = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(there in one for one in TUNNELS) or there.is_multicast:
        return False
    return there.is_global and (there.version == 4 or there in GLOBAL)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of *host*, as the system knows them; it, too, gets SECONDS and no more."""
    found: list[str] = []

    def ask() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(one[4][0]) for one in told))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(SECONDS)
    return list(found)


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address, which is no name."""
    return socket.create_connection((address, port), seconds)


def tried(
    url: str,
    accepted: Collection[str],
    *,
    resolve: Resolve = resolved,
    connect: Connect = connected,
    seconds: float = SECONDS,
) -> Tried | None:
    """What came of asking for *url*; None where its host is not among the *accepted* ones."""
    end = time.monotonic() + seconds
    try:
        scheme, host, path = _parts(url)
        if host not in accepted:
            return None
        address = _address(host, PORTS[scheme], resolve)
        with connect(address, PORTS[scheme], _left(end)) as plain:
            plain.settimeout(_left(end))
            if scheme == "https":
                context = ssl.create_default_context()
                with context.wrap_socket(plain, server_hostname=host) as safe:
                    return _answer(_head(safe, host, path, end), url)
            return _answer(_head(plain, host, path, end), url)
    except _Refused as error:
        return Tried(problem=str(error))
    except ssl.SSLCertVerificationError:
        return Tried(problem="certificate")
    except OSError:
        return Tried(problem="no-answer")


def _parts(url: str) -> tuple[str, str, str]:
    """Scheme, host and the path to ask for."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except ValueError as error:
        raise _Refused("wrong-address") from error
    printable = all(one.isprintable() and one != " " for one in url)
    if not host or not printable or len(url) > LONGEST:
        raise _Refused("wrong-address")
    own = PORTS.get(parts.scheme)
    if own is None or port not in (None, own) or "@" in parts.netloc:
        raise _Refused("wrong-address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, path


def _address(host: str, port: int, resolve: Resolve) -> str:
    """The one address of *host* to connect to. Asked for once, so that it cannot change."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise _Refused("no-such-host") from error
    if not found:
        raise _Refused("no-such-host")
    if not all(public(one) for one in found):
        raise _Refused("refused-address")
    return found[0]


def _head(there: socket.socket, host: str, path: str, end: float) -> bytes:
    """The head of the answer, or as much of it as comes in time and fits."""
    named = f"[{host}]" if ":" in host else host
    asked = (
        f"GET {_quoted(path)} HTTP/1.1\r\nHost: {named}\r\nUser-Agent: {AGENT}\r\n"
        "Accept: text/html,*/*\r\nConnection: close\r\n\r\n"
    )
    there.sendall(asked.encode("ascii"))
    got = b""
    while not HEAD.search(got) and len(got) < MOST:
        there.settimeout(_left(end))
        more = there.recv(min(8192, MOST - len(got)))
        if not more:
            break
        got += more
    return got


def _answer(got: bytes, url: str) -> Tried:
    said = STATUS.match(got)
    if said is None:
        return Tried(problem="no-answer")
    status = int(said[1])
    head = HEAD.split(got, maxsplit=1)[0]
    place = LOCATION.search(head)
    target = _target(url, place[1]) if place and 300 <= status < 400 else None
    if status in MOVED:
        return Tried(status, "moved", target)
    return Tried(status, None if 200 <= status < 400 else "status", target)


def _target(url: str, place: bytes) -> str | None:
    """Where a redirect leads, if that can be shown."""
    try:
        target = urljoin(url, place.decode("utf-8", "replace").strip())
        whole = host_of(target) is not None
    except ValueError:
        return None
    return target if whole else None


def _quoted(path: str) -> str:
    """*path* in ASCII; what is quoted already stays so."""
    return "".join(
        one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode())
        for one in path
    )


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
