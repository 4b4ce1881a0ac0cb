"""Three-way merge of a form that was loaded before somebody else saved: by sentence, nothing lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from wagtail.models import Page

from i18n.models import KnownRevision, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.segments import Matched, ReadBack, Sentence, Target, extract, match, plain, read_back, rebuild
from i18n.services import content, readback, texts
from i18n.services.arrangements import fitted


@dataclass(frozen=True, slots=True)
class Merged:
    """Texts to put into the form by path (empty: take the form as it is), and what met.

    `structure_from_theirs`: blocks are those that are stored, not those of the form. `conflicts`: sentences that both
    changed, as (mine, theirs) in plain text. `refused`: why the two cannot be merged.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    structure_from_theirs: bool = False
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    conflicting: dict[str, SegmentRevision] = field(default_factory=dict)
    refused: str = ""
    problems: list[str] = field(default_factory=list)


def of_translation(
    *,
    version: LanguageVersion,
    loaded_revision_id: int | None,
    latest_revision_id: int | None,
    mine: Mapping[str, str],
    structure_hash: str,
) -> Merged:
    """Check a translation's form against the revision it was loaded from, and merge it with what was saved since."""
    base = readback.known(loaded_revision_id) or readback.known(version.own_revision_id)
    if base is None or base.version_id != version.pk:
        return Merged()
    if not readback.has_structure_of(base, structure_hash):
        return Merged(refused=readback.structure_reason())
    store = texts.load(version)
    before = readback.shown_texts(base, store)
    result = _compare(version, base, store, before, mine)
    if result.problems:
        return Merged(refused=readback.paragraph_reason(), problems=[problem.path for problem in result.problems])
    theirs = readback.known(latest_revision_id)
    if theirs is None or theirs.pk == base.pk:
        return Merged()
    return _overlay(version, theirs, store, before, result)


def _compare(
    version: LanguageVersion,
    base: KnownRevision,
    store: texts.Store,
    before: Mapping[str, SegmentRevision],
    mine: Mapping[str, str],
) -> ReadBack:
    return read_back(
        base.snapshot.skeleton,
        readback.targets_of(base, store, before),
        mine,
        language=version.locale.language_code,
        order=base.arrangement or None,
    )


def _overlay(
    version: LanguageVersion,
    theirs: KnownRevision,
    store: texts.Store,
    before: Mapping[str, SegmentRevision],
    result: ReadBack,
) -> Merged:
    """Their page with my changed sentences; where both changed one, mine is shown and theirs is kept beside it."""
    now = readback.shown_texts(theirs, store)
    targets = readback.targets_of(theirs, store, now)
    conflicting = {
        key: now[key]
        for key, target in result.changes.items()
        if key in now and key in before and now[key].text not in (before[key].text, target.text)
    }
    values = rebuild(
        theirs.snapshot.skeleton,
        {key: result.changes.get(key, target) for key, target in targets.items()},
        language=version.locale.language_code,
        order=fitted({**theirs.arrangement, **result.order}, theirs.snapshot.skeleton),
    )
    return Merged(
        values,
        structure_from_theirs=True,
        conflicts=[(plain(result.changes[key].text), plain(text.text)) for key, text in conflicting.items()],
        conflicting=conflicting,
    )


def keep_conflicts(*, version: LanguageVersion, conflicting: Mapping[str, SegmentRevision]) -> int:
    """Keep the other person's texts beside the saved ones, to be decided upon. Returns how many."""
    rows = SegmentTranslation.objects.filter(
        locale_id=version.locale_id, segment__group_id=version.group_id, segment__public_id__in=conflicting
    ).select_related("segment")
    changed = list(rows)
    for row in changed:
        row.conflict = conflicting[row.segment.public_id]
    SegmentTranslation.objects.bulk_update(changed, ["conflict"])
    return len(changed)


def of_source(*, base: Page, theirs: Page, mine: Page) -> Merged:
    """Merge two edits of a source that began from the same revision (pages in memory).

    Sentences merge where at most one of the two changed the blocks; sentences that both changed are conflicts, and two
    different changes of the blocks are refused: the person decides with both in view.
    """
    if content.read_values(mine) == content.read_values(base) and _same_blocks(mine, base):
        return Merged(content.read_values(theirs), structure_from_theirs=True)
    if content.read_values(theirs) == content.read_values(base) and _same_blocks(theirs, base):
        return Merged()
    if _same_blocks(mine, base):
        return _merge(base, mine, theirs, structure_from_theirs=True)
    if _same_blocks(theirs, base):
        return _merge(base, theirs, mine, structure_from_theirs=False)
    return Merged(refused="blocks")


def _same_blocks(one: Page, other: Page) -> bool:
    return content.structure_hash(one) == content.structure_hash(other)


def _merge(base: Page, texts_of: Page, frame: Page, *, structure_from_theirs: bool) -> Merged:
    """`frame`'s blocks and texts, with the sentences that `texts_of` changed."""
    language = base.locale.language_code
    ids = count()

    def new_id() -> str:
        return f"n{next(ids)}"

    start = match(None, {}, extract(content.read_fields(base), language=language), new_id=new_id)
    changed, other = (
        match(start.skeleton, start.texts, extract(content.read_fields(page), language=language), new_id=new_id)
        for page in (texts_of, frame)
    )
    if any(change == "new" for change in changed.changes.values()) or changed.gone:
        return Merged(refused="sentences")
    mine_changed = _changes(start, changed)
    overlay = {**other.texts, **{key: text for key, text in mine_changed.items() if key in other.texts}}
    met = {
        key
        for key, text in mine_changed.items()
        if key not in other.texts or other.texts[key] not in (start.texts[key], text)
    }
    if any(key not in other.texts for key in met):
        return Merged(refused="sentences")
    conflicts = [(plain(mine_changed[key].text), plain(other.texts[key].text)) for key in sorted(met)]
    if structure_from_theirs is False:
        conflicts = [(theirs, mine) for mine, theirs in conflicts]
    values = rebuild(other.skeleton, {key: Target(t.text, t.elements) for key, t in overlay.items()}, language=language)
    return Merged(values, structure_from_theirs, conflicts)


def _changes(start: Matched, later: Matched) -> dict[str, Sentence]:
    return {key: text for key, text in later.texts.items() if key in start.texts and start.texts[key] != text}
