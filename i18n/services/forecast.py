"""What will happen in each language when an original is published: read by the panel, and true.

The same functions decide here and in planning and publication (`policy`, `course`, `texts`, `publishing`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db.models import Q
from wagtail.models import Locale, Page

from i18n.engines.route import Route
from i18n.models import (
    Decision,
    LanguageVersion,
    Origin,
    PublicationKind,
    SegmentRevision,
    SourceSnapshot,
    State,
    TranslationGroup,
)
from i18n.models.states import COUNTED_KINDS, Counts, TextFacts, count
from i18n.segments import Sentence
from i18n.services import carrying, declaring, earlier, policy, snapshots, texts, versions
from i18n.services.course import Course, course


class Outcome(StrEnum):
    """What readers of a language get."""

    FIRST = "first"  # a first page
    FIRST_HELD = "first_held"  # a page that waits for a person
    UPDATED = "updated"
    UPDATE_HELD = "update_held"  # the earlier text, until a person has checked the new one
    EARLIER = "earlier"  # the earlier text, because nobody makes the new one
    SAME = "same"  # nothing changes for this language
    DOWN = "down"  # taken down, and stays so
    NOTHING = "nothing"  # no page


@dataclass(frozen=True, slots=True)
class LanguageForecast:
    """One language: who decides, what the machine is asked, what readers get and how much of it is checked.

    `anew`: sentences that the machine translates for readers; `proposals`: those that it translates beside a person's
    text, which stays; `kept`: sentences whose text serves as it is; `in_question`: those that an urgent correction is
    about.
    """

    locale: Locale
    version: LanguageVersion | None
    route: Route | None
    decided: policy.Decided
    outcome: Outcome
    anew: int = 0
    proposals: int = 0
    kept: int = 0
    outdated: int = 0
    in_question: int = 0
    counts: Counts = field(default_factory=Counts)

    @property
    def public(self) -> bool:
        """Whether readers get this publication in the language."""
        return self.outcome in (Outcome.FIRST, Outcome.UPDATED)

    @property
    def labelled(self) -> bool:
        return self.public and self.counts.reviewed < self.counts.total


@dataclass(frozen=True, slots=True)
class Forecast:
    """A publication that has not happened yet."""

    kind: str
    preview: snapshots.Preview
    languages: list[LanguageForecast]
    rewritten: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """Sentences that are new or have another wording."""
        return sum(change in ("changed", "back", "new") for change in self.preview.changes.values())


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a forecast is made from, for each kind of publication and each choice: 9 queries at most."""

    group: TranslationGroup
    preview: snapshots.Preview
    rules: policy.Rules
    locales: list[Locale]
    versions: Mapping[int, LanguageVersion]
    known: frozenset[tuple[int, int, str]]
    record: list[SegmentRevision]
    wordings: Mapping[tuple[int, str], carrying.Wording]
    rewritten: Mapping[str, tuple[str, str]]
    # Sentences that are new or changed, with their hash, and texts that were made for that wording before.
    changed: Mapping[str, str]
    earlier: Mapping[tuple[int, int], list[SegmentRevision]]


def gather(*, page: Page, group: TranslationGroup) -> Facts:
    """The facts about a draft of an original; the number of queries does not depend on languages and sentences."""
    preview = snapshots.preview(group=group, page=page)
    rewritten = declaring.rewritten(group.current_snapshot, preview.snapshot)
    there = group.versions.select_related("locale", "page", "snapshot") if group.pk else []
    found = {version.locale_id: version for version in there}
    for version in found.values():
        version.group = group
    anyone = next(iter(found.values()), None)
    wordings = dict(carrying.source_wordings(anyone, rewritten)) if anyone and rewritten else {}
    changed = earlier.changed_since(group.current_snapshot, preview.snapshot)
    wordings.update(_new_wordings(group, preview, rewritten))
    return Facts(
        group=group,
        preview=preview,
        rules=policy.rules(group=group, key=page.translation_policy_key()),
        locales=[locale for locale in versions.site_locales() if locale.pk != page.locale_id],
        versions=found,
        known=frozenset(texts.asked(segment__group_id=group.pk)) if group.pk else frozenset(),
        record=_record(group) if group.pk else [],
        wordings=wordings,
        rewritten=rewritten,
        changed=changed,
        earlier=earlier.texts_for(changed, list(found.values())) if found and changed else {},
    )


