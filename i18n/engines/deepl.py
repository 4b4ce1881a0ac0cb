"""DeepL, through the vendor's client. The core owns attempts and deadlines, so the client gets a transport of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import deepl

from .batch import Batch, Context
from .capabilities import Capabilities, Limit, best_pair, language_fallbacks
from .deepl_wire import OneAttempt, as_ours
from .errors import BadOutput, UnsupportedPair
from .http import address, is_near
from .markup import XmlForm
from .remote import Known, RemoteEngine
from .result import Result

T = TypeVar("T")

FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
# A language without a region, where DeepL translates into regions only (what its own documents call them).
_REGIONS = {"en": "EN-GB", "pt": "PT-PT", "no": "NB", "zh": "ZH-HANS"}
# 50 texts and 128 KiB: of the body, and in JSON a quotation mark takes two bytes. The context is in it too.
_LIMITS = (Limit("strings", 50), Limit("bytes", 56 * 1024))
_CONTEXT = 2000


class DeepLEngine(RemoteEngine):
    """`key`: of the account; `server`: another address than DeepL's; `formality` and `model` as DeepL names them;
    `timeout`: seconds for one call."""

    name = "deepl"
    label = "DeepL"
    version = "DeepL"
    markup = XmlForm()

    def __init__(
        self,
        *,
        key: str,
        server: str = "",
        formality: str = "default",
        model: str = "prefer_quality_optimized",
        timeout: float = 30.0,
    ) -> None:
        if not key.strip():
            raise ValueError("a key is needed")
        if formality not in FORMALITIES:
            raise ValueError(f"the formality must be one of {', '.join(FORMALITIES)}")
        self._near = bool(server) and is_near(address(server))
        self._key, self._server = key.strip(), server.strip()
        self._formality, self._model, self._timeout = formality, model, timeout

    @property
    def place(self) -> str:
        return self._server or "DeepL"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            self._pairs, _LIMITS, context=True, formality=True, leaves_site=not self._near, timeout=self._timeout
        )

    def ask(self, deadline: float) -> Known:
        sources = self._call(deadline, lambda client: client.get_source_languages())
        targets = self._call(deadline, lambda client: client.get_target_languages())
        codes = {language_fallbacks(target.code)[0]: target.code for target in targets}
        for tag, code in _REGIONS.items():
            if code in {target.code.upper() for target in targets}:
                codes.setdefault(tag, code)
        if not sources or not codes:
            raise BadOutput("no list of languages")
        return Known(
            sources={language_fallbacks(source.code)[0]: source.code for source in sources},
            targets=codes,
            formal=frozenset(
                tag for tag, code in codes.items() if any(t.code == code and t.supports_formality for t in targets)
            ),
        )

    def translate(self, batch: Batch) -> list[Result]:
        pair = best_pair(self._pairs, batch.source, batch.target)
        if pair is None:
            raise UnsupportedPair(f"{batch.source} → {batch.target}")
        formality = batch.formality or self._formality
        answers = self._call(
            batch.deadline,
            lambda client: client.translate_text(
                [request.text for request in batch.segments],
                source_lang=self._known.sources[pair[0]],
                target_lang=self._known.targets[pair[1]],
                context=_context(batch.context),
                formality=formality if formality != "default" and pair[1] in self._known.formal else None,
                model_type=self._model or None,
                tag_handling="xml",
                ignore_tags=["x"],  # a mask is `<x/>`: what it stands for is never sent
                non_splitting_tags=["g", "x"],
                outline_detection=False,
                split_sentences="0",  # one sentence each
                preserve_formatting=True,
            ),
        )
        if not isinstance(answers, list) or len(answers) != len(batch.segments):
            raise BadOutput("not one text for each that was asked")
        return [
            Result(
                request.id, answer.text, billed=answer.billed_characters,
                version=f"DeepL {answer.model_type_used or ''}".strip(),
            )
            for request, answer in zip(batch.segments, answers, strict=True)
        ]  # fmt: skip

    def _call(self, deadline: float | None, use: Callable[[deepl.DeepLClient], T]) -> T:
        client = deepl.DeepLClient(self._key, server_url=self._server or None, send_platform_info=False)
        client._client = OneAttempt(deadline)
        try:
            return use(client)
        except deepl.DeepLException as problem:
            raise as_ours(problem) from problem


def _context(context: Context) -> str | None:
    parts = (context.title, context.summary, context.before, context.after)
    return "\n".join(filter(None, parts))[:_CONTEXT] or None
