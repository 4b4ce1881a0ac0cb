"""A pasted text while it is checked: begin, act on a pair, pair again, put away. One draft per person and version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n.models import LanguageVersion, Origin, PastedTranslation, SegmentRevision
from i18n.segments import Sentence, plain
from i18n.services import permissions, snapshots, texts
from i18n.services.chips import TextRefused
from i18n.services.pasting import moving, rows
from i18n.services.pasting.files import Given, PasteRefused
from i18n.services.pasting.reading import oddities, read
from i18n.services.pasting.rows import Facts, Row
from i18n.services.sentences import RELATED, lock

#: So much of a text must find a partner, or it is probably of another article.
_FEW = 0.34


class AlreadyPasting(PasteRefused):
    """This person has another text under way for this version: `draft`."""

    def __init__(self, draft: PastedTranslation):
        super().__init__(_("Another pasted text of yours is under way here. Finish it or put it away first."))
        self.draft = draft


class Stale(TextRefused):
    """The form is older than the pair: somebody changed it in another window, or the original changed."""


@dataclass(frozen=True, slots=True)
class Acted:
    """A draft with its rows after a step, and the keys of those that are not as they were."""

    draft: PastedTranslation
    rows: list[Row]
    changed: list[int] = field(default_factory=list)
    realigned: bool = False
    # Why the step could not be done; what was typed is stored all the same.
    problem: str = ""


def find(*, draft_id: int, person: Any) -> PastedTranslation | None:
    """A draft of this person's own: 1 query. Nobody sees another's."""
    related = ["snapshot", *(f"version__{name}" for name in RELATED)]
    return PastedTranslation.objects.filter(pk=draft_id, person=person.pk).select_related(*related).first()


def under_way(*, version: LanguageVersion, person: Any) -> PastedTranslation | None:
    """The draft that this person has not finished: 1 query."""
    mine = PastedTranslation.objects.filter(version=version, person=person.pk)
    return mine.filter(finished_at=None, discarded_at=None).first()


def load_facts(draft: PastedTranslation, version: LanguageVersion, store: texts.Store | None = None) -> Facts:
    """The original and what the store has: 4 queries, whatever the number of sentences."""
    snapshot = version.group.current_snapshot
    source = version.group.source
    if snapshot is None or source is None:
        raise PasteRefused(_("The original has not been published yet."))
    store = store or texts.load(version)
    latest = {key: row.latest for key, row in store.translations.items() if row.latest is not None}
    return Facts(
        skeleton=snapshot.skeleton,
        sources=snapshots.source_sentences(group=version.group, locale_id=source.locale_id),
        language=version.locale.language_code,
        marked=[tuple(entry) for entry in draft.marked],
        known=_known(version, store, snapshot.hashes),
        latest={key: revision.pk for key, revision in latest.items()},
        persons=frozenset(key for key, revision in latest.items() if texts.is_persons(revision)),
    )


def _known(version: LanguageVersion, store: texts.Store, hashes: Mapping[str, str]) -> dict[str, str]:
    """A text for the present wording of each sentence: `latest`, else the newest machine's. 1 query."""
    ids = {segment.pk: public_id for public_id, segment in store.segments.items()}
    found: dict[str, str] = {}
    machine = SegmentRevision.objects.filter(
        segment__group_id=version.group_id, locale_id=version.locale_id, origin=Origin.MACHINE
    )
    for segment_id, digest, text in machine.order_by("pk").values_list("segment_id", "source_hash", "text"):
        public_id = ids.get(segment_id, "")
        if hashes.get(public_id) == digest:
            found[public_id] = text
    for public_id, row in store.translations.items():
        latest = row.latest
        if latest is not None and latest.text and latest.source_hash == hashes.get(public_id):
            found[public_id] = latest.text
    return found


@transaction.atomic
def begin(*, version: LanguageVersion, person: Any, given: Given, credit: str = "") -> PastedTranslation:
    """Read a text, pair it with the newest original, keep both. The same text again is the same draft.

    Raises `PasteRefused`, `AlreadyPasting`.
    """
    version = lock(version)
    permissions.require(permissions.may_paste(person, version=version))
    language = version.locale.language_code
    foreign = read(given, language=language)
    before = under_way(version=version, person=person)
    if before is not None:
        if before.raw == foreign.raw:
            return before
        raise AlreadyPasting(before)
    draft = PastedTranslation(
        version=version,
        person=person,
        snapshot=version.group.current_snapshot,
        raw=foreign.raw,
        file_name=given.file_name[:200],
        credit=" ".join(credit.split())[:200],
        marked=[list(entry) for entry in foreign.marked],
    )
    facts = load_facts(draft, version)
    made = rows.make(facts, foreign.units)
    sources = [plain(sentence.text) for sentence in _present(facts)]
    draft.warnings = oddities(
        foreign.units, sources=sources, language=language, source_language=facts.skeleton.language
    )
    if given.guessed:
        draft.warnings.append("encoding")
    left = sum(row.is_left for row in made)
    if left > len(foreign.units) * (1 - _FEW):
        draft.warnings.append("few")
    draft.rows = [row.to_json() for row in made]
    draft.save()
    return draft


