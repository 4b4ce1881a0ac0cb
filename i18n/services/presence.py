"""Who else has a version open, and what changed since: asked every few seconds, kept no longer than that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n.models import LanguageVersion, Presence, SegmentRevision
from i18n.segments import sanitise_plain
from i18n.services import permissions

#: Who says nothing for so long is gone. Browsers ask every 5 seconds while their page is in view.
GONE = timedelta(seconds=20)
#: So many changed sentences are told at once; more, and the page is better loaded again.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else with the version open; `public_id` of the sentence in hand, where there is one."""

    person_id: int
    name: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence with a newer text of somebody else, or of the machine."""

    public_id: str
    revision_id: int
    by: str


@dataclass(frozen=True, slots=True)
class News:
    """What is going on; `last` is what to ask from the next time."""

    others: tuple[Other, ...] = ()
    changed: tuple[Changed, ...] = ()
    last: int = 0


def note(
    *, version: LanguageVersion, person: Any, public_id: str = "", since: int = 0, now: datetime | None = None
) -> News:
    """Note that a person is here, and say who else is and what was written since a text (its id): 3 queries, and one
    more when somebody is forgotten. Readers of drafts may ask. Nothing else is stored about anybody.
    """
    permissions.require(permissions.may_read_drafts(person, version=version))
    now = now or timezone.now()
    row = Presence(version=version, person=person, public_id=sanitise_plain(public_id)[:12], seen_at=now)
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["version", "person"], update_fields=["public_id", "seen_at"]
    )
    here = Q(version=version) & ~Q(person=person)
    known = list(Presence.objects.filter(here | Q(seen_at__lt=now - GONE)).select_related("person"))
    gone = [each.pk for each in known if each.seen_at < now - GONE]
    if gone:
        Presence.objects.filter(pk__in=gone, seen_at__lt=now - GONE).delete()
    others = (each for each in known if each.pk not in gone and each.version_id == version.pk)
    changed, last = _changed(version, person, since)
    return News(tuple(Other(each.person_id, _name(each.person), each.public_id) for each in others), changed, last)


def _changed(version: LanguageVersion, person: Any, since: int) -> tuple[tuple[Changed, ...], int]:
    """Texts since: 1 query. With nothing to start from, only where to start."""
    rows = SegmentRevision.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    if since <= 0:
        last = rows.order_by("-pk").values_list("pk", flat=True).first()
        return (), last or 0
    facts = ("pk", "segment__public_id", "author_id", "decided_by_id", "carried_by_id")
    names = ("first_name", "last_name", "username")
    new = rows.filter(pk__gt=since).annotate(
        **{f"by_{name}": F(f"decided_by__{name}") for name in names},
        **{f"from_{name}": F(f"author__{name}") for name in names},
    )
    found: dict[str, Changed] = {}
    last = since
    for row in new.order_by("pk").values(*facts, *(f"{who}_{n}" for who in ("by", "from") for n in names))[:_MOST]:
        last = row["pk"]
        doer = row["decided_by_id"] or row["author_id"]
        if doer != person.pk:
            who = "by" if row["decided_by_id"] else "from"
            name = _named(row, who, names) if doer else _("the machine")
            found[row["segment__public_id"]] = Changed(row["segment__public_id"], row["pk"], name)
    return tuple(found.values()), last


def _named(row: Mapping[str, Any], who: str, names: Iterable[str]) -> str:
    first, family, username = (row[f"{who}_{name}"] or "" for name in names)
    return f"{first} {family}".strip() or username


def _name(person: Any) -> str:
    return str(person.get_full_name() or person.get_username())


def leave(*, version: LanguageVersion, person: Any) -> None:
    """The person has closed the page: 1 query."""
    Presence.objects.filter(version=version, person=person).delete()


def forget_old(*, now: datetime | None = None) -> int:
    """Delete what nobody asked after: for the worker, so that nothing stays where nobody comes. Returns how many."""
    return Presence.objects.filter(seen_at__lt=(now or timezone.now()) - GONE).delete()[0]
