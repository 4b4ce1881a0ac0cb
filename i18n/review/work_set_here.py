"""A set of work as the review screen of one of its pages shows it: `?set=` in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from i18n.models import LanguageVersion, State
from i18n.review.rows import Row
from i18n.services import languages, work_sets


@dataclass(frozen=True, slots=True)
class SetHere:
    """The sentences of a set on this page. `before`: how many come on pages before; `next_title` and the following:
    the page after this one, empty on the last.
    """

    set_id: int
    ids: tuple[str, ...]
    before: int
    total: int
    next_url: str = ""
    next_title: str = ""
    next_title_language: str = ""
    next_language: str = ""
    next_count: int = 0

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """Those of the set, in the order of the screen."""
        return [row for row in rows if row.id in self.ids]

    def number(self, rows: Sequence[Row]) -> int:
        """The place in the set of the first sentence that waits; 0 where none on this page does any more."""
        waiting = {row.id for row in rows if row.open and not _is_answered(row)}
        return next((self.before + place for place, key in enumerate(self.ids, 1) if key in waiting), 0)

    @property
    def url(self) -> str:
        """How far the whole set is."""
        return reverse("translations:queue_set", args=[self.set_id])


def _is_answered(row: Row) -> bool:
    """Whether only reports are open, about another text than the approved one: its publication answers them."""
    checked = row.state == State.REVIEWED and not row.suggestion and row.conflict is None
    return checked and all(said.about for said in row.reports)


def of(*, version: LanguageVersion, person: Any, asked: Mapping[str, str]) -> SetHere | None:
    """The set that the address names, where it is this person's and has sentences here: 2 queries, none without."""
    digits = str(asked.get("set", ""))
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        return None
    work_set = work_sets.find(person=person, set_id=int(digits))
    pages = work_sets.pages(work_set) if work_set else {}
    if work_set is None or version.pk not in pages:
        return None
    order = list(pages)
    at = order.index(version.pk)
    before = sum(len(pages[key]) for key in order[:at])
    here = SetHere(work_set.pk, tuple(pages[version.pk]), before, len(work_set.items))
    rows = LanguageVersion.objects.filter(pk__in=order[at + 1 :]).select_related(
        "locale", "page", "group__source__page", "group__source__locale"
    )
    following = {row.pk: row for row in rows}
    coming = next((following[key] for key in order[at + 1 :] if key in following), None)
    if coming is None:
        return here
    source = coming.group.source
    page, locale = (source.page, source.locale) if source and source.page else (coming.page, coming.locale)
    first = pages[coming.pk][0]
    return SetHere(
        set_id=here.set_id,
        ids=here.ids,
        before=here.before,
        total=here.total,
        next_url=f"{reverse('translations:review', args=[coming.pk])}?set={here.set_id}#s-{first}",
        next_title=page.title if page else "–",
        next_title_language=locale.language_code,
        next_language=languages.name(coming.locale),
        next_count=len(pages[coming.pk]),
    )