def _record(group: TranslationGroup) -> list[SegmentRevision]:
    """The texts of sentences whose latest waits for approval: what readers get instead is among them."""
    drafts = Q(translations__latest__origin=Origin.PERSON, translations__latest__decision=Decision.STORED)
    others = Q(translations__latest__decision__in=(Decision.SUGGESTED, Decision.REJECTED))
    waiting = group.segments.filter(drafts | others)
    return list(SegmentRevision.objects.filter(segment__in=waiting))


def _new_wordings(
    group: TranslationGroup, preview: snapshots.Preview, rewritten: Mapping[str, tuple[str, str]]
) -> dict[tuple[int, str], carrying.Wording]:
    sentences: Mapping[str, Sentence] = preview.matched.texts if preview.matched else {}
    if not rewritten:
        return {}
    pks = dict(group.segments.filter(public_id__in=rewritten).values_list("public_id", "pk"))
    return {
        (pks[key], sentences[key].hash): carrying.Wording(sentences[key].text, sentences[key].elements)
        for key in rewritten
        if key in pks
    }


def forecast(facts: Facts, *, kind: str, choices: Mapping[str, str] | None = None) -> Forecast:
    """What a publication of this kind leads to; `choices`: policies of this article by language, instead of its own."""
    rules = facts.rules if choices is None else replace(facts.rules, article_languages=choices)
    stores = texts.load_all(facts.versions.values(), group_id=facts.group.pk) if facts.group.pk else {}
    for store in stores.values():
        earlier.imagine(store=store, changed=facts.changed, record=facts.earlier)
        if kind == PublicationKind.TYPOS:
            carrying.imagine(store=store, hashes=facts.rewritten, wordings=facts.wordings)
    language = facts.preview.snapshot.language
    made = []
    for locale in facts.locales:
        route = policy.best_route(language, locale.language_code)
        decided = rules.decide(locale=locale, route=route)
        store = stores.get(locale.pk) or texts.Store(_unborn(facts.group, locale), {}, {})
        made.append(_language(facts, locale, route, decided, store))
    return Forecast(kind, facts.preview, made, facts.rewritten)


def _unborn(group: TranslationGroup, locale: Locale) -> LanguageVersion:
    return LanguageVersion(group=group, locale=locale)


def _language(
    facts: Facts, locale: Locale, route: Route | None, decided: policy.Decided, store: texts.Store
) -> LanguageForecast:
    version = facts.versions.get(locale.pk)
    snapshot = facts.preview.snapshot
    needed = texts.needed(store=store, snapshot=snapshot, known=facts.known)
    source = facts.group.source
    begins = version is not None or source is None or source.state == State.ORIGINAL
    todo = course(
        policy=decided.policy,
        version=version,
        shows_newest=version is not None and snapshot.pk is not None and version.snapshot_id == snapshot.pk,
        needs_text=version is None or bool(needed),
    )
    todo = todo if begins else Course()  # no language is begun from a copied text that nobody has checked
    anew = {need.public_id for need in needed if not need.suggestion} if todo.asks_machine else set()
    proposals = sum(need.suggestion for need in needed) if todo.asks_machine else 0
    shown = _shown(facts, store, anew)
    whole, checked = _is_whole(snapshot, shown, anew), _checked_whole(snapshot, shown, store)
    outcome = _outcome(version, todo, whole, checked, facts.group.withdrawn_at is not None)
    if outcome in (Outcome.EARLIER, Outcome.UPDATE_HELD, Outcome.SAME) and version and version.snapshot:
        seen, refs = {key: store.live(key) for key in shown}, version.snapshot
        counts = _counts(refs, snapshot, {**{key: store.live(key) for key in store.translations}, **seen}, set())
    else:
        counts = _counts(snapshot, snapshot, shown, anew)
    hashes = {ref.id: ref.hash for ref in snapshot.skeleton.sentences()}
    fit = {key for key, text in shown.items() if text is not None and text.source_hash == hashes[key]}
    return LanguageForecast(
        locale,
        version,
        route,
        decided,
        outcome,
        anew=len(anew),
        proposals=proposals,
        kept=len(fit - anew),
        outdated=counts.outdated,
        in_question=len(shown.keys() - fit),
        counts=counts,
    )


