"""Another version becomes the original: ids stay, texts stay, and what was fresh stays fresh."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion, SourceSnapshot, TranslationGroup, TranslationJob
from i18n.segments import Block, DocumentBlock, Sentence, SentenceRef, Skeleton, SkeletonField, extract, heirs
from i18n.segments.assemble import block_order
from i18n.segments.coded import flat_text
from i18n.services import content, jobs, permissions, readback, snapshots, source_texts, standing, texts, versions

LOG_ACTION = "i18n.change_source"


class ChangeRefused(Exception):
    """A version cannot become the original; the message says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The original that is, the one that was, and the versions that follow the new one."""

    source: LanguageVersion
    before: LanguageVersion
    followed: list[LanguageVersion] = field(default_factory=list)


def obstacle(version: LanguageVersion) -> str:
    """Why a version cannot become the original; empty where it can. What nobody has checked is none: it stays labelled
    until somebody checks it. `version` comes with its group and page.
    """
    group = version.group
    if group.source_id == version.pk:
        return _("It is the original.")
    if version.page is None or not version.page.live or version.snapshot_id is None:
        return _("It is not public.")
    if version.problem:
        return str(version.problem)
    if reason := _in_question([version]):
        return reason
    behind = version.outdated + version.missing
    if behind or version.snapshot_id != group.current_snapshot_id:
        return ngettext(
            "%(count)d sentence of it is behind the original: bring it up to date first.",
            "%(count)d sentences of it are behind the original: bring them up to date first.",
            max(behind, 1),
        ) % {"count": max(behind, 1)}
    return ""


def _in_question(versions: Iterable[LanguageVersion]) -> str:
    """What readers see of a version in an urgent correction are notes, and what they saw before belongs to this
    original.
    """
    if any(version.urgent_id is not None for version in versions):
        return _("An urgent correction is running: decide about its sentences first, or take it back.")
    return ""


@transaction.atomic
def change_source(*, group: TranslationGroup, to: LanguageVersion, person: Any) -> Changed:
    """Make `to` the original. Texts that fitted the old original count for the new one; the old original becomes a
    translation with its texts, checked. Running it the other way brings everything back.

    Raises `ChangeRefused`, `PermissionDenied`.
    """
    group = (
        TranslationGroup.objects.select_for_update(of=("self",))
        .select_related("source", "current_snapshot")
        .get(pk=group.pk)
    )
    rows = LanguageVersion.objects.select_for_update(of=("self",)).select_related("locale", "snapshot", "page")
    by_pk = {version.pk: version for version in rows.filter(group=group).order_by("pk")}
    for version in by_pk.values():
        version.group = group
    new, old = by_pk[to.pk], by_pk.get(group.source_id or 0)
    permissions.require(permissions.may_change_source(person, version=new))
    reason = obstacle(new) or _in_question(by_pk.values())
    if reason or old is None or group.current_snapshot is None or new.page is None:
        raise ChangeRefused(reason or _("Its original was never published."))
    readback.pull(version=new, store=texts.load(new))
    _change(group, new, old, list(by_pk.values()), person)
    followed = [version for version in by_pk.values() if version.pk != new.pk]
    _finish(group, new, followed)
    for version in by_pk.values():
        if version.page is not None:
            log(instance=version.page.specific, action=LOG_ACTION, user=person, data={"original": str(new.locale)})
    return Changed(new, old, followed)


def _change(
    group: TranslationGroup, new: LanguageVersion, old: LanguageVersion, all_: list[LanguageVersion], person: Any
) -> None:
    page = new.page.specific  # type: ignore[union-attr]
    before = group.current_snapshot
    store = texts.load(new)
    texts.load_old_markup(store, before.skeleton, [t for t in map(store.live, store.translations) if t])  # type: ignore[union-attr]
    plan = _plan(group, new, page, store)
    snapshot = SourceSnapshot.objects.create(
        group=group,
        number=group.snapshots.order_by("-number").values_list("number", flat=True)[0] + 1,
        language=new.locale.language_code,
        source_revision=page.live_revision,
        skeleton_data=plan.skeleton.to_json(),
        splitter=plan.skeleton.splitter,
        content_hash=snapshots.fingerprint(page),
        updated_at=before.updated_at if before else None,
        heirs=heirs(before.skeleton, before.heirs, plan.skeleton) if before else {},
    )
    work = source_texts.Work(group, plan, snapshots.source_sentences(group=group, locale_id=old.locale_id), person)
    work.become_source(new, store)
    for version in all_:
        if version.pk != new.pk:
            work.follow(version)
    order = {} if plan.earlier else _old_order(new, before.skeleton, plan)  # type: ignore[union-attr]
    group.source, group.current_snapshot = new, snapshot
    group.save(update_fields=["source", "current_snapshot"])
    for version in all_:
        if version.pk == new.pk or version.snapshot_id == before.pk:  # type: ignore[union-attr]
            _show(version, snapshot, {} if version.pk == new.pk else {**order, **version.arrangement})
    type(page).objects.filter(pk=page.pk).update(texts_of=None)


def _old_order(new: LanguageVersion, skeleton: Skeleton, plan: source_texts.Plan) -> dict[str, list[str]]:
    """Where the new original says the sentences of a paragraph in another order, the others keep theirs."""
    keys = set(new.arrangement)
    return {
        block.key: [ref.id for ref in block.sentences if ref.id in plan.hashes]
        for block in skeleton.blocks()
        if block.key in keys
    }


def _show(version: LanguageVersion, snapshot: SourceSnapshot, arrangement: dict[str, list[str]]) -> None:
    """A version renders the new skeleton from now on; its page stays what it is."""
    version.snapshot, version.arrangement, version.problem = snapshot, arrangement, ""
    version.save(update_fields=["snapshot", "arrangement", "problem", "changed_at"])
    page = version.page
    if page is None:
        return
    shown = Revision.objects.filter(pk=page.live_revision_id or version.own_revision_id or 0).first()
    if shown is not None:
        store = texts.load(version)
        live = {ref.id: text for ref in snapshot.skeleton.sentences() if (text := store.live(ref.id)) is not None}
        readback.remember(version=version, revision=shown, page=shown.as_object(), texts=live)


def _finish(group: TranslationGroup, new: LanguageVersion, others: list[LanguageVersion]) -> None:
    waiting = TranslationJob.objects.filter(
        version__group=group, status=TranslationJob.Status.WAITING, purpose=TranslationJob.Purpose.TRANSLATE
    )
    jobs.end(waiting, reason="Another language is the original now; what is still missing has a job of its own.")
    standing.refresh(version=new)
    for version in others:
        version.group = group
        standing.refresh(version=version)
        if version.page is not None:
            type(version.page.specific).objects.filter(pk=version.page_id).update(texts_of=version.pk)
            versions.republish(version=version, soon=True)
    versions.plan_again(source=new)


def _plan(group: TranslationGroup, new: LanguageVersion, page: Page, store: texts.Store) -> source_texts.Plan:
    """The skeleton of the new original: one that it had before as an original, if it says the same; else its own text
    cut where its sentences are.
    """
    before = group.current_snapshot.skeleton  # type: ignore[union-attr]
    language = new.locale.language_code
    known = group.snapshots.filter(language=language, content_hash=snapshots.fingerprint(page)).order_by("-number")
    earlier = known.first()
    cut = _Cut(new, before, store)
    fields = []
    for found in extract(content.read_fields(page), language=language).fields:
        parts = tuple(part if isinstance(part, str) else cut.block(part) for part in found.parts)
        fields.append(SkeletonField(found.path, found.kind, found.format, parts))
    skeleton = Skeleton(tuple(fields), language, before.splitter)
    if earlier is not None:
        skeleton = earlier.skeleton
    cut.check_whole()
    old_hashes = {ref.id: ref.hash for ref in before.sentences()}
    return source_texts.Plan(
        skeleton=skeleton,
        sentences=cut.sentences,
        hashes={ref.id: ref.hash for ref in skeleton.sentences()},
        old_hashes=old_hashes,
        covers=cut.covers if earlier is None else {},
        earlier=earlier is not None,
        revived=_revived(skeleton, old_hashes) if earlier is not None else {},
    )


def _revived(skeleton: Skeleton, old_hashes: dict[str, str]) -> dict[str, str]:
    """Sentences that have a place again → the sentence in whose text they were said meanwhile."""
    found = {}
    for block in skeleton.blocks():
        last = ""
        for ref in block.sentences:
            if ref.id in old_hashes:
                last = ref.id
            elif last:
                found[ref.id] = last
    return found


class _Cut:
    """Finds the sentences of a translation in the text of its page, in its own order."""

    def __init__(self, version: LanguageVersion, skeleton: Skeleton, store: texts.Store) -> None:
        self.store = store
        self.blocks = {block.key: block for block in skeleton.blocks()}
        self.order = version.arrangement or None
        self.sentences: dict[str, Sentence] = {}
        # Sentence → those that its text says, too, and that have no text of their own.
        self.covers: dict[str, list[str]] = {}

    def block(self, part: DocumentBlock) -> Block:
        known = self.blocks.pop(f"{part.path}#{part.index}", None)
        if known is None:
            raise ChangeRefused(_differs())
        ids: list[str] = []
        ranges: list[tuple[int, int]] = []
        position = 0
        for ref in block_order(known, self.order):
            words = self._words(ref)
            if not words:
                self._cover(ref, ids)
                continue
            start = part.text.find(words, position)
            if start < 0:
                raise ChangeRefused(_differs())
            position = start + len(words)
            ids.append(ref.id)
            ranges.append((start, position))
        refs = []
        for (ref, sentence), public_id in zip(part.with_ranges(ranges).cut(), ids, strict=True):
            refs.append(replace(ref, id=public_id))
            self.sentences[public_id] = sentence
        return part.with_ranges(ranges).placed(refs)

    def _words(self, ref: SentenceRef) -> str:
        live = self.store.live(ref.id)
        return flat_text(live.text) if live is not None else ""

    def _cover(self, ref: SentenceRef, ids: list[str]) -> None:
        if not ids:
            raise ChangeRefused(
                _("A paragraph of the original has no text in this version: it cannot be the original of the others.")
            )
        self.covers.setdefault(ids[-1], []).append(ref.id)

    def check_whole(self) -> None:
        """Each sentence of the old original has been found, or is said by another."""
        if any(self._words(ref) for block in self.blocks.values() for ref in block.sentences):
            raise ChangeRefused(_differs())
        if any(block.sentences for block in self.blocks.values()):
            raise ChangeRefused(
                _("A paragraph of the original has no text in this version: it cannot be the original of the others.")
            )


def _differs() -> str:
    return _(
        "Its page says something else than its sentences do: publish it once from the review screen, then try again."
    )
