"""What colleagues say to each other about a sentence: a thread per sentence and language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n.models import LanguageVersion, Segment, SegmentComment
from i18n.segments import sanitise_plain
from i18n.services import permissions
from i18n.services.chips import TextRefused
from i18n.services.json_rows import JsonRows
from i18n.services.sentences import UnknownSentence

#: Characters of a comment; more is a document, and belongs elsewhere.
MAX_LENGTH = 2_000
#: How long its author may delete a comment.
DELETABLE = timedelta(minutes=10)

_FACTS = {
    "pk": F("pk"),
    "sentence": F("segment__public_id"),
    "author": F("author_id"),
    "username": F("author__username"),
    "first_name": F("author__first_name"),
    "last_name": F("author__last_name"),
    "text": F("text"),
    "created_at": F("created_at"),
    "resolved_at": F("resolved_at"),
}


class UnknownComment(LookupError):
    """There is no such comment here (any more)."""


def of_version() -> Subquery:
    """All comments of a version as a JSON column of it: no query of its own."""
    rows = SegmentComment.objects.filter(segment__group_id=OuterRef("group_id"), locale_id=OuterRef("locale_id"))
    return Subquery(rows.order_by().values("locale_id").annotate(all=JsonRows(JSONObject(**_FACTS))).values("all"))


@dataclass(frozen=True, slots=True)
class Where:
    """A sentence of a version, for somebody who may comment on it."""

    version: LanguageVersion
    segment: Segment


def _open(version: LanguageVersion, public_id: str, person: Any) -> Where:
    """Raises `PermissionDenied`, `UnknownSentence`."""
    permissions.require(permissions.may_comment(person, version=version))
    segment = Segment.objects.filter(group_id=version.group_id, public_id=public_id).first()
    if segment is None:
        raise UnknownSentence(public_id)
    return Where(version, segment)


@transaction.atomic
def add(*, version: LanguageVersion, public_id: str, person: Any, text: str) -> SegmentComment:
    """Say something about a sentence. The same words twice in a row (a double click) are one comment.

    Raises `TextRefused` for an empty or too long one, `PermissionDenied`, `UnknownSentence`.
    """
    where = _open(version, public_id, person)
    words = sanitise_plain(text).strip()
    if not words:
        raise TextRefused(_("Write something first."))
    if len(words) > MAX_LENGTH:
        raise TextRefused(_("A comment has at most %(count)d characters.") % {"count": MAX_LENGTH})
    LanguageVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    last = SegmentComment.objects.filter(segment=where.segment, locale_id=version.locale_id).last()
    if last is not None and last.text == words and last.author_id == person.pk and last.resolved_at is None:
        return last
    return SegmentComment.objects.create(segment=where.segment, locale_id=version.locale_id, author=person, text=words)


def _find(version: LanguageVersion, public_id: str, comment_id: int, person: Any) -> SegmentComment:
    where = _open(version, public_id, person)
    rows = SegmentComment.objects.select_for_update().filter(segment=where.segment, locale_id=version.locale_id)
    comment = rows.filter(pk=comment_id).first()
    if comment is None:
        raise UnknownComment(comment_id)
    return comment


@transaction.atomic
def resolve(*, version: LanguageVersion, public_id: str, comment_id: int, person: Any) -> SegmentComment:
    """Mark a comment as settled; it stays readable. A second click changes nothing."""
    comment = _find(version, public_id, comment_id, person)
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = timezone.now(), person
        comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


@transaction.atomic
def reopen(*, version: LanguageVersion, public_id: str, comment_id: int, person: Any) -> SegmentComment:
    """A settled comment is open again."""
    comment = _find(version, public_id, comment_id, person)
    comment.resolved_at, comment.resolved_by = None, None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


@transaction.atomic
def delete(
    *, version: LanguageVersion, public_id: str, comment_id: int, person: Any, now: datetime | None = None
) -> None:
    """Delete one's own comment within minutes. Raises `PermissionDenied`."""
    comment = _find(version, public_id, comment_id, person)
    if not may_delete(comment.author_id, comment.created_at, person.pk, now=now):
        raise PermissionDenied(_("A comment can be deleted by its author, within ten minutes. Mark it as settled."))
    comment.delete()


def may_delete(author_id: int | None, created_at: datetime, person_id: int, *, now: datetime | None = None) -> bool:
    """Whether a person may delete a comment."""
    return author_id == person_id and created_at > (now or timezone.now()) - DELETABLE


def by_sentence(rows: list[Mapping[str, Any]] | None) -> dict[str, list[Mapping[str, Any]]]:
    """Public id → its comments as `of_version` gives them, oldest first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows or (), key=lambda row: int(row["pk"])):
        found.setdefault(str(row["sentence"]), []).append(row)
    return found
