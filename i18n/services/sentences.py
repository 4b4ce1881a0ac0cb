"""One sentence of a translation, locked for a decision: its source, its texts, and how a new text is recorded."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, Segment, SegmentRevision, SegmentTranslation
from i18n.quality import run_checks
from i18n.segments import Element, Sentence, SentenceRef, tags_of
from i18n.services import acts, arrangements, chips, permissions
from i18n.services.texts import NewText, Store, record, save_rows

RELATED = (
    "group__source__page",
    "group__source__locale",
    "group__current_snapshot",
    "snapshot",
    "locale",
    "page",
    "urgent",
)


class UnknownSentence(LookupError):
    """The original has no such sentence (any more)."""


@dataclass(slots=True)
class Work:
    """A sentence under a lock on its version: two people write one after the other. Made inside a transaction."""

    version: LanguageVersion
    store: Store
    ref: SentenceRef
    source: Sentence
    # The sentence before it in the same paragraph, as the version orders them, if there is one.
    previous_id: str | None
    # What the sentence had when it was opened.
    before: acts.Pointers = field(default_factory=acts.Pointers)

    @property
    def row(self) -> SegmentTranslation | None:
        return self.store.translations.get(self.ref.id)

    @property
    def latest(self) -> SegmentRevision | None:
        return self.row.latest if self.row else None

    @property
    def previous(self) -> Segment | None:
        """The sentence before it in the same paragraph: 1 query."""
        group = self.version.group_id
        return Segment.objects.filter(group_id=group, public_id=self.previous_id).first() if self.previous_id else None

    def fit(self, coded: str) -> tuple[Element, ...] | None:
        """Markup for a text: the translator's own where `latest` has it, else the source's (`None`).

        Raises `TextRefused` where marks are missing or too many.
        """
        latest = self.latest
        if latest is not None and latest.elements is not None and tags_of(coded) == tags_of(latest.text):
            return latest.elements
        chips.check_marks(coded, self.source.text)
        return None

    def met(self, *, coded: str, shown_id: int | None, person: Any) -> SegmentRevision | None:
        """Somebody else's text that came since the form was shown, if it differs from what was shown and from mine."""
        latest = self.latest
        if latest is None or latest.pk == shown_id or latest.text == coded:
            return None
        if _is_draft(latest) and latest.author_id == person.pk:
            return None
        shown = SegmentRevision.objects.filter(
            pk=shown_id or 0, segment_id=latest.segment_id, locale_id=latest.locale_id
        ).first()
        return None if shown is not None and shown.text == latest.text else latest

    def find(self, coded: str) -> SegmentRevision | None:
        """A text that says the same and is known: `latest`; the newest of this sentence's record that nobody rejected;
        one that is approved for the same source sentence elsewhere; a draft of the same words, which says less about
        where they come from.
        """
        latest = self.latest
        if latest is not None and latest.text == coded and not _is_draft(latest):
            return latest
        segment = self.store.segments[self.ref.id]
        in_use = SegmentTranslation.objects.filter(latest=OuterRef("pk"))
        elsewhere = Q(decision=Decision.APPROVED, elements_data__isnull=True) & Q(
            Exists(in_use),
            segment__group__source__locale_id=self.version.group.source.locale_id,  # type: ignore[union-attr]
        )
        rows = SegmentRevision.objects.filter(
            Q(segment=segment) | elsewhere, locale_id=self.version.locale_id, source_hash=self.ref.hash, text=coded
        )
        drafts = Q(origin=Origin.PERSON, decision=Decision.STORED)
        found = list(
            rows.exclude(drafts).exclude(decision=Decision.REJECTED).select_related("author").order_by("-pk")[:50]
        )
        here = next((revision for revision in found if revision.segment_id == segment.pk), None)
        said = latest if latest is not None and latest.text == coded else None
        return here or next(iter(found), None) or said

    def is_elsewhere(self, revision: SegmentRevision) -> bool:
        """Whether a text belongs to another sentence: here it comes from memory."""
        return revision.segment_id != self.store.segments[self.ref.id].pk

    def findings(self, coded: str, original: str | None = None) -> tuple[dict[str, str], ...]:
        """What the checks say about a text; `original`: where it says more than its own source sentence."""
        source = self.version.group.source
        language = source.locale.language_code if source else ""
        found = run_checks(
            self.source.text if original is None else original, coded, language, self.version.locale.language_code
        )
        return tuple(
            {"check": f.check_id, "message": f.message, "severity": f.severity, "detail": f.detail} for f in found
        )

    def write(self, new: NewText) -> SegmentRevision:
        return record(store=self.store, new=[new])[self.ref.id]

    def by_person(self, coded: str, *, decision: str, person: Any, **facts: Any) -> NewText:
        """A person's text for the present source."""
        values: dict[str, Any] = {
            "elements": self.fit(coded),
            "findings": self.findings(coded),
            "based_on": self.before_drafts(person),
            "decided_by": person if decision == Decision.APPROVED else None,
            **facts,
        }
        return NewText(self.ref.id, coded, self.ref.hash, Origin.PERSON, decision=decision, author=person, **values)

    def before_drafts(self, person: Any) -> SegmentRevision | None:
        """`latest`, or what stood there before this person's drafts: undo goes back over all of them at once."""
        latest = self.latest
        if latest is not None and _is_draft(latest) and latest.author_id == person.pk:
            return latest.based_on
        return latest

    def note_conflict(self, other: SegmentRevision | None) -> None:
        """What waits beside the text; stored with the next text."""
        if self.row is not None:
            self.row.conflict = other

    def set_conflict(self, other: SegmentRevision | None) -> None:
        if self.row is not None and self.row.conflict_id != (other.pk if other else None):
            self.row.conflict = other
            save_rows([self.row])

    def set_latest(self, revision: SegmentRevision | None) -> None:
        if self.row is not None:
            self.row.latest = revision
            save_rows([self.row])