def _shown(facts: Facts, store: texts.Store, anew: set[str]) -> dict[str, SegmentRevision | None]:
    """The texts that a publication would choose, before the machine has made others."""
    record = [text for text in facts.record if text.locale_id == store.version.locale_id]
    spare = texts.spare_texts(store, record)
    return {ref.id: texts.candidate(store, ref.id, spare) for ref in facts.preview.snapshot.skeleton.sentences()}


def _is_whole(snapshot: SourceSnapshot, shown: Mapping[str, SegmentRevision | None], anew: set[str]) -> bool:
    """Whether each sentence has a text that may be shown, once the machine has done its part."""
    return not set(texts.without_text(chosen=shown, snapshot=snapshot)) - anew


def _checked_whole(snapshot: SourceSnapshot, shown: Mapping[str, SegmentRevision | None], store: texts.Store) -> bool:
    """The same where only what a person has decided goes out."""
    decided = {key: text if text and texts.is_persons(text) else store.live(key) for key, text in shown.items()}
    return texts.is_complete(chosen=decided, snapshot=snapshot)


def _outcome(version: LanguageVersion | None, todo: Course, whole: bool, checked: bool, withdrawn: bool) -> Outcome:
    page = version.page if version else None
    if withdrawn:
        return Outcome.DOWN if page is not None else Outcome.NOTHING
    held = todo.held if todo.held is not None else bool(version and version.held)
    if page is None:
        if not todo.purpose or not whole:
            return Outcome.NOTHING
        return Outcome.FIRST_HELD if held else Outcome.FIRST
    if version is not None and version.with_source and not page.live:
        return Outcome.FIRST if whole else Outcome.EARLIER
    if not page.live:
        return Outcome.DOWN
    if not todo.purpose:
        return Outcome.SAME
    if held and not checked:
        return Outcome.UPDATE_HELD
    return Outcome.UPDATED if whole else Outcome.EARLIER


def _counts(
    shown_snapshot: SourceSnapshot,
    newest: SourceSnapshot,
    shown: Mapping[str, SegmentRevision | None],
    anew: set[str],
) -> Counts:
    """What readers would be told."""
    now = {ref.id: ref.hash for ref in newest.skeleton.sentences()}
    facts: list[TextFacts | None] = []
    for ref in shown_snapshot.skeleton.sentences():
        counted, text = ref.kind in COUNTED_KINDS, shown.get(ref.id)
        if ref.id in anew:
            facts.append(TextFacts(Origin.MACHINE, "stored", ref.hash, ref.hash, counted))
        else:
            facts.append(
                TextFacts(text.origin, text.decision, text.source_hash, now.get(ref.id), counted) if text else None
            )
    here = {ref.id for ref in shown_snapshot.skeleton.sentences()}
    return count(
        facts,
        counted_missing=sum(ref.id not in here and ref.kind in COUNTED_KINDS for ref in newest.skeleton.sentences()),
    )


def group_of(page: Page) -> TranslationGroup:
    """The group of an original; unsaved where it was never published."""
    found = TranslationGroup.objects.select_related("current_snapshot", "source__page", "source__locale")
    return found.filter(translation_key=page.translation_key).first() or TranslationGroup(
        translation_key=page.translation_key
    )


def as_source(page: Page, group: TranslationGroup) -> Any:
    """The version that an original is; unsaved where it was never published."""
    if group.source is not None:
        group.source.group = group
        return group.source
    return LanguageVersion(group=group, locale=page.locale, page=page)
