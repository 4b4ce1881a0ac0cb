"""One sentence of a translation, locked for a decision: its source, its texts, and how a new text is recorded."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, Segment, SegmentRevision, SegmentTranslation
from i18n.quality import run_checks
from i18n.segments import Element, Sentence, SentenceRef, tags_of
from i18n.services import chips, permissions
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
    # The sentence before it in the same paragraph, if there is one.
    previous_id: str | None

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
        """A text of the record that says the same: `latest`, else the newest for this source that nobody rejected."""
        if self.latest is not None and self.latest.text == coded:
            return self.latest
        rows = SegmentRevision.objects.filter(
            segment=self.store.segments[self.ref.id],
            locale_id=self.version.locale_id,
            source_hash=self.ref.hash,
            text=coded,
        )
        return rows.exclude(decision=Decision.REJECTED).select_related("author").order_by("-pk").first()

    def findings(self, coded: str) -> tuple[dict[str, str], ...]:
        """What the checks say about a text."""
        source = self.version.group.source
        language = source.locale.language_code if source else ""
        found = run_checks(self.source.text, coded, language, self.version.locale.language_code)
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

    def set_conflict(self, other: SegmentRevision | None) -> None:
        if self.row is not None:
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
    segment = Segment.objects.filter(group_id=version.group_id, public_id=public_id).first()
    if segment is None:
        raise UnknownSentence(public_id)
    source = _source(version, segment)
    row = (
        SegmentTranslation.objects.filter(segment=segment, locale_id=version.locale_id)
        .select_related("live", "latest__author", "latest__based_on__author", "conflict__author")
        .first()
    )
    store = Store(version, {public_id: segment}, {public_id: row} if row else {})
    return Work(version, store, ref, source, previous_id)


def _find(version: LanguageVersion, public_id: str) -> tuple[SentenceRef, str | None]:
    snapshot = version.group.current_snapshot or version.snapshot
    for block in snapshot.skeleton.blocks() if snapshot else ():
        previous = None
        for ref in block.sentences:
            if ref.id == public_id:
                return ref, previous
            previous = ref.id
    raise UnknownSentence(public_id)


def _source(version: LanguageVersion, segment: Segment) -> Sentence:
    rows = SegmentTranslation.objects.filter(segment=segment, live__isnull=False)
    row = rows.filter(locale_id=F("segment__group__source__locale_id")).select_related("live").first()
    if row is None or row.live is None:
        raise UnknownSentence(segment.public_id)
    return Sentence(row.live.text, row.live.elements or (), row.live.source_hash)
