"""The index is written here: with each publication, and for all pages by `complete` and `rebuild`.

A page takes six queries at most, whatever its length, and one where nothing has changed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from wagtail.models import Page

from articles import languages
from articles.models import ArticlePage, StandardPage, TextPage
from articles.models.search import SearchEntry, SearchPosting, SearchWord
from articles.reading_time import plain_text
from articles.search import bulk
from articles.search.pieces import Piece, pieces
from articles.search.stems import FORM
from articles.search.terms import kind_term, term, topic_term
from articles.search.text import normalise
from articles.search.words import as_shown, bare, head_of, is_kept
from articles.texts import body_texts

# Where a term stands decides first, the day of publication next. In the text it counts up to three times.
TITLE, TOPIC, SUMMARY, BODY, MOST_IN_BODY = 16, 8, 4, 1, 3
_LONGEST_TEXT = 200_000
_MOST_TERMS = 5_000
_BATCH = 200
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "।", "”", "»", "」")


@dataclass(slots=True)
class _Found:
    weight: int
    in_body: int = 0
    at: int = -1


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the index holds of a page. `words`: (language, text, shown, head, term)."""

    terms: dict[int, tuple[int, int]]
    words: list[tuple[str, str, str, str, int]]


@transaction.atomic(savepoint=False)  # part of the publication: two queries fewer
def update(page: TextPage) -> bool:
    """Index a public page anew, forget one that is not; whether anything had to be written."""
    if not page.live or page.alias_of_id is not None:
        return forget(pages=[page.pk])
    language = page.locale.language_code
    title, summary, rest = _texts(page)
    summary = " ".join(summary.split())
    text, summary_ends = _one_line([summary, *rest.splitlines()])[:_LONGEST_TEXT], len(summary)
    fixed, day = _fixed_terms(page), page.published_on.toordinal() if isinstance(page, ArticlePage) else 0
    digest = _digest(language, title, text, summary_ends, sorted(fixed), day, FORM)
    entry = SearchEntry.objects.defer("text").filter(pk=page.pk).first()
    if entry is not None and entry.digest == digest:
        return False
    facts = {"language": language, "key": page.translation_key, "text": text, "digest": digest, "form": FORM}
    if entry is None:
        SearchEntry.objects.bulk_create([SearchEntry(page_id=page.pk, **facts)])
    else:
        SearchEntry.objects.filter(pk=page.pk).update(**facts)
        SearchPosting.objects.filter(entry_id=page.pk).delete()
    prepared = prepare(title, text, summary_ends, language)
    terms = prepared.terms | dict.fromkeys(fixed, (TOPIC, -1))
    bulk.insert(
        SearchPosting,
        ("entry_id", "term", "weight", "day", "at"),
        [(page.pk, number, weight, day, at) for number, (weight, at) in sorted(terms.items())],
    )
    bulk.insert_missing(
        SearchWord, ("language", "text", "shown", "head", "term"), prepared.words, by=("language", "text")
    )
    return True


def forget(*, pages: Iterable[int]) -> bool:
    """Take pages out of the index: 2 queries."""
    keys = list(pages)
    SearchPosting.objects.filter(entry_id__in=keys).delete()
    return bool(SearchEntry.objects.filter(pk__in=keys).delete()[0])


def prepare(title: str, text: str, summary_ends: int, language: str) -> Prepared:
    """Terms with weight and first place, and words, of one page. Pure."""
    found: dict[int, _Found] = {}
    words: dict[str, tuple[str, str, str, str, int]] = {}
    for piece, in_title in [*((p, True) for p in pieces(title)), *((p, False) for p in pieces(text))]:
        forms = piece.keys(language)
        for form in forms:
            _count(found, term(form, language), piece, in_title, summary_ends)
        if forms:
            _note_word(words, piece, language, term(forms[0], language))
        if len(found) >= _MOST_TERMS:
            break
    terms = {number: (seen.weight + min(seen.in_body, MOST_IN_BODY) * BODY, seen.at) for number, seen in found.items()}
    return Prepared(terms, [words[key] for key in sorted(words)])


def _count(found: dict[int, _Found], number: int, piece: Piece, in_title: bool, summary_ends: int) -> None:
    seen = found.setdefault(number, _Found(0))
    if in_title:
        seen.weight |= TITLE
        return
    if seen.at < 0:
        seen.at = piece.start
    if piece.start < summary_ends:
        seen.weight |= SUMMARY
    else:
        seen.in_body += 1


def _note_word(words: dict[str, tuple[str, str, str, str, int]], piece: Piece, language: str, number: int) -> None:
    folded = normalise(piece.text)
    text = bare(folded, language)
    if text not in words and is_kept(text, piece.is_word):
        shown = as_shown(piece.text, folded, text)
        words[text] = (language, text, shown, head_of(text, piece.is_word), number)


