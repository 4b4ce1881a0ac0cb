"""`translate_batch`: everything between a batch of coded sentences and texts that may be stored.

Mask → engine's markup form → call → decode → clean → check tags (repair, else retry as plain text and place the tags
again) → judge → unmask. Whatever happens there is exactly one result for each segment, in the order of the batch.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from .batch import Batch, Request
from .breaker import Breaker
from .calling import Caller, Timing
from .engine import Engine
from .masking import Masked, mask
from .realign import marked, realigned, repaired
from .result import Result
from .screening import cleaned, judge
from .tags import plain, same_tags, valid_coded, without_pairs


@dataclass(slots=True)
class _Work:
    """One segment on its way: `source` is masked and clean; `result` is set when it is done."""

    request: Request
    masked: Masked
    source: str
    result: Result | None = None
    billed: int = 0
    needs_plain: bool = False
    pieces: dict[int, str] = field(default_factory=dict)


def translate_batch(
    engine: Engine,
    batch: Batch,
    *,
    timing: Timing | None = None,
    breaker: Breaker | None = None,
    protected: Collection[str] = (),
) -> list[Result]:
    """One result per segment, in order; failures are results with a code of `FAILURES`, never exceptions.

    `protected` are names that must stay as they are. Raises ValueError for two segments with one id.
    """
    if len({request.id for request in batch.segments}) != len(batch.segments):
        raise ValueError("segment ids must be unique in a batch")
    works = [_prepare(request, protected) for request in batch.segments]
    if not engine.supports(batch.source, batch.target):
        return [_finished(engine, batch, work, failure="unsupported-pair") for work in works]
    timing, breaker = timing or Timing(), breaker or Breaker()
    for work in works:
        if not work.masked.translatable():
            # a link, a number, an emoji: the same in every language
            work.result = _finished(engine, batch, work, text=work.request.text, warnings=("nothing-to-translate",))
    caller = Caller(engine, timing, breaker)
    waiting = [work for work in works if work.result is None]
    _run(caller, batch, waiting, as_plain=not engine.markup.keeps_pairs)
    _run(caller, batch, [work for work in waiting if work.needs_plain], as_plain=True)
    return [work.result or _finished(engine, batch, work, failure="markup") for work in works]


def _prepare(request: Request, protected: Collection[str]) -> _Work:
    masked = mask(cleaned(request.text, request.text), keep=request.keep, names=protected)
    return _Work(request, masked, masked.text)


def _run(caller: Caller, batch: Batch, works: list[_Work], *, as_plain: bool) -> None:
    """Send the works, set their results; those whose tags were lost are marked for a run as plain text."""
    if not works:
        return
    engine = caller.engine
    by_id = {work.request.id: work for work in works}

    def sent(work: _Work) -> str:
        return (without_pairs(work.source) if as_plain else work.source).strip()

    def judged(raw: Result) -> Result:
        work = by_id[raw.id]
        if raw.text is None or raw.failure:
            return replace(raw, text=None, failure=raw.failure or "missing")
        text = _tagged(engine, work, raw.text, as_plain=as_plain, sent=sent(work))
        answer = text if text is not None else engine.markup.decode(raw.text, sent(work))
        verdict = judge(work.source, answer, batch.source, batch.target)
        if verdict.failure or text is None:
            return replace(raw, text=None, failure=verdict.failure or "markup")
        return replace(raw, text=text, warnings=(*raw.warnings, *verdict.warnings))

    caller.check = lambda raw: judged(raw).failure
    segments = tuple(replace(work.request, text=engine.markup.encode(sent(work))) for work in works)
    answers = caller.call(replace(batch, segments=segments))
    if as_plain and not engine.markup.keeps_pairs:
        _ask_for_pieces(caller, batch, [by_id[key] for key, raw in answers.items() if judged(raw).failure == "markup"])
    for raw in answers.values():
        work = by_id[raw.id]
        work.billed += raw.billed
        outcome = judged(raw)
        if outcome.failure == "markup" and not as_plain:
            work.needs_plain = True
        else:
            work.result = _settled(engine, batch, work, outcome, as_plain=as_plain)


def _ask_for_pieces(caller: Caller, batch: Batch, works: list[_Work]) -> None:
    """Marked words alone, to an engine that carries no tags: their place in the answer is found by them."""
    engine = caller.engine
    pieces = {
        f"{work.request.id}/{number}": (work, number, text)
        for work in works
        for number, text in marked(work.source).items()
    }
    if not pieces:
        return
    judged, caller.check = caller.check, lambda raw: raw.failure
    requests = tuple(Request(key, engine.markup.encode(text)) for key, (_, _, text) in pieces.items())
    for key, raw in caller.call(replace(batch, segments=requests)).items():
        work, number, text = pieces[key]
        work.billed += raw.billed
        if raw.text and not raw.failure:
            work.pieces[number] = cleaned(engine.markup.decode(raw.text, text))
    caller.check = judged


def _tagged(engine: Engine, work: _Work, answer: str, *, as_plain: bool, sent: str) -> str | None:
    """The raw answer as clean coded text with the right tags, or None."""
    text = cleaned(engine.markup.decode(answer, sent), work.source)
    text = _outer_space(work.source, text)
    if not as_plain or sent == work.source.strip():
        return repaired(work.source, text)
    whole = repaired(sent, text)
    return realigned(work.source, whole, work.pieces) if whole is not None else None


def _outer_space(source: str, text: str) -> str:
    """White space around the sentence belongs to the page, not to the engine."""
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :] if source.strip() else ""
    return f"{before}{text.strip()}{after}"


def _settled(engine: Engine, batch: Batch, work: _Work, outcome: Result, *, as_plain: bool) -> Result:
    if outcome.text is None:
        return _finished(engine, batch, work, failure=outcome.failure, retry_after=outcome.retry_after)
    text = work.masked.restore(outcome.text)
    if not same_tags(work.request.text, text) or not valid_coded(text):
        return _finished(engine, batch, work, failure="markup")
    warnings = outcome.warnings
    if as_plain and without_pairs(work.source) != work.source:
        warnings = (*warnings, "tags-placed-afterwards")
    if work.request.max_length is not None and len(plain(text)) > work.request.max_length:
        warnings = (*warnings, "too-long-for-place")
    done = _finished(engine, batch, work, text=text, warnings=warnings, confidence=outcome.confidence)
    return replace(done, version=outcome.version) if outcome.version else done  # the server itself said what it was


def _finished(
    engine: Engine,
    batch: Batch,
    work: _Work,
    *,
    text: str | None = None,
    failure: str | None = None,
    warnings: tuple[str, ...] = (),
    confidence: float | None = None,
    retry_after: float | None = None,
) -> Result:
    return Result(
        id=work.request.id,
        text=text,
        engine=engine.name,
        version=engine.version_for(batch.source, batch.target),
        confidence=confidence,
        billed=work.billed,
        warnings=tuple(dict.fromkeys(warnings)),
        failure=failure,
        retry_after=retry_after,
    )
