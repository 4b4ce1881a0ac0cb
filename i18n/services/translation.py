"""Machine text for a version: ask the engines outside of any transaction, store what passed the checks."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from i18n.engines.batch import Batch, Context, Request
from i18n.engines.result import Result, may_retry
from i18n.engines.route import Route
from i18n.models import LanguageVersion, Origin, Policy, SegmentTranslation, SourceSnapshot
from i18n.quality import run_checks
from i18n.segments import Sentence, plain
from i18n.services import engines, policy, snapshots, texts

BATCH_SIZE = 25
# Longer than any engine needs for a batch, shorter than anybody waits.
BATCH_SECONDS = 300


# An engine that is away is asked again after a minute, then after two, four, eight: not by every job at once.
AWAY = frozenset({"unavailable", "timeout", "resting", "rate-limited"})
AWAY_SECONDS, LONGEST_SECONDS = 60.0, 3600.0


@dataclass(slots=True)
class Translated:
    """What the engines gave: stored texts, failures by segment with their codes, and what each engine could not do."""

    stored: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Counter[str]] = field(default_factory=dict)
    transient: bool = False
    retry_after: float | None = None
    chained: bool = False

    def hear(self, route: Route, results: Sequence[Result]) -> None:
        """What one route gave for what it was asked."""
        codes = Counter(result.failure for result in results if result.failure)
        if codes:
            self.refused.setdefault(engines.label(route.engine), Counter()).update(codes)

    def wait(self, attempts: int) -> timedelta | None:
        """When another attempt is worth while; nothing where the usual pause will do."""
        if not AWAY & set(self.failures.values()):
            return None
        seconds = max(AWAY_SECONDS * 2 ** max(0, attempts - 1), self.retry_after or 0.0)
        return timedelta(seconds=min(LONGEST_SECONDS, seconds))

    def told(self, waiting: int) -> str:
        """What came of it, for the reason of a job: facts, put into words where somebody reads them."""
        refused = [[engine, code] for engine, codes in self.refused.items() for code, _count in codes.most_common()]
        return json.dumps({"waiting": waiting, "refused": refused, "stored": self.stored}, ensure_ascii=False)


def fill(*, version: LanguageVersion, snapshot: SourceSnapshot, still_ours: Callable[[], None]) -> Translated:
    """Ask for text for each sentence that needs one, batch by batch. `still_ours` raises when the lease is lost.

    Never called inside a transaction. Texts are stored after each batch, so that nothing is asked twice after a crash.
    """
    done = Translated()
    source = snapshot.language
    target = version.locale.language_code
    routes = _allowed(version, engines.routes(source, target))
    if not routes:
        return done
    store = texts.load(version)
    needed = texts.needed(store=store, snapshot=snapshot)
    source_locale = version.group.source.locale_id if version.group.source else None
    sentences = snapshots.source_sentences(group=version.group, locale_id=source_locale or 0)
    context = _context(snapshot, sentences)
    for start in range(0, len(needed), BATCH_SIZE):
        part = [n for n in needed[start : start + BATCH_SIZE] if n.public_id in sentences]
        batch = Batch(
            source=source,
            target=target,
            segments=tuple(_request(n, sentences[n.public_id]) for n in part),
            context=context,
            deadline=time.monotonic() + BATCH_SECONDS,
        )
        results = engines.translate(batch=batch, routes=routes, tell=done.hear)
        still_ours()
        _store(version, part, results, sentences, done, source, target)
    _hold_chained(version, routes, done)
    return done


def _context(snapshot: SourceSnapshot, sentences: Mapping[str, Sentence]) -> Context:
    """Title and summary of the article, for engines that translate better when they know what it is about."""
    parts: dict[str, list[str]] = {"title": [], "summary": []}
    for ref in snapshot.skeleton.sentences():
        if ref.kind in parts and ref.id in sentences:
            parts[ref.kind].append(plain(sentences[ref.id].text))
    return Context(title=" ".join(parts["title"]), summary=" ".join(parts["summary"]))


def _allowed(version: LanguageVersion, routes: list[Route]) -> list[Route]:
    """Without routes through another language, where the first choice is direct and the policy forbids such text."""
    if _policy_of_second_choice(version, routes) != Policy.NEVER:
        return routes
    return [route for route in routes if not route.chained]


def _hold_chained(version: LanguageVersion, routes: list[Route], done: Translated) -> None:
    """What was to go out waits where an engine of the second choice went through another language and the policy holds
    such text.
    """
    if done.chained and not version.held and _policy_of_second_choice(version, routes) == Policy.HOLD:
        version.held = True
        version.save(update_fields=["held", "changed_at"])


def _policy_of_second_choice(version: LanguageVersion, routes: list[Route]) -> str:
    """The policy of text through another language, where it was decided by a direct first choice; else nothing."""
    chained = next((route for route in routes if route.chained), None)
    if chained is None or routes[0].chained:
        return ""
    return policy.of(group=version.group, locale=version.locale, route=chained)


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
            if result.retry_after is not None:
                done.retry_after = min(result.retry_after, done.retry_after or result.retry_after)
            continue
        done.chained |= result.chained
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