def _texts(page: TextPage) -> tuple[str, str, str]:
    rest = [plain_text(body_texts(page.body))]
    if isinstance(page, ArticlePage):
        rest += [page.place, page.lead_caption]
    return page.title, page.summary, "\n".join(rest)


def _one_line(lines: Iterable[str]) -> str:
    """What excerpts are cut from: a heading does not run into the sentence after it."""
    joined = ""
    for line in (" ".join(line.split()) for line in lines):
        if line and joined:
            joined += " " if joined.endswith(_ENDS) else " · "
        joined += line
    return joined


def _fixed_terms(page: TextPage) -> list[int]:
    """Topics and content type, by number: a new name or a merge changes no page's text."""
    if not isinstance(page, ArticlePage):
        return []
    language = page.locale.language_code
    kinds = [kind_term(page.kind_id, language)] if page.kind_id else []
    return [*kinds, *(topic_term(tag.pk, language) for tag in page.tags.all())]


def _digest(*facts: object) -> str:
    return blake2b(repr(facts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def unindexed() -> QuerySet[Page]:
    """Live pages of text that the index does not hold in its present form, in a fixed order."""
    text_pages = Q(articlepage__isnull=False) | Q(standardpage__isnull=False)
    stale = Q(search_entry__isnull=True) | ~Q(search_entry__form=FORM)
    return Page.objects.filter(text_pages, stale, live=True, alias_of=None).order_by("pk")


def complete(*, report: Callable[[int, int], None] | None = None) -> int:
    """Index what is missing, in batches; how many pages. It can be stopped and begun again at any time."""
    wanted = list(unindexed().values_list("pk", flat=True))
    for done, page in enumerate(_in_batches(wanted), start=1):
        update(page)
        if report and (done % _BATCH == 0 or done == len(wanted)):
            report(done, len(wanted))
    return len(wanted)


def rebuild(*, report: Callable[[int, int], None] | None = None) -> int:
    """Index all pages anew; search goes on meanwhile, each page changing at once. Words that nobody uses go."""
    gone = SearchEntry.objects.exclude(page__in=Page.objects.filter(live=True, alias_of=None))
    forget(pages=gone.values_list("pk", flat=True))
    SearchEntry.objects.update(form=0, digest="")
    count = complete(report=report)
    tidy_words()
    return count


def tidy_words() -> None:
    """Each word once, and none that stands on no page."""
    once = SearchWord.objects.values("language", "text").annotate(first=Min("pk")).values("first")
    SearchWord.objects.exclude(pk__in=once).delete()
    SearchWord.objects.exclude(term__in=SearchPosting.objects.values("term")).delete()


def replace_tag(*, tag: int) -> None:
    """A tag is gone: pages that had it have the one that it was merged into, if any."""
    rows = ArticlePage.tags.through.objects.exclude(tag_id=tag).order_by("pk")

    def present(pages: list[int]) -> Iterable[tuple[int, int]]:
        return rows.filter(articlepage_id__in=pages).values_list("articlepage_id", "tag_id")

    _replace(tag, topic_term, present)


def replace_kind(*, kind: int) -> None:
    """A content type is gone: pages that had it have the one that it was merged into."""
    articles = ArticlePage.objects.exclude(kind_id=kind).exclude(kind=None).order_by("pk")

    def present(pages: list[int]) -> Iterable[tuple[int, int]]:
        return ((page, kind or 0) for page, kind in articles.filter(pk__in=pages).values_list("pk", "kind_id"))

    _replace(kind, kind_term, present)


@transaction.atomic
def _replace(
    gone: int, number: Callable[[int, str], int], present: Callable[[list[int]], Iterable[tuple[int, int]]]
) -> None:
    """Put the topics or types that pages have now where one is gone; `present` answers them for some pages."""
    for language in languages.codes():
        had = SearchPosting.objects.filter(term=number(gone, language))
        days = dict(had.order_by("entry_id").values_list("entry_id", "day"))
        had.delete()
        for pages in _slices(list(days)):
            rows = [
                SearchPosting(entry_id=page, term=number(other, language), weight=TOPIC, day=days[page], at=-1)
                for page, other in present(pages)
            ]
            SearchPosting.objects.bulk_create(rows, ignore_conflicts=True)
            SearchEntry.objects.filter(pk__in=pages).update(digest="")


def _in_batches(keys: list[int]) -> Iterator[TextPage]:
    for some in _slices(keys):
        found: dict[int, Any] = {}
        for model in (ArticlePage, StandardPage):
            found |= {page.pk: page for page in model.objects.filter(pk__in=some).select_related("locale")}
        yield from (found[key] for key in some if key in found)


def _slices(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
