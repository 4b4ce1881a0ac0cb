"""Taking back "only typos": it was more than that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from i18n.models import DeclaredChange, LanguageVersion, PublicationKind, SegmentRevision, SourceSnapshot
from i18n.services import carrying, declaring, permissions, standing, texts, versions


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was marked as outdated again, by language version."""

    declared: DeclaredChange
    outdated: Mapping[int, int]


@transaction.atomic
def take_back(*, source: LanguageVersion, person: Any) -> TakenBack | None:
    """The newest publication was more than a typo: what it kept fresh is outdated. Nothing where it kept nothing fresh.

    New records say so; what a person has decided for the new wording since then stays as it is.
    """
    permissions.require(permissions.may_publish(person, version=source))
    snapshot = source.group.current_snapshot
    said = declaring.about_snapshot(snapshot)
    if snapshot is None or said is None or said.kind != PublicationKind.TYPOS:
        return None
    reason = _("The change of the original was more than a typo.")
    declared = DeclaredChange.objects.create(
        group=source.group, snapshot=snapshot, kind=PublicationKind.CONTENT, person=person, reason=reason
    )
    back = {key: (new, old) for key, (old, new) in declaring.rewritten(_before(snapshot), snapshot).items()}
    snapshot.updated_at = snapshot.created_at
    snapshot.save(update_fields=["updated_at"])
    standing.refresh(version=source)
    outdated = {}
    for version in source.group.versions.exclude(pk=source.pk).select_related("locale", "snapshot", "page"):
        version.group = source.group
        store = texts.load(version)
        outdated[version.pk] = len(_uncarry(store, back, person, reason))
        standing.refresh(version=version, store=store)
    versions.plan_again(source=source)
    if source.page is not None:
        log(instance=source.page.specific, action="i18n.more_than_typos", user=person)
    return TakenBack(declared, outdated)


def _before(snapshot: SourceSnapshot) -> SourceSnapshot | None:
    return SourceSnapshot.objects.filter(group_id=snapshot.group_id, number__lt=snapshot.number).last()


def _uncarry(
    store: texts.Store, back: Mapping[str, tuple[str, str]], person: Any, reason: str
) -> dict[str, SegmentRevision]:
    """Record carried texts again for the wording that they were made for. Live ones first."""
    made: dict[str, SegmentRevision] = {}
    for name in ("live", "latest"):
        copies = {}
        for key, (new, old) in back.items():
            row = store.translations.get(key)
            text = getattr(row, name) if row else None
            if text is not None and text.source_hash == new and text.made_at is not None:
                base = made.get(key) if name == "latest" and not text.may_be_live else None
                copies[key] = carrying.copy_of(
                    text, source_hash=old, based_on=base or text, undoes=text, reason=reason, carried_by=person
                )
        SegmentRevision.objects.bulk_create(copies.values())
        for key, revision in copies.items():
            row = store.translations[key]
            if name == "live" and row.latest_id == row.live_id:
                row.latest = revision
            setattr(row, name, revision)
        made.update(copies)
    texts.save_rows(store.translations[key] for key in made)
    return made
