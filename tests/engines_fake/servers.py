"""Servers on this machine that speak the protocols of real engines, request validation included, and fail on demand.

`fault` names what goes wrong in each call whose texts hold the word "Poison" (`always`: in each call); the others are
translated visibly, word by word. `asked` holds the texts of each call and what came with them.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.engines_fake.fake import word_in
from tests.engines_fake.faulty import FRENCH, INSTRUCTIONS, MARK, SCRIPT

_WORD_OR_TAG = re.compile(r"<[^<>]*>|&\w+;|[^\W\d_]+")


def spoken(text: str, language: str) -> str:
    """`Thees cityes.`; tags and entities stay."""
    language = {"zt": "zh", "nb": "no"}.get(language, language).lower()

    def said(match: re.Match[str]) -> str:
        piece = match.group()
        return piece if piece[0] in "<&" else word_in(piece, language)

    return _WORD_OR_TAG.sub(said, text)


class Refused(Exception):
    """An answer that is an error: status, what is said, more headers."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers or {}


class Protocol:
    """What the two servers have in common: faults, a record of what was asked."""

    error_key = "error"

    def __init__(self, *, key: str = "", fault: str = "", always: bool = False, times: int | None = None) -> None:
        self.key, self.fault, self.always, self.times = key, fault, always, times
        self.asked: list[dict[str, Any]] = []
        self.stopped = threading.Event()
        self.url = ""

    def answer(self, handler: Handler, method: str, path: str, body: bytes) -> Any:
        """JSON of the answer. Raises Refused; returns None where the handler has answered by itself."""
        raise NotImplementedError

    def hit(self, texts: list[str]) -> bool:
        """Whether the fault happens in this call."""
        if not self.fault or self.times == 0 or not (self.always or any(MARK in text for text in texts)):
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def texts(self, handler: Handler, texts: list[str], language: str) -> list[Any] | None:
        """The answers, bad ones where the fault says so; None where the handler has answered by itself."""
        if not self.hit(texts):
            return [spoken(text, language) for text in texts]
        if self.fault in WIRE:
            WIRE[self.fault](self, handler)
            return None
        if self.fault in SAID:
            bad = SAID[self.fault]
            return [bad(text, language) if self.always or MARK in text else spoken(text, language) for text in texts]
        good = [spoken(text, language) for text in texts]
        return good[:-1] if self.fault == "missing" else [*good, "Nobodyes"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    protocol: Protocol

    def log_message(self, *args: Any) -> None:
        """Tests read results, not logs."""

    def do_GET(self) -> None:
        self.handle_call()

    def do_POST(self) -> None:
        self.handle_call()

    def handle_call(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            said = self.protocol.answer(self, self.command, self.path, body)
        except Refused as refused:
            self.send(refused.status, {self.protocol.error_key: refused.message}, refused.headers)
            return
        if said is not None:
            self.send(200, said)

    def send(self, status: int, said: Any, headers: dict[str, str] | None = None, length: int | None = None) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


def _error(status: int, message: str = "No.", **headers: str) -> Callable[[Protocol, Handler], None]:
    def fail(protocol: Protocol, handler: Handler) -> None:
        raise Refused(status, message, {name.replace("_", "-"): value for name, value in headers.items()})

    return fail


def _page(body: bytes, status: int = 200, length: int | None = None) -> Callable[[Protocol, Handler], None]:
    return lambda protocol, handler: handler.send(status, body, {"Content-Type": "text/html"}, length)


def _drip(protocol: Protocol, handler: Handler) -> None:
    """Byte by byte, head and body, for as long as somebody listens."""
    try:
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b" " * 100_000:
            handler.wfile.write(bytes([byte]))
            if protocol.stopped.wait(0.02):
                return
    except OSError:
        return
    finally:
        handler.close_connection = True


def _silence(protocol: Protocol, handler: Handler) -> None:
    protocol.stopped.wait(30)
    handler.close_connection = True


def _hang_up(protocol: Protocol, handler: Handler) -> None:
    handler.close_connection = True


WIRE: dict[str, Callable[[Protocol, Handler], None]] = {
    "time-out": _silence,
    "hang-up": _hang_up,
    "429": _error(429, "Slow down", Retry_After="7"),
    "429-hour": _error(429, "Slow down", Retry_After="3600"),
    "456": _error(456, "Quota Exceeded"),
    "403": _error(403, "Invalid API key"),
    "500": _error(500, "Cannot translate text"),
    "slow-drip": _drip,
    "html-page": _page(b"<!doctype html><title>502 Bad Gateway</title>"),
    "html-502": _page(b"<!doctype html><title>502 Bad Gateway</title>", 502),
    "bad-json": _page(b'{"translatedText": ["'),
    "cut-off": _page(b'{"translatedText": ["Hol', length=900),
    "huge": _page(b" " * (4 * 1024 * 1024 + 1)),
    "redirect": lambda protocol, handler: handler.send(307, {}, {"Location": f"{protocol.url}/elsewhere"}),
}

SAID: dict[str, Callable[[str, str], Any]] = {
    "empty": lambda text, language: " \u200b ",
    "nothing": lambda text, language: None,
    "truncated": lambda text, language: spoken(text, language)[: len(text) // 3],
    "wrong-language": lambda text, language: FRENCH,
    "wrong-script": lambda text, language: spoken(text, "ar"),
    "echo": lambda text, language: text,
    "broken-markup": lambda text, language: f'{spoken(text, language)}</g><g id="9"> ⟦7⟧',
    "script": lambda text, language: f"{spoken(text, language)} {SCRIPT}",
    "escaped-script": lambda text, language: spoken(text, language) + SCRIPT.replace("<", "&lt;").replace(">", "&gt;"),
    "instructions": lambda text, language: f"{spoken(text, language)} {INSTRUCTIONS}",
    "html-text": lambda text, language: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    "link": lambda text, language: f"{spoken(text, language)} https://spam.example",
}


@contextmanager
def serving(protocol: Protocol) -> Iterator[Protocol]:
    """Runs a server on a free port of the loopback address; its address is `protocol.url`."""
    handler = type("OwnHandler", (Handler,), {"protocol": protocol})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    protocol.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield protocol
    finally:
        protocol.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
