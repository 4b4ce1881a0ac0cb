"""Tags and content types in the words of a language, and the filters made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import ArticlePage
from articles.search.text import normalise
from articles.view_models.site import Words, words
from tags.labels import Resolved, ResolvedKind, description_of, label_of, resolve_kind, resolve_tag, slug_of
from tags.models import ContentKind, Tag


@dataclass(frozen=True, slots=True)
class Label:
    """A tag as a link; `language` and `dir` where its name is not in the page's language."""

    text: str
    url: str
    slug: str
    language: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Tag and type of a list: what may be chosen, what is chosen, and the list narrowed down."""

    tags: list[Label]
    kinds: list[Label]
    tag: str
    kind: str
    chosen_tag: Tag | None
    chosen_kind: ContentKind | None

    def apply(self, articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
        """The articles that fit; a tag or type that does not exist fits none."""
        if (self.tag and not self.chosen_tag) or (self.kind and not self.chosen_kind):
            return articles.none()
        if self.chosen_tag:
            articles = articles.filter(tags=self.chosen_tag)
        if self.chosen_kind:
            articles = articles.filter(kind=self.chosen_kind)
        return articles


def name_of(thing: Tag | ContentKind | None, language: str) -> Words:
    """The name of a tag or type; empty for none."""
    return words(*_name(thing, language), language) if thing else Words("")


def description(thing: Tag | ContentKind, language: str) -> Words:
    """The description of a tag or type, filled by people."""
    found = description_of(thing, language)
    return words(found.text, found.lang, language) if found else Words("")


def label(thing: Tag | ContentKind, view: str, language: str) -> Label:
    """A tag (view `tag`) or type (view `type`) as a link."""
    name = words(*_name(thing, language), language)
    slug = slug_of(thing, language)
    url = reverse(view, kwargs={"language": language, "slug": slug})
    return Label(name.text, url, slug, name.language, name.dir)


def tag_labels(tags: Iterable[Tag], language: str) -> list[Label]:
    """Tags as links, in the order of the alphabet."""
    return in_order(label(tag, "tag", language) for tag in tags)


def in_order(labels: Iterable[Label]) -> list[Label]:
    """By name, accents and case apart."""
    return sorted(labels, key=lambda item: (normalise(item.text), item.text))


def filters(language: str, *, tag: str, kind: str) -> Filters:
    """The filters of a list, `tag` and `kind` being slugs from the address: two queries, more where one is chosen."""
    chosen_tag = resolve_tag(tag, language) if tag else None
    chosen_kind = resolve_kind(kind, language) if kind else None
    return Filters(
        tags=tag_labels(Tag.objects.all(), language),
        kinds=[label(item, "type", language) for item in ContentKind.objects.all()],
        tag=chosen_tag.canonical_slug if chosen_tag else tag,
        kind=chosen_kind.canonical_slug if chosen_kind else kind,
        chosen_tag=chosen_tag.tag if chosen_tag else None,
        chosen_kind=chosen_kind.kind if chosen_kind else None,
    )


def filters_of_tag(language: str, found: Resolved, kind: str) -> Filters:
    """The page of a tag may be narrowed down to a content type: one query, more where one is chosen."""
    chosen = resolve_kind(kind, language) if kind else None
    return Filters(
        tags=[],
        kinds=[label(item, "type", language) for item in ContentKind.objects.all()],
        tag=found.canonical_slug,
        kind=chosen.canonical_slug if chosen else kind,
        chosen_tag=found.tag,
        chosen_kind=chosen.kind if chosen else None,
    )


def filters_of_kind(language: str, found: ResolvedKind, tag: str) -> Filters:
    """The page of a content type may be narrowed down to a tag."""
    chosen = resolve_tag(tag, language) if tag else None
    return Filters(
        tags=tag_labels(Tag.objects.all(), language),
        kinds=[],
        tag=chosen.canonical_slug if chosen else tag,
        kind=found.canonical_slug,
        chosen_tag=chosen.tag if chosen else None,
        chosen_kind=found.kind,
    )


def _name(thing: Tag | ContentKind, language: str) -> tuple[str, str]:
    """Name and its language."""
    found = label_of(thing, language)
    return found.text, found.lang