def _is_draft(revision: SegmentRevision) -> bool:
    return revision.origin == Origin.PERSON and revision.decision == Decision.STORED


def lock(version: LanguageVersion) -> LanguageVersion:
    """The version, fresh and locked until the transaction ends; publication takes the same lock."""
    return LanguageVersion.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=version.pk)


def open_sentence(*, version: LanguageVersion, public_id: str) -> Work:
    """Lock a version and load one of its sentences. Raises `UnknownSentence`; an original has no such sentences."""
    version = lock(version)
    if permissions.is_source(version):
        raise PermissionDenied(_("This is the original: edit it in the page editor."))
    ref, previous_id = _find(version, public_id)
    segment, source = _source(version, public_id)
    row = (
        SegmentTranslation.objects.filter(segment=segment, locale_id=version.locale_id)
        .select_related("live", "latest__author", "latest__based_on__author", "conflict__author")
        .first()
    )
    store = Store(version, {public_id: segment}, {public_id: row} if row else {})
    return Work(version, store, ref, source, previous_id, acts.pointers(row))


def _find(version: LanguageVersion, public_id: str) -> tuple[SentenceRef, str | None]:
    snapshot = version.group.current_snapshot or version.snapshot
    for _block, refs in arrangements.in_order(version.arrangement, snapshot.skeleton) if snapshot else ():
        previous = None
        for ref in refs:
            if ref.id == public_id:
                return ref, previous
            previous = ref.id
    raise UnknownSentence(public_id)


def _source(version: LanguageVersion, public_id: str) -> tuple[Segment, Sentence]:
    """The sentence and its source text: 1 query."""
    rows = SegmentTranslation.objects.filter(
        segment__group_id=version.group_id,
        segment__public_id=public_id,
        locale_id=version.group.source.locale_id if version.group.source else 0,
    )
    row = rows.select_related("segment", "live").first()
    if row is None or row.live is None:
        raise UnknownSentence(public_id)
    return row.segment, Sentence(row.live.text, row.live.elements or (), row.live.source_hash)
