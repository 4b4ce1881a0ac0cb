"""DeepL's protocol: /v2/languages and /v2/translate, with its limits, its XML check and its errors `{"message"}`."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

from tests.engines_fake.servers import Handler, Protocol, Refused

SOURCES = ("AR", "DE", "EN", "ES", "FR", "NB", "PT", "ZH")
TARGETS = ("AR", "DE", "EN-GB", "EN-US", "ES", "ES-419", "FR", "NB", "PT-BR", "PT-PT", "ZH", "ZH-HANS", "ZH-HANT")
FORMAL = ("DE", "ES", "FR", "PT-BR", "PT-PT")


class DeepL(Protocol):
    error_key = "message"

    def __init__(self, *, key: str = "a-key:fx", **options: Any) -> None:
        super().__init__(key=key, **options)

    def answer(self, handler: Handler, method: str, path: str, body: bytes) -> Any:
        if handler.headers.get("Authorization") != f"DeepL-Auth-Key {self.key}":
            raise Refused(403, "Forbidden")
        if not handler.headers.get("User-Agent"):
            raise Refused(400, "no user agent")
        if method == "GET" and path == "/v2/languages":
            if parse_qs(body.decode()).get("type") == ["target"]:
                return [{"language": code, "name": code, "supports_formality": code in FORMAL} for code in TARGETS]
            return [{"language": code, "name": code} for code in SOURCES]
        if method == "POST" and path == "/v2/translate":
            return self.translate(handler, body)
        raise Refused(404, "Not found")

    def translate(self, handler: Handler, body: bytes) -> Any:
        if len(body) > 128 * 1024:
            raise Refused(413, "Request Entity Too Large")
        if handler.headers.get_content_type() != "application/json":
            raise Refused(415, "JSON is expected here")
        asked = json.loads(body)
        self.asked.append(asked)
        texts, target = asked.get("text"), asked.get("target_lang")
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise Refused(400, "Parameter 'text' not specified.")
        if len(texts) > 50:
            raise Refused(400, "Too many texts.")
        if target not in TARGETS:
            raise Refused(400, "Value for 'target_lang' not supported.")
        if asked.get("source_lang") not in SOURCES:
            raise Refused(400, "Value for 'source_lang' not supported.")
        if asked.get("formality", "default") in ("more", "less") and target not in FORMAL:
            raise Refused(400, "'formality' is not supported for given 'target_lang'.")
        if asked.get("tag_handling") not in ("xml", "html"):
            raise Refused(400, "tags are expected to be handled here")
        for text in texts:
            try:
                ElementTree.fromstring(f"<root>{text}</root>")
            except ElementTree.ParseError as problem:
                raise Refused(400, f"Tag handling parsing failed, please check input: {problem}") from problem
        answers = self.texts(handler, texts, target)
        if answers is None:
            return None
        return {"translations": [self.said(asked, text) for text in answers]}

    @staticmethod
    def said(asked: dict[str, Any], text: Any) -> dict[str, Any]:
        said: dict[str, Any] = {"detected_source_language": asked["source_lang"], "text": text}
        if asked.get("show_billed_characters"):
            said["billed_characters"] = len(re.sub(r"<[^<>]*>", "", text or ""))
        if asked.get("model_type"):
            said["model_type_used"] = "quality_optimized"
        return said