def _present(facts: Facts) -> list[Sentence]:
    return [facts.source(ref.id) for ref in facts.skeleton.sentences()]


def locked(draft: PastedTranslation, person: Any) -> PastedTranslation:
    """The draft, fresh and locked until the transaction ends, if it may still be worked on by this person."""
    related = [f"version__{name}" for name in RELATED]
    mine = PastedTranslation.objects.select_for_update(of=("self",)).select_related(*related)
    found = mine.filter(pk=draft.pk, person=person.pk).first()
    if found is None:
        raise PermissionDenied(_("You do not have the right to do this here."))
    permissions.require(permissions.may_paste(person, version=found.version))
    return found


@transaction.atomic
def refresh(*, draft: PastedTranslation, person: Any) -> Acted:
    """The draft with its rows; paired again where the original has changed since."""
    if not draft.open or draft.snapshot_id == draft.version.group.current_snapshot_id:
        return Acted(draft, rows.from_json(draft.rows))
    draft = locked(draft, person)
    before = rows.from_json(draft.rows)
    if not draft.open:
        return Acted(draft, before)
    made = rows.again(load_facts(draft, draft.version), before)
    draft.snapshot = draft.version.group.current_snapshot
    _save(draft, made)
    return Acted(draft, made, _changed(before, made), realigned=True)


@transaction.atomic
def act(*, draft: PastedTranslation, person: Any, action: str, key: int, n: int, text: str | None = None) -> Acted:
    """One step on one pair; what was typed into its field comes first. A second click changes nothing.

    Raises `Stale`, `LookupError` where the pair went, and `TextRefused` for a text that is far too long.
    """
    draft = _open(draft, person)
    before = rows.from_json(draft.rows)
    at = moving.at_of(before, key)
    if before[at].n != n:
        if _is_done(before[at], action, text):
            return Acted(draft, before)
        raise Stale(_("This pair changed meanwhile, in another window perhaps. Your text is still in the field."))
    facts = load_facts(draft, draft.version)
    made = moving.typed(before, at, text) if text is not None else before
    problem = ""
    try:
        made = moving.STEPS[action](facts, made, at)
    except TextRefused as error:
        problem = str(error)
    _save(draft, made)
    return Acted(draft, made, _changed(before, made), problem=problem)


def _is_done(row: Row, action: str, text: str | None) -> bool:
    """Whether a step that comes with an old number has had its effect already: a double click."""
    marks = {"confirm": rows.OK, "leave_out": rows.UNUSED, "absent": rows.ABSENT, "cover": rows.COVERED}
    if action == "save":
        return text == row.text
    return marks.get(action) == row.mark and (text == row.text or action in ("absent", "cover"))


@transaction.atomic
def confirm_sure(*, draft: PastedTranslation, person: Any, seen: frozenset[int] = frozenset()) -> Acted:
    """Confirm all pairs without a doubt; those that nobody stepped through are recorded as approved unseen."""
    draft = _open(draft, person)
    before = rows.from_json(draft.rows)
    made = moving.confirm_sure(load_facts(draft, draft.version), before, seen)
    _save(draft, made)
    return Acted(draft, made, _changed(before, made))


@transaction.atomic
def pair_again(*, draft: PastedTranslation, person: Any) -> Acted:
    """Pair anew what is not confirmed, around what is."""
    draft = _open(draft, person)
    before = rows.from_json(draft.rows)
    made = rows.again(load_facts(draft, draft.version), before)
    _save(draft, made)
    return Acted(draft, made, _changed(before, made))


@transaction.atomic
def discard(*, draft: PastedTranslation, person: Any) -> PastedTranslation:
    """Put a draft away: nothing of it is stored as a translation; the text stays in the record."""
    draft = locked(draft, person)
    if draft.open:
        draft.discarded_at = timezone.now()
        draft.save(update_fields=["discarded_at", "changed_at"])
    return draft


def _open(draft: PastedTranslation, person: Any) -> PastedTranslation:
    """The draft, locked, open, and paired with the newest original."""
    draft = locked(draft, person)
    if not draft.open:
        raise PasteRefused(_("This pasted text is finished: nothing can be changed here any more."))
    if draft.snapshot_id != draft.version.group.current_snapshot_id:
        raise Stale(_("The original has changed meanwhile. Load this page again: what you confirmed stays."))
    return draft


def _save(draft: PastedTranslation, made: list[Row]) -> None:
    draft.rows = [row.to_json() for row in made]
    draft.save(update_fields=["rows", "snapshot", "changed_at"])


def _changed(before: list[Row], made: list[Row]) -> list[int]:
    known = {row.key: row for row in before}
    return [row.key for row in made if known.get(row.key) != row]
