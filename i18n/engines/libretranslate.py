"""LibreTranslate: a server of one's own, over HTTP. It gets plain segments, never its HTML mode: that one translates
each text node alone and hands out entities as live tags.
"""

from __future__ import annotations

import json
from typing import Any

from .batch import Batch
from .capabilities import Capabilities, Limit, best_pair, language_fallbacks
from .errors import BadOutput, EngineError, UnsupportedPair
from .http import address, exchange, is_near
from .libretranslate_answers import read
from .remote import Known, RemoteEngine
from .result import Result

# Its own codes that are not BCP 47, or say less than they mean.
_TAGS = {"zt": "zh-Hant", "zh": "zh-Hans"}


class LibreTranslateEngine(RemoteEngine):
    """`url`: address of the server; `key`: only where it asks for one; `timeout`: seconds for one call."""

    name = "libretranslate"
    label = "LibreTranslate"

    def __init__(self, *, url: str, key: str = "", timeout: float = 30.0) -> None:
        self._near = is_near(address(url))
        self._url = url.strip().rstrip("/")
        self._key = key
        self._timeout = timeout

    @property
    def place(self) -> str:
        return self._url

    @property
    def capabilities(self) -> Capabilities:
        most = self._known.characters
        # on a small machine a sentence takes a second or two: a call ends well before its time-out
        limits = (Limit("strings", 10), *((Limit("characters", most),) if most else ()))
        return Capabilities(self._pairs, limits, leaves_site=not self._near, timeout=self._timeout)

    def version_for(self, source: str, target: str) -> str:
        return f"LibreTranslate {self._known.version}".strip()

    def ask(self, deadline: float) -> Known:
        languages = [entry for entry in _list(self._get("/languages", deadline)) if isinstance(entry, dict)]
        codes = {_tag(str(entry["code"])): str(entry["code"]) for entry in languages if entry.get("code")}
        reach = {
            _tag(str(entry.get("code"))): tuple(_tag(str(code)) for code in entry["targets"])
            for entry in languages
            if isinstance(entry.get("targets"), list)
        }
        most = self._said(deadline, "/frontend/settings", "charLimit")
        version = self._said(deadline, "/spec", "info", "version")
        return Known(
            codes, codes, reach or None,
            version=version[:40] if isinstance(version, str) and version != "?" else "",
            characters=most if isinstance(most, int) and most > 0 else None,
        )  # fmt: skip

    def translate(self, batch: Batch) -> list[Result]:
        pair = best_pair(self._pairs, batch.source, batch.target)
        if pair is None:
            raise UnsupportedPair(f"{batch.source} → {batch.target}")
        asked = {
            "q": [request.text for request in batch.segments],
            "source": self._known.sources[pair[0]],
            "target": self._known.targets[pair[1]],
            "format": "text",
            **({"api_key": self._key} if self._key else {}),
        }
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}  # its errors are read by us
        body = json.dumps(asked, ensure_ascii=False).encode()
        answer = exchange("POST", f"{self._url}/translate", deadline=batch.deadline, headers=headers, body=body)
        said = read(answer)
        texts = said.get("translatedText") if isinstance(said, dict) else None
        if not isinstance(texts, list) or len(texts) != len(batch.segments):
            raise BadOutput("not one text for each that was asked")
        return [Result(request.id, text) for request, text in zip(batch.segments, texts, strict=True)]

    def _get(self, path: str, deadline: float) -> Any:
        return read(exchange("GET", f"{self._url}{path}", deadline=deadline, headers={"Accept-Language": "en"}))

    def _said(self, deadline: float, path: str, *keys: str) -> Any:
        """One thing that a server may say about itself, or nothing."""
        try:
            said = self._get(path, deadline)
        except EngineError:
            return None
        for key in keys:
            said = said.get(key) if isinstance(said, dict) else None
        return said


def _tag(code: str) -> str:
    return _TAGS.get(code) or language_fallbacks(code)[0]


def _list(said: Any) -> list[Any]:
    if not isinstance(said, list) or not said:
        raise BadOutput("no list of languages")
    return said
