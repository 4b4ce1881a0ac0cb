"""How DeepL's client reaches the network for us, and its errors as ours."""

from __future__ import annotations

import json as json_module
import time
from typing import Any
from urllib.parse import urlencode

import deepl
from deepl.http_client import HttpClient

from .errors import AuthFailed, BadOutput, EngineError, QuotaExceeded, RateLimited, TooLong, Transient, UnsupportedPair
from .http import exchange


class OneAttempt(HttpClient):
    """The client's transport with one attempt, one deadline, no redirect, and its request never larger than needed."""

    def __init__(self, deadline: float | None) -> None:
        self._deadline = time.monotonic() + 60 if deadline is None else deadline

    def close(self) -> None:
        """Nothing is kept open."""

    def request_with_backoff(
        self, method: str, url: str, data: Any, json: Any, headers: Any, stream: bool = False, **kwargs: Any
    ) -> tuple[int, str]:
        # not escaped to ASCII as the client would: three times the bytes in Arabic, against a limit in bytes
        body = urlencode(data or {}) if json is None else json_module.dumps(json, ensure_ascii=False)
        kind = "application/x-www-form-urlencoded" if json is None else "application/json"
        answer = exchange(
            method, url, deadline=self._deadline, headers={**headers, "Content-Type": kind}, body=body.encode()
        )
        if answer.status in (429, 529):
            raise RateLimited("asked to slow down", retry_after=answer.retry_after())
        return answer.status, answer.body.decode("utf-8", "replace")


def as_ours(problem: deepl.DeepLException) -> EngineError:
    """The engine error that an exception of the client stands for."""
    status = problem.http_status_code or 0
    if isinstance(problem, deepl.QuotaExceededException):
        return QuotaExceeded("quota used up")
    if status in (401, 403):
        return AuthFailed("key refused")
    if status in (413, 414):
        return TooLong("too much text")
    if status == 400 and "_lang" in str(problem):
        return UnsupportedPair("languages refused")
    return Transient(f"HTTP {status}") if status >= 500 else BadOutput(f"HTTP {status}")
