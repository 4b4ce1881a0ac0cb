"""Apertium: rule-based, offline, from Debian packages; run as a process, never linked."""

from __future__ import annotations

import re
import time
from pathlib import Path

from .apertium_markup import WordBoundForm, unknown_share
from .apertium_modes import MODES, Mode, installed_modes, version_of
from .apertium_pipeline import Pool
from .batch import Batch, Request
from .capabilities import Capabilities, best_pair
from .engine import Engine
from .errors import TimedOut, Transient, UnsupportedPair
from .result import Result

# Where a word was dropped the rules leave a space before the full stop or comma that followed it.
_STRAY_SPACE = re.compile(r"(?<=\S)[ \u00a0]+(?=[.,](?:\s|$))")
_AFTER_OPENING = re.compile(r"(?<=[“‘(¿¡])[ \u00a0]+(?=\S)")
COLD = 5  # the first text of a pipeline may take so many time-outs more


def closed_up(source: str, answer: str) -> str:
    """The answer without spaces before full stops and commas and after opening marks, unless the source has such
    spaces itself.
    """
    for stray in (_STRAY_SPACE, _AFTER_OPENING):
        if not stray.search(source):
            answer = stray.sub("", answer)
    return answer


class ApertiumEngine(Engine):
    """`modes`: folder of mode files; `pipelines`: how many processes at most; `timeout`: seconds for one
    sentence, more for texts of many thousand characters.
    """

    name = "apertium"
    label = "Apertium"
    version = "apertium"
    markup = WordBoundForm()
    trained = False

    def __init__(self, *, modes: str | Path = MODES, pipelines: int = 4, timeout: float = 10.0) -> None:
        self._modes = Path(modes)
        self._timeout = timeout
        self._pool = Pool(size=pipelines)

    @property
    def capabilities(self) -> Capabilities:
        pairs = frozenset(installed_modes(self._modes))
        # one text after the other, each with its own time-out: the call as a whole may take long
        return Capabilities(pairs=pairs, leaves_site=False, deterministic=True, timeout=3600.0)

    def version_for(self, source: str, target: str) -> str:
        """Debian package and version, e.g. "apertium-eng-spa 0.8.1-2"."""
        mode = self._mode(source, target)
        return version_of(mode.path, mode.path.stat().st_mtime_ns) if mode else self.version

    def translate(self, batch: Batch) -> list[Result]:
        mode = self._mode(batch.source, batch.target)
        if mode is None:
            raise UnsupportedPair(f"{batch.source} → {batch.target}")
        return [self._answer(mode, request, batch.deadline) for request in batch.segments]

    def close(self) -> None:
        self._pool.close()

    def _mode(self, source: str, target: str) -> Mode | None:
        modes = installed_modes(self._modes)
        pair = best_pair(modes, source, target)
        return modes[pair] if pair else None

    def _answer(self, mode: Mode, request: Request, latest: float | None) -> Result:
        try:
            answer = self._asked(mode, request.text, latest)
        except TimedOut:
            return Result(request.id, None, failure="timeout")
        except (Transient, OSError):
            return Result(request.id, None, failure="unavailable")
        answer = closed_up(request.text, answer)
        share = unknown_share(answer)
        return Result(request.id, answer, warnings=(f"unknown-words:{share:.2f}",) if share else ())

    def _asked(self, mode: Mode, text: str, latest: float | None, *, again: bool = True) -> str:
        """The answer in stream format; a pipeline that broke is started again once."""
        latest = float("inf") if latest is None else latest
        deadline = min(latest, time.monotonic() + self._timeout * (1 + len(text) / 10_000))
        stop = "" if text.rstrip()[-1:] in ".!?:;…" and text.strip() else "."  # a sentence end brings the last word out
        try:
            with self._pool.pipeline(mode.path, deadline) as pipeline:
                # on a busy machine loading the dictionaries may take longer than any sentence
                patience = 0 if pipeline.warm else COLD * self._timeout
                answer = pipeline.ask(f"{text}{stop}", min(latest, deadline + patience))
        except BrokenPipeError:
            if not again:
                raise
            return self._asked(mode, text, latest, again=False)
        return answer.rstrip()[:-1] if stop and answer.rstrip().endswith(".") else answer
