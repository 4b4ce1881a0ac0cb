"""What an editor says about a publication of an original, kept until that is published, and in the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from i18n.models import DeclaredChange, LanguageVersion, PublicationKind, SourceSnapshot, TranslationGroup


@dataclass(frozen=True, slots=True)
class Change:
    """A publication that made a new snapshot: what its effects on the translations depend on."""

    group: TranslationGroup
    snapshot: SourceSnapshot
    previous: SourceSnapshot | None
    versions: Sequence[LanguageVersion]
    declared: DeclaredChange | None = None

    @property
    def kind(self) -> str:
        """Without a word from anybody, the content changed."""
        return self.declared.kind if self.declared else PublicationKind.CONTENT

    @property
    def rewritten(self) -> dict[str, tuple[str, str]]:
        """Public id → old and new hash of the sentences with another wording."""
        return rewritten(self.previous, self.snapshot)


def rewritten(before: SourceSnapshot | None, after: SourceSnapshot) -> dict[str, tuple[str, str]]:
    """Public id → old and new hash of the sentences that are in both snapshots with another wording."""
    if before is None or before.language != after.language:
        return {}
    old = {ref.id: ref.hash for ref in before.skeleton.sentences()}
    return {
        ref.id: (old[ref.id], ref.hash) for ref in after.skeleton.sentences() if old.get(ref.id, ref.hash) != ref.hash
    }


@transaction.atomic
def declare(
    *,
    group: TranslationGroup,
    revision: Revision,
    kind: str,
    person: Any,
    reason: str = "",
    modes: Mapping[str, str] | None = None,
) -> DeclaredChange:
    """Say what kind of change a revision of the original is, before it is published.

    `modes`: what an urgent correction does in each language (`i18n.services.urgent`).
    """
    return DeclaredChange.objects.create(
        group=group,
        revision=revision,
        content_at=revision.created_at,
        kind=PublicationKind(kind),
        person=person,
        reason=reason[:500],
        modes=dict(modes or {}),
    )


def about(revision: Revision | None) -> DeclaredChange | None:
    """What was last said about a revision with just this content: 1 query."""
    if revision is None:
        return None
    rows = DeclaredChange.objects.filter(revision=revision, content_at=revision.created_at)
    return rows.select_related("person").order_by("-pk").first()


def about_draft(revision: Revision | None) -> DeclaredChange | None:
    """What was last said about a revision that has not been published since: 1 query."""
    said = about(revision)
    return said if said is not None and said.snapshot_id is None else None


def note_snapshot(declared: DeclaredChange | None, snapshot: SourceSnapshot) -> None:
    """The revision is published: from now on the word is about the snapshot."""
    if declared is not None:
        declared.snapshot = snapshot
        declared.save(update_fields=["snapshot"])


def about_snapshot(snapshot: SourceSnapshot | None) -> DeclaredChange | None:
    """What was last said about a published state of the original: 1 query."""
    if snapshot is None:
        return None
    return DeclaredChange.objects.filter(snapshot=snapshot).select_related("person").order_by("-pk").first()
