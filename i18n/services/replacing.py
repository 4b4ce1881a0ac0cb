"""Find and replace in the translation of a whole page: looked at before, applied in one act, taken back in one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision
from i18n.quality import run_checks
from i18n.segments import Sentence, code, plain, sanitise_plain
from i18n.services import acts, arrangements, permissions, reports, texts, versions
from i18n.services.chips import MAX_LENGTH, TextRefused
from i18n.services.sentences import lock
from i18n.services.snapshots import source_sentences

_TAG = re.compile(r"(</?[1-9][0-9]{0,3}/?>)")
#: Characters of what is looked for, and of what takes its place.
LONGEST = 400
HOW = {"draft": Decision.STORED, "suggest": Decision.SUGGESTED, "approve": Decision.APPROVED}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for and what takes its place; plain words, no pattern."""

    words: str
    instead: str = ""
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """A space stands for any space of a line. Nothing to look for gives no pattern."""
        words = sanitise_plain(self.words[:LONGEST])
        if not words.strip():
            return None
        text = re.escape(words).replace(r"\ ", r"[ \u00a0\u202f\u2009]")
        if self.whole_words:
            text = rf"(?<!\w){text}(?!\w)"
        return re.compile(text, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence before and after, as (characters, whether they change)."""

    public_id: str
    number: int
    revision_id: int
    before: list[tuple[str, bool]]
    after: list[tuple[str, bool]]
    text: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change; `across`: numbers of sentences where the words run across a mark, and stay."""

    changes: list[Change] = field(default_factory=list)
    across: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Public ids of what was changed, and of what was left alone because it moved meanwhile."""

    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    decision: str = Decision.STORED


def preview(*, version: LanguageVersion, wanted: Wanted, person: Any) -> Preview:
    """What replacing would change in the newest texts of a translation. Nothing is stored."""
    permissions.require(permissions.may_suggest(person, version=version))
    return _preview(version, texts.load(version), wanted)


def _preview(version: LanguageVersion, store: texts.Store, wanted: Wanted) -> Preview:
    pattern, found = wanted.pattern(), Preview()
    snapshot = version.group.current_snapshot
    if pattern is None or snapshot is None:
        return found
    instead = sanitise_plain(wanted.instead[:LONGEST])
    refs = [ref for _block, here in arrangements.in_order(version.arrangement, snapshot.skeleton) for ref in here]
    for number, ref in enumerate(refs, 1):
        latest = store.latest(ref.id)
        if latest is None or not latest.text:
            continue
        change = _change(ref.id, number, latest, pattern, instead, store.live(ref.id))
        if change is not None:
            found.changes.append(change)
        in_pieces = sum(len(pattern.findall(plain(part))) for part in _parts(latest.text))
        if len(pattern.findall(plain(latest.text))) > in_pieces:
            found.across.append(number)
    return found


def _parts(coded: str) -> Iterator[str]:
    """The stretches of a coded text between its marks."""
    for part in _TAG.split(coded):
        if part and not _TAG.fullmatch(part):
            yield part


def _change(
    public_id: str,
    number: int,
    latest: SegmentRevision,
    pattern: re.Pattern[str],
    instead: str,
    live: SegmentRevision | None,
) -> Change | None:
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    coded = ""
    for part in _TAG.split(latest.text):
        if not part or _TAG.fullmatch(part):
            coded += part
            continue
        words, at = plain(part), 0
        for match in pattern.finditer(words):
            same = words[at : match.start()]
            before += [(same, False), (match.group(), True)]
            after += [(same, False), (instead, True)]
            at = match.end()
        before.append((words[at:], False))
        after.append((words[at:], False))
        coded += code(pattern.sub(lambda _match: instead, words))
    if coded == latest.text:
        return None
    is_public = live is not None and live.decision == Decision.APPROVED
    return Change(public_id, number, latest.pk, _joined(before), _joined(after), coded, is_public)


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return [(text, marked) for text, marked in pieces if text]


@transaction.atomic
def replace(*, version: LanguageVersion, wanted: Wanted, chosen: Mapping[str, int], how: str, person: Any) -> Replaced:
    """Apply it to chosen sentences (public id → id of the text that was shown), as drafts, suggestions or approved.

    Drafts and suggestions change nothing that readers see. A text that moved meanwhile is left alone. Texts for an
    earlier wording of the original stay such. Raises `PermissionDenied`, `TextRefused`.
    """
    version = lock(version)
    permissions.require(permissions.may_suggest(person, version=version))
    decision = HOW.get(how, Decision.STORED)
    if decision == Decision.APPROVED:
        allowed = permissions.may_approve(person, version=version, author=person)
        permissions.require(allowed, _("You may suggest this text; somebody else has to approve it."))
    store = texts.load(version)
    changes = {change.public_id: change for change in _preview(version, store, wanted).changes}
    fitting = [c for key, c in changes.items() if chosen.get(key) == c.revision_id]
    if any(not plain(change.text).strip() or len(change.text) > MAX_LENGTH for change in fitting):
        raise TextRefused(_("Nothing, or far too much, would be left of a sentence: change that one by hand."))
    source = version.group.source
    sources = source_sentences(group=version.group, locale_id=source.locale_id if source else 0)
    new = [_new_text(version, store, change, sources, decision, person) for change in fitting]
    _write(version, store, new, person)
    left = [key for key in chosen if key not in {change.public_id for change in fitting}]
    return Replaced([change.public_id for change in fitting], left, decision)


def _new_text(
    version: LanguageVersion,
    store: texts.Store,
    change: Change,
    sources: Mapping[str, Sentence],
    decision: str,
    person: Any,
) -> texts.NewText:
    latest = store.translations[change.public_id].latest
    if latest is None:
        raise KeyError(change.public_id)
    source = sources.get(change.public_id)
    language = version.group.source.locale.language_code if version.group.source else ""
    found = run_checks(source.text, change.text, language, version.locale.language_code) if source else ()
    return texts.NewText(
        change.public_id,
        change.text,
        latest.source_hash,
        Origin.PERSON,
        decision=decision,
        elements=latest.elements,
        author=person,
        decided_by=person if decision == Decision.APPROVED else None,
        findings=tuple(
            {"check": f.check_id, "message": f.message, "severity": f.severity, "detail": f.detail} for f in found
        ),
        based_on=latest,
    )


def _write(version: LanguageVersion, store: texts.Store, new: list[texts.NewText], person: Any) -> None:
    if not new:
        return
    before = {text.public_id: acts.pointers(store.translations[text.public_id]) for text in new}
    made = texts.record(store=store, new=new)
    steps = [acts.step(key, before[key], store.translations[key], text) for key, text in made.items()]
    acts.note(version=version, person=person, kind=acts.Kind.REPLACE, steps=steps)
    if new[0].decision != Decision.APPROVED:
        return
    reported = version.reports.filter(status__in=reports.OPEN, segment__public_id__in=made)
    for public_id in set(reported.values_list("segment__public_id", flat=True)):
        reports.on_approved(version=version, public_id=public_id, revision=made[public_id], person=person)
    versions.republish(version=version)
