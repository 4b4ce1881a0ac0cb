"""Machine text for a version: ask the engine outside of any transaction, store what passed the checks."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from i18n.engines.batch import Batch, Request
from i18n.engines.result import Result, may_retry
from i18n.engines.route import Route
from i18n.models import LanguageVersion, Origin, SegmentTranslation, SourceSnapshot
from i18n.quality import run_checks
from i18n.segments import Sentence
from i18n.services import engines, policy, snapshots, texts

BATCH_SIZE = 25
# Longer than any engine needs for a batch, shorter than anybody waits.
BATCH_SECONDS = 300


@dataclass(slots=True)
class Translated:
    """What the engine gave: stored texts, and failures by segment with their codes."""

    stored: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    transient: bool = False


def fill(*, version: LanguageVersion, snapshot: SourceSnapshot, still_ours: Callable[[], None]) -> Translated:
    """Ask for text for each sentence that needs one, batch by batch. `still_ours` raises when the lease is lost.

    Never called inside a transaction. Texts are stored after each batch, so that nothing is asked twice after a crash.
    """
    done = Translated()
    source = snapshot.language
    target = version.locale.language_code
    route = policy.best_route(source, target)
    if route is None:
        return done
    store = texts.load(version)
    needed = texts.needed(store=store, snapshot=snapshot)
    source_locale = version.group.source.locale_id if version.group.source else None
    sentences = snapshots.source_sentences(group=version.group, locale_id=source_locale or 0)
    for start in range(0, len(needed), BATCH_SIZE):
        part = [n for n in needed[start : start + BATCH_SIZE] if n.public_id in sentences]
        batch = Batch(
            source=source,
            target=target,
            segments=tuple(_request(n, sentences[n.public_id]) for n in part),
            deadline=time.monotonic() + BATCH_SECONDS,
        )
        results = engines.registry().translate(route, batch)
        still_ours()
        _store(version, part, results, sentences, route, done, source, target)
    return done


def _request(need: texts.Needed, sentence: Sentence) -> Request:
    """What the engine is asked; the content of code stays as it is."""
    code = frozenset(number for number, element in enumerate(sentence.elements, 1) if element.tag == "code")
    return Request(need.public_id, sentence.text, need.kind, keep=code)


@transaction.atomic
def _store(
    version: LanguageVersion,
    part: Sequence[texts.Needed],
    results: Sequence[Result],
    sentences: Mapping[str, Sentence],
    route: Route,
    done: Translated,
    source: str,
    target: str,
) -> None:
    LanguageVersion.objects.select_for_update().get(pk=version.pk)
    store = texts.load(version)
    wanted = {n.public_id: n for n in part}
    newest = version.group.current_snapshot
    if newest is None:
        return
    still = {n.public_id: n for n in texts.needed(store=store, snapshot=newest) if n.public_id in wanted}
    new = []
    for result in results:
        need = still.get(result.id)
        if need is None or need.source_hash != wanted[result.id].source_hash:
            continue
        if result.text is None:
            done.failures[result.id] = result.failure or "unknown"
            done.transient |= may_retry(result.failure)
            continue
        findings = [
            {"check": f.check_id, "message": f.message, "severity": f.severity, "detail": f.detail}
            for f in run_checks(sentences[result.id].text, result.text, source, target)
        ]
        findings += [{"check": "engine", "message": warning, "severity": "info"} for warning in result.warnings]
        new.append(
            texts.NewText(
                public_id=result.id,
                text=result.text,
                source_hash=need.source_hash,
                origin=Origin.MACHINE,
                engine=result.engine,
                engine_version=result.version,
                chained=result.chained,
                findings=tuple(findings),
                suggestion=need.suggestion,
            )
        )
    texts.record(store=store, new=new)
    done.stored += len(new)
    _note_failures(store, done.failures)


def _note_failures(store: texts.Store, failures: dict[str, str]) -> None:
    """The segment says why it has no text."""
    rows = []
    for public_id, code in failures.items():
        row = store.translations.get(public_id) or SegmentTranslation(
            segment=store.segments[public_id], locale_id=store.version.locale_id
        )
        store.translations[public_id] = row
        row.failure = code[:60]
        rows.append(row)
    texts.save_rows(rows)
