"""Reading back what a person did to a translated page in Wagtail's editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from i18n.models import Decision, KnownRevision, LanguageVersion, Origin, SegmentRevision
from i18n.segments import ReadBack, Skeleton, Target, read_back
from i18n.services import content
from i18n.services.arrangements import Arrangement, fitted
from i18n.services.texts import NewText, Store, load, load_old_markup, record, save_rows


class StructureChanged(Exception):
    """The page no longer has the structure of the original that it renders; the message says what differs."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read back: changed sentences, those where somebody else's text met it (both are kept), suggestions that
    were approved with it, and all texts that the page shows.
    """

    changed: dict[str, SegmentRevision] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    approved: dict[str, SegmentRevision] = field(default_factory=dict)
    shown: dict[str, SegmentRevision] = field(default_factory=dict)
    reordered: bool = False


def known(revision_id: int | None) -> KnownRevision | None:
    """What the store knows of a Wagtail revision. Autosave may have overwritten the revision since: the known texts
    are still the right base for whatever it holds now.
    """
    if not revision_id:
        return None
    return KnownRevision.objects.select_related("revision", "snapshot", "version").filter(pk=revision_id).first()


def remember(
    *,
    version: LanguageVersion,
    revision: Revision,
    page: Page,
    texts: Mapping[str, SegmentRevision],
    arrangement: Arrangement | None = None,
    save: bool = True,
) -> KnownRevision:
    """Note which texts a Wagtail revision shows, in which order (default: the version's): the store knows it.

    `save`: write the version's pointer to it; without, the caller does.
    """
    if version.snapshot is None:
        raise ValueError("A version without a snapshot shows no known texts.")
    row = KnownRevision(
        revision=revision,
        version=version,
        snapshot=version.snapshot,
        texts={public_id: text.pk for public_id, text in texts.items()},
        arrangement=dict(version.arrangement if arrangement is None else arrangement),
        structure_hash=content.structure_hash(page),
        content_at=revision.created_at,
    )
    facts = ["version", "snapshot", "texts", "arrangement", "structure_hash", "content_at"]
    KnownRevision.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["revision"], update_fields=facts
    )  # one query
    version.own_revision = revision
    if save:
        version.save(update_fields=["own_revision", "changed_at"])
    return row


def shown_texts(base: KnownRevision, store: Store) -> dict[str, SegmentRevision]:
    """Public id → the texts that a known revision shows: 1 query."""
    rows = SegmentRevision.objects.in_bulk(list(base.texts.values()))
    return {public_id: rows[pk] for public_id, pk in base.texts.items() if pk in rows}


def targets_of(base: KnownRevision, store: Store, texts: Mapping[str, SegmentRevision]) -> dict[str, Target]:
    """The texts of a known revision as the engine of sentences takes them."""
    skeleton = base.snapshot.skeleton
    load_old_markup(store, skeleton, texts.values())
    return {ref.id: store.target(texts[ref.id], ref.hash) for ref in skeleton.sentences() if ref.id in texts}


def compare(version: LanguageVersion, base: KnownRevision, store: Store, page: Page) -> ReadBack:
    """What a page says differently from a known revision; raises `StructureChanged` where it cannot be read back."""
    if not has_structure_of(base, content.structure_hash(page)):
        raise StructureChanged(structure_reason())
    texts = shown_texts(base, store)
    result = read_back(
        base.snapshot.skeleton,
        targets_of(base, store, texts),
        content.read_values(page),
        language=version.locale.language_code,
        order=base.arrangement or None,
    )
    if result.problems:
        raise StructureChanged(paragraph_reason())
    return result


def has_structure_of(base: KnownRevision, structure_hash: str) -> bool:
    """Whether something with this hash has the blocks of a known revision.

    An earlier release may have made the stored hash in another way: where the two differ, the revision itself decides,
    unless autosave has overwritten it since.
    """
    if structure_hash == base.structure_hash:
        return True
    if base.revision.created_at != base.content_at:
        return False
    return structure_hash == content.structure_hash(base.revision.as_object())


def structure_reason() -> str:
    """Why a block cannot be added, removed, moved or swapped in a translation."""
    return _(
        "Blocks and pictures come from the original and are the same in every language. "
        "Add, remove or move them in the original; here you can change every word."
    )


def paragraph_reason() -> str:
    """Why a paragraph cannot be added or removed in a translation."""
    return _(
        "This text has other paragraphs or list items than the original. Keep one for each of the original's; "
        "within a paragraph you can write as many sentences as you like."
    )


def read_revision(
    *,
    version: LanguageVersion,
    page: Page,
    revision: Revision,
    store: Store | None = None,
    person: User | None,
    approver: User | None = None,
) -> Read:
    """Read a person's Wagtail revision into the store.

    Changed sentences become texts of `person`; with an `approver` they, and whatever else the page shows that nobody
    had approved as a person's text, are approved. A sentence that somebody changed meanwhile keeps both texts.
    """
    store = store or load(version)
    base = known(revision.pk) or known(version.own_revision_id)
    if base is None:
        return Read()
    seen = base.pk == revision.pk and base.content_at == revision.created_at
    result = ReadBack() if seen else compare(version, base, store, page)
    shown = shown_texts(base, store)
    conflicts = [key for key in result.changes if _met(store, shown, key)]
    theirs = {key: store.latest(key) for key in conflicts}
    changed = record(store=store, new=_new_texts(version, base, store, result, shown, person, approver))
    for key in conflicts:
        store.translations[key].conflict = theirs[key]
    save_rows(store.translations[key] for key in conflicts)
    shown.update(changed)
    approved = _approve_shown(store, shown, approver) if approver is not None else {}
    shown.update(approved)
    order = fitted({**base.arrangement, **result.order}, base.snapshot.skeleton)
    if not seen or approved:
        remember(version=version, revision=revision, page=page, texts=shown, arrangement=order)
    return Read(changed, conflicts, approved, shown, _reorder(version, base, order, approver))


def _reorder(version: LanguageVersion, base: KnownRevision, order: Arrangement, approver: User | None) -> bool:
    """Take over the order of the sentences that a page shows, where somebody with the right to approve published it.
    Whether the page shows another order than the version had.
    """
    shown = version.snapshot
    if shown is None:
        return False
    order = fitted(order, shown.skeleton) if base.snapshot_id != shown.pk else dict(order)
    if order == fitted(version.arrangement, shown.skeleton):
        return False
    if approver is not None:
        version.arrangement = order
        version.save(update_fields=["arrangement", "changed_at"])
    return True


def _new_texts(
    version: LanguageVersion,
    base: KnownRevision,
    store: Store,
    result: ReadBack,
    shown: Mapping[str, SegmentRevision],
    person: User | None,
    approver: User | None,
) -> list[NewText]:
    """The changed sentences as texts of a person."""
    said = _said_in(base.snapshot.skeleton, result.changes)
    return [
        NewText(
            public_id=key,
            text=target.text,
            elements=target.elements,
            source_hash=base.snapshot.hashes[key],
            origin=Origin.PERSON,
            decision=_decision(target.text, approver),
            author=person,
            decided_by=approver,
            based_on=_own(version, shown.get(key)),
            said_in=store.segments.get(said.get(key, "")),
        )
        for key, target in result.changes.items()
    ]


def _said_in(skeleton: Skeleton, changes: Mapping[str, Target]) -> dict[str, str]:
    """Covered sentence → the one that says it now: the nearest before it whose text was changed with it, else after it.
    Where no neighbour was changed, it was left out.
    """
    found = {}
    for block in skeleton.blocks():
        ids = [ref.id for ref in block.sentences]
        for place, key in enumerate(ids):
            if key in changes and not changes[key].text:
                around = [*reversed(ids[:place]), *ids[place + 1 :]]
                taker = next((other for other in around if other in changes and changes[other].text), None)
                if taker is not None:
                    found[key] = taker
    return found


def _own(version: LanguageVersion, text: SegmentRevision | None) -> SegmentRevision | None:
    """A text of this language: a copy made for translation begins with the original's words."""
    return text if text is not None and text.locale_id == version.locale_id else None


def _decision(text: str, approver: User | None) -> str:
    if approver is None:
        return Decision.SUGGESTED
    return Decision.APPROVED if text else Decision.COVERED


def _met(store: Store, shown: Mapping[str, SegmentRevision], key: str) -> bool:
    """Whether somebody gave the sentence another text since the revision that the person started from."""
    latest, before = store.latest(key), shown.get(key)
    return latest is not None and before is not None and latest.pk != before.pk and latest.text != before.text


def _approve_shown(store: Store, shown: Mapping[str, SegmentRevision], approver: User) -> dict[str, SegmentRevision]:
    """Suggestions that a page shows are approved by publishing it with the right to approve."""
    waiting = {key: r for key, r in shown.items() if not r.may_be_live and store.latest(key) in (r, None)}
    return record(store=store, new=[approval_of(key, r, approver) for key, r in waiting.items()])


def approval_of(public_id: str, text: SegmentRevision, approver: User, **changes: Any) -> NewText:
    """The same text, approved: origin, author and engine stay what they were."""
    facts: dict[str, Any] = {
        "public_id": public_id,
        "text": text.text,
        "elements": text.elements,
        "source_hash": text.source_hash,
        "origin": text.origin,
        "decision": Decision.APPROVED if text.text else Decision.COVERED,
        "author": text.author,
        "decided_by": approver,
        "engine": text.engine,
        "engine_version": text.engine_version,
        "chained": text.chained,
        "said_in": text.said_in,
        "based_on": text,
    }
    return NewText(**{**facts, **changes})


def pull(*, version: LanguageVersion, store: Store) -> Read:
    """Read a newer draft or live revision of a person before anything is written to the page.

    A stored draft is a suggestion; a published one was read when it was published. Raises `StructureChanged`.
    """
    if version.page_id is None or version.snapshot_id is None:
        return Read()
    latest = Revision.objects.filter(pk=version.page.latest_revision_id).first() if version.page else None
    base = known(version.own_revision_id)
    if latest is None or base is None or (latest.pk == base.pk and latest.created_at == base.content_at):
        return Read()
    return read_revision(version=version, page=latest.as_object(), revision=latest, store=store, person=latest.user)
