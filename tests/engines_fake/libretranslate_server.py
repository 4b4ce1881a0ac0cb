"""LibreTranslate's protocol: /languages, /frontend/settings, /spec, /translate; errors as JSON `{"error"}`."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from tests.engines_fake.servers import Handler, Protocol, Refused


class LibreTranslate(Protocol):
    """`pairs` like "en>es"; `characters`: limit of one call (-1: none); `key`: asked for where it is not empty."""

    def __init__(self, *, pairs: tuple[str, ...] = ("en>es", "en>fr", "fr>en", "en>ar"), characters: int = -1,
                 batch: int = -1, version: str = "1.9.0", **options: Any) -> None:  # fmt: skip
        super().__init__(**options)
        self.pairs = [tuple(pair.split(">")) for pair in pairs]
        self.characters, self.batch, self.version = characters, batch, version

    def answer(self, handler: Handler, method: str, path: str, body: bytes) -> Any:
        if method == "GET" and path == "/languages":
            codes = dict.fromkeys(code for pair in self.pairs for code in pair)
            return [
                {"code": code, "name": code, "targets": sorted({code, *(b for a, b in self.pairs if a == code)})}
                for code in codes
            ]
        if method == "GET" and path == "/frontend/settings":
            return {"charLimit": self.characters, "apiKeys": bool(self.key)}
        if method == "GET" and path == "/spec":
            return {"swagger": "2.0", "info": {"title": "LibreTranslate", "version": self.version}}
        if method == "POST" and path == "/translate":
            return self.translate(handler, body)
        raise Refused(404, "Not Found")

    def translate(self, handler: Handler, body: bytes) -> Any:
        if handler.headers.get_content_type() != "application/json":
            raise Refused(400, "Invalid request: missing q parameter")
        asked = json.loads(body)
        self.asked.append(asked)
        if self.key and not asked.get("api_key"):
            raise Refused(400, "Please contact the server operator to get an API key")
        if asked.get("api_key") and asked["api_key"] != self.key:
            raise Refused(403, "Invalid API key")
        for name in ("q", "source", "target"):
            if not asked.get(name):
                raise Refused(400, f"Invalid request: missing {name} parameter")
        texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
        if self.batch != -1 and len(texts) > self.batch:
            raise Refused(400, f"Invalid request: request ({len(texts)}) exceeds text limit ({self.batch})")
        if self.characters != -1 and sum(map(len, texts)) > self.characters:
            raise Refused(400, f"Invalid request: request ({len(texts)}) exceeds text limit ({self.characters})")
        if asked.get("format") != "text":
            raise Refused(400, "only plain segments are expected here")
        if not any(asked["target"] in pair for pair in self.pairs):
            raise Refused(400, f"{asked['target']} is not supported")
        if (asked["source"], asked["target"]) not in self.pairs:
            raise Refused(400, f"{asked['target']} is not available as a target language from {asked['source']}")
        answers = self.texts(handler, texts, asked["target"])
        if answers is None:
            return None
        # the real server unescapes what it says, in text mode too
        said = [unescape(text) if isinstance(text, str) else text for text in answers]
        return {"translatedText": said if isinstance(asked["q"], list) else said[0]}
