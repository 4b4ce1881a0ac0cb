"""The content of the demonstration, read from TOML files and checked. Pure: no Django, no database.

Every text is a list of sentences per language; sentence i of one language corresponds to sentence i of every
other. A language that an article's `languages` does not name has no text in the files: machines or people make it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from articles.demo.blocks import (
    FOLDER,
    PICTURES,
    Block,
    CallOut,
    Heading,
    Part,
    Picture,
    Quotation,
    Text,
    Video,
    blocks_in,
    pictures_in,
    read_blocks,
    read_picture,
)
from articles.demo.place import SITE_LANGUAGES, ContentError, Place, Sentences, Words

__all__ = [
    "FOLDER",
    "PICTURES",
    "SITE_LANGUAGES",
    "Article",
    "CallOut",
    "ContentError",
    "Correction",
    "DemoContent",
    "Heading",
    "Part",
    "Picture",
    "Quotation",
    "StandardText",
    "Text",
    "Words",
    "load",
]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the editor changes in the original when the translations are there already."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What articles and standard pages share."""

    key: str
    source: str
    languages: tuple[str, ...]  # the source first
    title: Words
    summary: Sentences
    blocks: tuple[Block, ...]

    def summary_text(self, language: str) -> str:
        return " ".join(self.summary[language])

    def sentences(self, language: str) -> Iterator[str]:
        """The prose in reading order: summary, then paragraphs, list items, quotations and call-outs."""
        yield from self.summary[language]
        for block in self.blocks:
            yield from block.prose(language)

    def lines(self, language: str) -> Iterator[str]:
        """The texts that are never split: title, headings, what stands under pictures."""
        yield self.title[language]
        for block in self.blocks:
            yield from block.lines(language)


@dataclass(frozen=True, slots=True)
class Article(Texts):
    published: date
    kind: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    place: Words
    picture: Picture | None
    corrections: tuple[Correction, ...]

    def lines(self, language: str) -> Iterator[str]:
        """As for every page, and the place and what belongs to the picture."""
        yield from Texts.lines(self, language)
        yield self.place[language]
        if self.picture:
            yield from self.picture.lines(language)


@dataclass(frozen=True, slots=True)
class StandardText(Texts):
    """A standard page. `role`: what the site links to it for."""

    role: str


@dataclass(frozen=True, slots=True)
class Tag:
    key: str
    name: Words
    slug: Words
    description: Words


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    name: Words
    slug: Words


@dataclass(frozen=True, slots=True)
class Author:
    """A sample account; `role` says so in every language."""

    key: str
    name: str
    slug: str
    role: Words


