"""LibreTranslate's answers: JSON, or an error as `{"error": "…"}` whose words say more than its status."""

from __future__ import annotations

from typing import Any

from .errors import AuthFailed, BadOutput, RateLimited, TooLong, Transient, UnsupportedPair
from .http import Answer


def read(answer: Answer) -> Any:
    """The JSON of a good answer; its errors as ours."""
    if answer.status == 200:
        return answer.json()
    try:
        said = answer.json()
        message = str(said.get("error", "")).lower() if isinstance(said, dict) else ""
    except BadOutput:
        message = ""
    if answer.status == 429 or (answer.status == 403 and "limit" in message):
        raise RateLimited("asked to slow down", retry_after=answer.retry_after())
    if answer.status in (401, 403) or (answer.status == 400 and "api key" in message):
        raise AuthFailed("key refused")
    if answer.status == 413 or (answer.status == 400 and "exceeds" in message):
        raise TooLong("too much text")
    if answer.status == 400 and ("not supported" in message or "not available" in message):
        raise UnsupportedPair("languages refused")
    raise (Transient if answer.status >= 500 else BadOutput)(f"HTTP {answer.status}")
