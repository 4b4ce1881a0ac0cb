"""One HTTP exchange with the server of an engine: within a deadline, of bounded size, and with nobody else.

The standard library's client, because each promise is about the socket: a deadline for the whole exchange (a time-out
alone begins anew with every byte of a server that drips), no redirect (a text must not travel on to another address),
no more bytes than an answer may have.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .errors import BadOutput, TimedOut, Transient

MOST_BYTES = 4 * 1024 * 1024
SECONDS = 60.0  # where the caller names no deadline


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` have small letters as names."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises BadOutput where it is none (an error page, a broken one)."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as problem:
            raise BadOutput("no JSON") from problem

    def retry_after(self) -> float | None:
        """Seconds that the server asks us to wait: a number or a date."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit() and len(said) < 9:
            return float(said)
        try:
            return max(0.0, (parsedate_to_datetime(said).astimezone(UTC) - datetime.now(UTC)).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None


def address(url: str) -> SplitResult:
    """The parts of the address of a server. Raises ValueError, without repeating what may hold a password."""
    try:
        parts = urlsplit(url.strip())
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as problem:
        raise ValueError("the address is not readable") from problem
    if not sound:
        raise ValueError("the address must begin with http:// or https:// and name a machine")
    if parts.username is not None or parts.query or parts.fragment or any(c.isspace() for c in url.strip()):
        raise ValueError("the address must have no user, password, query or space in it")
    return parts


def is_near(parts: SplitResult) -> bool:
    """Whether a server is on this machine or in a network of one's own, as far as its address tells."""
    host = (parts.hostname or "").lower().rstrip(".")
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".localhost", ".home.arpa"))


def exchange(
    method: str,
    url: str,
    *,
    deadline: float | None = None,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    most: int = MOST_BYTES,
) -> Answer:
    """Send one request. `deadline` is a reading of the monotonic clock.

    Raises TimedOut, Transient (refused, cut off) or BadOutput (no HTTP, a redirect, too large an answer).
    """
    parts = urlsplit(url)
    latest = time.monotonic() + SECONDS if deadline is None else deadline
    seconds = latest - time.monotonic()
    if seconds <= 0:
        raise TimedOut("no time left")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.connect()
        return _talk(connection, method, path or "/", dict(headers or {}), body, latest, most)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        if time.monotonic() >= latest or isinstance(problem, TimeoutError):
            raise TimedOut("the deadline passed") from problem
        if isinstance(problem, OSError | http.client.IncompleteRead):
            raise Transient(type(problem).__name__) from problem
        raise BadOutput(type(problem).__name__) from problem
    finally:
        connection.close()


def _talk(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes | None,
    latest: float,
    most: int,
) -> Answer:
    sock = connection.sock
    watch = threading.Timer(max(0.0, latest - time.monotonic()), _cut, (sock,))
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, path, body, {"Connection": "close", "User-Agent": "Interurban", **headers})
        response = connection.getresponse()
        content = response.read(most + 1)
        rest = response.length
    finally:
        watch.cancel()
    if len(content) > most:
        raise BadOutput("the answer is too large")
    if time.monotonic() >= latest:
        raise TimedOut("the deadline passed")
    if rest:
        raise Transient("the answer was cut off")
    if 300 <= response.status < 400:
        raise BadOutput("the server sends us elsewhere")
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content)


def _cut(sock: Any) -> None:
    """End a conversation from outside: whoever waits for the next byte is told that there is none."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