@dataclass(frozen=True, slots=True)
class Site:
    """Names of the site, headings of the footer's columns, and the licence of the texts."""

    name: Words
    tagline: Words
    footer: Words
    about: Words
    subjects: Words
    postal_address: Words
    licence: Words


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Everything, articles in order of publication; vocabulary by key."""

    articles: tuple[Article, ...]
    pages: tuple[StandardText, ...]
    tags: Mapping[str, Tag]
    kinds: Mapping[str, Kind]
    authors: Mapping[str, Author]
    site: Site


def load(folder: Path = FOLDER / "content") -> DemoContent:
    """All files of a folder, checked. Raises ContentError at the first rule that is broken."""
    tags = {key: _tag(key, place, table) for key, place, table in _entries(folder / "tags.toml")}
    kinds = {key: _kind(key, place, table) for key, place, table in _entries(folder / "kinds.toml")}
    authors = {key: _author(key, place, table) for key, place, table in _entries(folder / "authors.toml")}
    _unique_slugs("tags.toml", [tag.slug for tag in tags.values()])
    _unique_slugs("kinds.toml", [kind.slug for kind in kinds.values()])
    _unique_slugs("authors.toml", [{"every language": author.slug} for author in authors.values()])
    vocabulary = {"tags.toml", "kinds.toml", "authors.toml", "site.toml"}
    articles = [_article(path) for path in sorted(folder.glob("*.toml")) if path.name not in vocabulary]
    for article in articles:
        place = Place(f"{article.key}.toml", article.languages)
        for kind_of, keys, known in (
            ("tag", article.tags, tags),
            ("content type", (article.kind,), kinds),
            ("author", article.authors, authors),
        ):
            for key in keys:
                if key not in known:
                    raise place.error(f"unknown {kind_of} “{key}”")
    in_order = tuple(sorted(articles, key=lambda article: (article.published, article.key)))
    pages = tuple(_standard(path) for path in sorted((folder / "pages").glob("*.toml")))
    return DemoContent(in_order, pages, tags, kinds, authors, _site(folder / "site.toml"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _entries(path: Path) -> Iterator[tuple[str, Place, Mapping[str, Any]]]:
    for key, table in _read(path).items():
        yield key, Place(f"{path.name}: {key}", SITE_LANGUAGES), table


def _tag(key: str, place: Place, table: Mapping[str, Any]) -> Tag:
    place.only(table, ("name", "slug", "description"))
    return Tag(key, *(place.named(table, name) for name in ("name", "slug", "description")))


def _kind(key: str, place: Place, table: Mapping[str, Any]) -> Kind:
    place.only(table, ("name", "slug"))
    return Kind(key, *(place.named(table, name) for name in ("name", "slug")))


def _author(key: str, place: Place, table: Mapping[str, Any]) -> Author:
    place.only(table, ("name", "slug", "role"))
    name, slug = (place.value(table, field, str) for field in ("name", "slug"))
    return Author(key, name, slug, place.named(table, "role"))


def _site(path: Path) -> Site:
    place, table = Place(path.name, SITE_LANGUAGES), _read(path)
    names = ("name", "tagline", "footer", "about", "subjects", "postal_address", "licence")
    place.only(table, names)
    return Site(*(place.named(table, name) for name in names))


def _unique_slugs(file: str, slugs: Sequence[Words]) -> None:
    seen: set[tuple[str, str]] = set()
    for entry in slugs:
        for pair in entry.items():
            if pair in seen:
                raise ContentError(f"{file}: the slug “{pair[1]}” occurs twice in {pair[0]}")
            seen.add(pair)


def _start(path: Path, names: Sequence[str]) -> tuple[Place, dict[str, Any], dict[str, Any]]:
    """Place, table and the fields that every page has."""
    table = _read(path)
    languages = tuple(Place(path.name, ()).value(table, "languages", list))
    place = Place(path.name, languages)
    place.only(table, ("key", "source", "languages", "title", "summary", "blocks", *names))
    if place.value(table, "key", str) != path.stem:
        raise place.error("“key” must be the name of the file")
    if not languages or languages[0] != place.value(table, "source", str) or not set(languages) <= set(SITE_LANGUAGES):
        raise place.error("“languages” must begin with the source and name languages of the site")
    shared = {
        "key": table["key"],
        "source": table["source"],
        "languages": languages,
        "title": place.named(table, "title"),
        "summary": place.at("summary").sentences(place.value(table, "summary", dict), marks=False),
    }
    return place, table, shared


def _article(path: Path) -> Article:
    names = ("published", "kind", "tags", "authors", "place", "picture", "corrections")
    place, table, shared = _start(path, names)
    picture = table.get("picture")
    article = Article(
        **shared,
        published=place.value(table, "published", date),
        kind=place.value(table, "kind", str),
        tags=tuple(place.value(table, "tags", list)),
        authors=tuple(place.value(table, "authors", list)),
        place=place.named(table, "place"),
        picture=read_picture(place.at("picture"), picture) if picture is not None else None,
        blocks=read_blocks(place, table),
        corrections=tuple(_correction(here, entry) for here, entry in _corrections(place, table)),
    )
    lead = [article.picture] if article.picture else []
    with_words = {picture.file for picture in (*lead, *pictures_in(article.blocks))}
    for block in blocks_in(article.blocks):
        if isinstance(block, Video) and block.poster not in with_words:
            raise place.error(f"the poster “{block.poster}” is no picture of the article")
    sentences = set(article.sentences(article.source))
    for correction in article.corrections:
        if correction.old not in sentences:
            raise place.error(f"no sentence {correction.old!r} to correct")
    return article


def _corrections(place: Place, table: Mapping[str, Any]) -> list[tuple[Place, dict[str, Any]]]:
    return place.each(table, "corrections", "correction") if "corrections" in table else []


def _correction(place: Place, table: Mapping[str, Any]) -> Correction:
    place.only(table, ("old", "new"))
    return Correction(*(place.value(table, name, str) for name in ("old", "new")))


def _standard(path: Path) -> StandardText:
    place, table, shared = _start(path, ("role",))
    return StandardText(**shared, role=place.value(table, "role", str), blocks=read_blocks(place, table))
