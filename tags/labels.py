"""Reading labels: in which language a text is, and whose an address is. The door for pages and lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q

from tags.alphabets import sort_key
from tags.columns import column, column_languages, in_order, read
from tags.models import ContentKind, KindSlugRedirect, Labelled, SlugRedirect, Tag, TagSlugRedirect
from tags.slugs import normal

_LONGEST_REQUEST = 255

_Item = TypeVar("_Item", bound=Labelled)


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the language that it is in, for `lang=`; the language asked for is not always there."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whose an address is, and its present spelling in the language: redirect where the request's is another."""

    tag: Tag
    canonical_slug: str


@dataclass(frozen=True, slots=True)
class ResolvedKind:
    """As Resolved, for content types."""

    kind: ContentKind
    canonical_slug: str


def label_of(item: Labelled, language: str) -> Label:
    """The name in this language, else in the default one, else in any; never empty, no query."""
    return _text(item, "name", language) or Label(item.key, language)


def description_of(item: Tag | ContentKind, language: str) -> Label | None:
    """The description, with the same fallback; None where there is none at all."""
    return _text(item, "description", language)


def slug_of(item: Labelled, language: str) -> str:
    """The last part of the address in this language; where it has none, that of the fallback's."""
    slugs = item.slugs()
    return next((slugs[code] for code in in_order(language) if code in slugs), item.key)


def by_label(items: Iterable[_Item], language: str) -> list[_Item]:
    """The items in the order of their labels in a language."""
    return sorted(items, key=lambda item: (sort_key(label_of(item, language).text, language), item.key))


def resolve_tag(slug: str, language: str) -> Resolved | None:
    """The tag that an address means in a language, at most 2 queries.

    Looked for among this language's slugs, then its old ones, then other languages' slugs, then their old ones;
    decomposed (NFD) and capital letters mean the same address.
    """
    tag = _resolve(Tag, TagSlugRedirect, slug, language)
    return Resolved(tag, slug_of(tag, language)) if tag else None


def resolve_kind(slug: str, language: str) -> ResolvedKind | None:
    """As `resolve_tag`, for content types."""
    kind = _resolve(ContentKind, KindSlugRedirect, slug, language)
    return ResolvedKind(kind, slug_of(kind, language)) if kind else None


def _text(item: Labelled, name: str, language: str) -> Label | None:
    texts = (Label(read(item, name, code), code) for code in in_order(language))
    return next((label for label in texts if label.text), None)


def _resolve(model: type[_Item], past: type[SlugRedirect], slug: str, language: str) -> _Item | None:
    if len(slug) > _LONGEST_REQUEST or "\x00" in slug or any("\ud800" <= sign <= "\udfff" for sign in slug):
        return None
    wanted = normal(slug)
    languages = [code for code in in_order(language) if code in column_languages()]
    anywhere = Q()
    for code in languages:
        anywhere |= Q(**{column("slug", code): wanted})
    found = list(model._default_manager.filter(anywhere)) if wanted else []
    own = next((item for item in found if read(item, "slug", language) == wanted), None)
    if own or not wanted:
        return own
    rows: Any = past._default_manager.filter(slug=wanted)
    old: dict[str, _Item] = {row.language: row.target for row in rows.select_related("target")}
    if language in old:
        return old[language]
    for code in languages:
        for item in found:
            if read(item, "slug", code) == wanted:
                return item
    return next((old[code] for code in (*languages, *old) if code in old), None)
