"""A copy of a translation: an article of its own in that language, that knows what its sentences are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision, SegmentTranslation, State, TranslationGroup
from i18n.segments import Sentence, plain
from i18n.services import permissions, standing, texts
from i18n.services.readback import approval_of


def copied_from(page: Page) -> LanguageVersion | None:
    """The translation that a page was copied from; nothing for all others."""
    pk = getattr(page, "texts_of", None)
    if pk is None:
        return None
    rows = LanguageVersion.objects.select_related("group", "locale").filter(pk=pk, locale_id=page.locale_id)
    return rows.exclude(group__translation_key=page.translation_key).first()


@dataclass(frozen=True, slots=True)
class Origins:
    """Texts by their words. A sentence that was cut anew has those of the text that it is part of, or that it holds."""

    by_words: Mapping[str, SegmentRevision]

    def of(self, sentence: Sentence) -> SegmentRevision | None:
        """Where a sentence of the copy comes from; nothing where somebody has written it since."""
        words = plain(sentence.text)
        exact = self.by_words.get(words)
        if exact is not None:
            return exact
        near = [text for known, text in self.by_words.items() if known and (words in known or known in words)]
        return min(near, key=lambda text: (text.may_be_live and _is_checked(text), text.pk), default=None)


def origins(*, group: TranslationGroup, page: Page) -> Origins | None:
    """What is known of the sentences of a copy at its first publication; nothing for a page that is none."""
    version = copied_from(page) if group.current_snapshot_id is None else None
    if version is None:
        return None
    rows = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    found: dict[str, SegmentRevision] = {}
    for row in rows.select_related("live", "latest"):
        for text in (row.latest, row.live):
            # A person's draft is approved by whoever publishes the copy, as any text in the page editor.
            if text is not None and text.text and text.may_be_live:
                found[plain(text.text)] = text
    return Origins(found)


def facts_of(text: SegmentRevision | None) -> dict[str, Any]:
    """What a sentence of the copy takes over."""
    if text is None:
        return {}
    return {
        "origin": text.origin,
        "decision": text.decision,
        "author_id": text.author_id,
        "decided_by_id": text.decided_by_id,
        "engine": text.engine,
        "engine_version": text.engine_version,
        "chained": text.chained,
        "made_at": text.moment,
    }


def _is_checked(text: SegmentRevision) -> bool:
    return text.decision in (Decision.APPROVED, Decision.COVERED) or text.origin == Origin.PERSON


def open_texts(version: LanguageVersion) -> list[SegmentRevision]:
    """Sentences of an original that nobody wrote or checked: those of a copy of a translation."""
    store = texts.load(version)
    refs = version.snapshot.skeleton.sentences() if version.snapshot else ()
    live = [store.live(ref.id) for ref in refs]
    return [text for text in live if text is not None and not _is_checked(text)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, by public id."""

    version: LanguageVersion
    sentences: list[str]


@transaction.atomic
def check(*, version: LanguageVersion, shown: Iterable[int], person: Any) -> Checked:
    """A person has read a copied article: the sentences that she saw count as checked. Raises `PermissionDenied`."""
    version = (
        LanguageVersion.objects.select_for_update(of=("self",))
        .select_related("group__source__page", "group__current_snapshot", "snapshot", "locale", "page")
        .get(pk=version.pk)
    )
    from i18n.services import versions  # which ask for a copy's origins when they plan

    permissions.require(permissions.is_source(version) and permissions.may_edit(person, version=version))
    permissions.require(permissions.may_publish(person, version=version))
    store = texts.load(version)
    by_pk = {segment.pk: public_id for public_id, segment in store.segments.items()}
    seen = set(shown)
    new = [
        approval_of(by_pk[text.segment_id], text, person, decision=Decision.APPROVED)
        for text in open_texts(version)
        if text.pk in seen
    ]
    made = texts.record(store=store, new=new)
    for public_id, revision in made.items():
        store.translations[public_id].live = revision
    texts.save_rows(store.translations[public_id] for public_id in made)
    standing.refresh(version=version, store=store)
    if version.state == State.ORIGINAL:
        versions.plan_again(source=version)
    return Checked(version, sorted(made))
