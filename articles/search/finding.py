"""Looking things up in the index: which pages, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from wagtail.models import Page, PageViewRestriction

from articles.models.search import SearchEntry, SearchPosting
from i18n.public import coverage, open_to_readers

# Nobody reads further; so no list costs more, however common the word is.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed down to: a topic and a content type by their terms, and texts of people."""

    terms: tuple[tuple[int, ...], ...] = ()
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Frequencies:
    """On how many pages terms stand, counted up to MOST; whether parts of the site are closed with all their pages."""

    counts: dict[int, int]
    has_closed: bool

    def of(self, terms: Iterable[int]) -> int:
        return sum(self.counts.get(number, 0) for number in terms)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found; `key` is its article's, `own` the article's page in the reader's language."""

    page: int
    key: UUID
    language: str
    own: int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found, the best first; `more`: there are more than MOST. `all_words`: each page has all of them."""

    hits: list[Hit]
    more: bool = False
    all_words: bool = True


def frequencies(terms: Sequence[int]) -> Frequencies:
    """1 query; it reads no more than MOST rows of a term."""
    table = connection.ops.quote_name(SearchPosting._meta.db_table)
    closed, parameters = _closed().query.sql_with_params()
    if not terms:
        return Frequencies({}, False)
    few = f"SELECT 1 FROM {table} AS p WHERE p.term = wanted.column1 LIMIT {MOST + 1}"  # noqa: S608 – a name and a number of our own
    rows = ", ".join(["(%s)"] * len(terms))
    statement = (
        f"SELECT wanted.column1, (SELECT COUNT(*) FROM ({few}) AS few), EXISTS ({closed}) "  # noqa: S608
        f"FROM (VALUES {rows}) AS wanted"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *terms])
        found = cursor.fetchall()
    return Frequencies({row[0]: row[1] for row in found if row[1]}, any(row[2] for row in found))


def ranked(slots: Sequence[Sequence[int]], narrow: Narrow, counted: Frequencies, reader: str) -> Ranked:
    """Pages that have a term of every slot: 1 query. Weights are added up, then the newest goes first."""
    if not slots or not all(counted.of(slot) for slot in slots):
        return Ranked([])
    rows = _open(SearchPosting.objects.all(), narrow, counted)
    present = [number for number in slots[0] if number in counted.counts]
    if len(slots) == len(present) == 1 and not narrow.terms:
        # The index has the pages of a term in this very order: no more of them are read than are asked for.
        return _cut(rows.filter(term=present[0]).order_by("-weight", "-day", "-entry_id"), reader)
    wanted = [*slots, *narrow.terms]
    if len(wanted) > 1:
        rarest = min(slots, key=counted.of)
        rows = rows.filter(entry__in=SearchPosting.objects.filter(term__in=rarest).values("entry_id"))
    scored = _scored(rows, wanted).filter(matched=len(wanted))
    return _cut(scored.order_by("-score", "-newest", "-entry_id"), reader)


def nearly(slots: Sequence[Sequence[int]], narrow: Narrow, counted: Frequencies, reader: str) -> Ranked:
    """Pages that have most of the slots, those with more of them first: 1 query."""
    filled = [slot for slot in slots if counted.of(slot)]
    if not filled or len(slots) < 2:
        return Ranked([])
    rows = _open(SearchPosting.objects.all(), narrow, counted)
    for terms in narrow.terms:
        rows = rows.filter(entry__in=SearchPosting.objects.filter(term__in=terms).values("entry_id"))
    scored = _scored(rows, filled).filter(matched__gte=(len(slots) + 1) // 2)
    found = _cut(scored.order_by("-matched", "-score", "-newest", "-entry_id"), reader)
    return Ranked(found.hits, found.more, all_words=False)


def _scored(rows: QuerySet[SearchPosting], slots: Sequence[Sequence[int]]) -> QuerySet[Any]:
    """Pages with the sum of the best weight of each slot, and the number of slots that they fill."""
    weights = {
        f"slot{number}": Max(Case(When(term__in=list(slot), then=F("weight")), default=Value(0)))
        for number, slot in enumerate(slots)
    }
    grouped = (
        rows.filter(term__in=list({n for slot in slots for n in slot}))
        .values("entry_id", "entry__key")
        .annotate(**weights)
    )
    score: Any = sum((F(name) for name in weights), Value(0))
    filled: Any = sum((Case(When(**{f"{name}__gt": 0}, then=1), default=0) for name in weights), Value(0))
    return grouped.annotate(score=score, matched=filled, newest=Max("day"))


def _cut(rows: QuerySet[Any], reader: str) -> Ranked:
    own = SearchEntry.objects.filter(language=reader, key=OuterRef("entry__key")).order_by("pk").values("pk")[:1]
    found = rows.annotate(own=Subquery(own)).values_list("entry_id", "entry__key", "entry__language", "own")[: MOST + 1]
    hits = [Hit(*row) for row in found]
    return Ranked(hits[:MOST], len(hits) > MOST)


def _open(rows: QuerySet[SearchPosting], narrow: Narrow, counted: Frequencies) -> QuerySet[SearchPosting]:
    if counted.has_closed:
        rows = rows.filter(entry__page__in=open_to_readers(Page.objects.live()))
    if narrow.checked:
        rows = rows.filter(entry__page__in=coverage(Page.objects.all(), "checked"))
    return rows


def _closed() -> QuerySet[Page]:
    """Pages that were taken down with others below them, and sections for some readers only."""
    restricted = Exists(PageViewRestriction.objects.all())
    return Page.objects.filter(Q(live=False, numchild__gt=0, depth__gt=1) | Q(restricted), depth__gt=1).values("pk")[:1]
