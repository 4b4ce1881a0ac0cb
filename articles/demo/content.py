"""The content of the demonstration, read from TOML files and checked. Pure: no Django, no database.

Every text is a list of sentences per language; sentence i of one language corresponds to sentence i of every
other. A language that an article's `languages` does not name has no text in the files: machines or people make it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from articles.demo.marks import BadMarkup, marks_of

FOLDER = Path(__file__).parent
PICTURES = FOLDER / "pictures"
SITE_LANGUAGES = ("en", "fr", "es", "ar")

Words = Mapping[str, str]  # language → one plain text
Sentences = Mapping[str, tuple[str, ...]]  # language → sentences in order
Style = Literal["paragraph", "bullets", "numbers"]

_LIST_TAG = {"bullets": "ul", "numbers": "ol"}


class ContentError(ValueError):
    """A file of the demonstration breaks a rule; the message says which file, where, and what."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a list whose items are the sentences. Sentences are HTML with the marks a, b and i."""

    style: Style
    sentences: Sentences

    def html(self, language: str) -> str:
        """The part as one HTML element. KeyError: the article has no text in that language."""
        sentences = self.sentences[language]
        if self.style == "paragraph":
            return f"<p>{' '.join(sentences)}</p>"
        tag = _LIST_TAG[self.style]
        return f"<{tag}>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</{tag}>"


@dataclass(frozen=True, slots=True)
class Text:
    parts: tuple[Part, ...]

    def html(self, language: str) -> str:
        """The block's rich text."""
        return "".join(part.html(language) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Heading:
    text: Words


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage of the article itself, or a proverb; `source` says which. Plain sentences."""

    sentences: Sentences
    source: Words

    def text(self, language: str) -> str:
        return " ".join(self.sentences[language])


@dataclass(frozen=True, slots=True)
class Picture:
    file: str
    alt: Words
    caption: Words
    credit: Words

    @property
    def path(self) -> Path:
        return PICTURES / self.file


@dataclass(frozen=True, slots=True)
class CallOut:
    title: Words
    parts: tuple[Part, ...]

    def html(self, language: str) -> str:
        """The call-out's rich text, without its title."""
        return "".join(part.html(language) for part in self.parts)


Block = Text | Heading | Quotation | Picture | CallOut


@dataclass(frozen=True, slots=True)
class Article:
    key: str
    source: str
    languages: tuple[str, ...]  # the source first
    published: date
    kind: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    place: Words
    title: Words
    summary: Sentences
    picture: Picture | None
    blocks: tuple[Block, ...]

    def summary_text(self, language: str) -> str:
        return " ".join(self.summary[language])

    def sentences(self, language: str) -> Iterator[str]:
        """The prose in reading order: summary, then paragraphs, list items, quotations and call-outs."""
        yield from self.summary[language]
        for block in self.blocks:
            if isinstance(block, Text | CallOut):
                for part in block.parts:
                    yield from part.sentences[language]
            elif isinstance(block, Quotation):
                yield from block.sentences[language]

    def lines(self, language: str) -> Iterator[str]:
        """The texts that are never split: title, place, headings, titles of call-outs, what stands under pictures."""
        yield self.title[language]
        yield self.place[language]
        for block in (self.picture, *self.blocks):
            if isinstance(block, Heading):
                yield block.text[language]
            elif isinstance(block, Quotation):
                yield block.source[language]
            elif isinstance(block, Picture):
                yield from (block.alt[language], block.caption[language], block.credit[language])
            elif isinstance(block, CallOut):
                yield block.title[language]


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
    name: Words
    tagline: Words
    footer: Words


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Everything, articles in order of publication; vocabulary by key."""

    articles: tuple[Article, ...]
    tags: Mapping[str, Tag]
    kinds: Mapping[str, Kind]
    authors: Mapping[str, Author]
    site: Site


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which file we are, for messages, and the languages that must be there."""

    where: str
    languages: tuple[str, ...]

    def at(self, name: str) -> "_Place":
        return _Place(f"{self.where}: {name}", self.languages)

    def error(self, message: str) -> ContentError:
        return ContentError(f"{self.where}: {message}")

    def value(self, table: Mapping[str, Any], name: str, kind: type) -> Any:
        if name not in table:
            raise self.error(f"“{name}” is missing")
        if type(table[name]) is not kind:
            raise self.error(f"“{name}” must be a {kind.__name__}")
        return table[name]

    def only(self, table: Mapping[str, Any], names: Sequence[str]) -> None:
        unknown = sorted(set(table) - set(names))
        if unknown:
            raise self.error(f"unknown: {', '.join(unknown)}")

    def words(self, table: Mapping[str, Any]) -> Words:
        """One plain text per language, in exactly the languages of the article."""
        self.only(table, self.languages)
        texts = {language: self.value(table, language, str) for language in self.languages}
        for language, text in texts.items():
            if text != text.strip() or not text or "<" in text or "\n" in text:
                raise self.error(f"{language} must be one line of plain text")
        return texts

    def sentences(self, table: Mapping[str, Any], *, marks: bool) -> Sentences:
        """Sentences per language: as many in each, with the same marks in each pair."""
        self.only(table, self.languages)
        texts = {language: tuple(self.value(table, language, list)) for language in self.languages}
        first = self.languages[0]
        for language, sentences in texts.items():
            if not sentences or len(sentences) != len(texts[first]):
                raise self.error(f"{language} has {len(sentences)} sentences, {first} has {len(texts[first])}")
            for number, (sentence, source) in enumerate(zip(sentences, texts[first], strict=True), start=1):
                self.at(f"{language}, sentence {number}").check_sentence(sentence, source, marks=marks)
        return texts

    def check_sentence(self, sentence: Any, source: str, *, marks: bool) -> None:
        if not isinstance(sentence, str) or not sentence or sentence != sentence.strip() or "\n" in sentence:
            raise self.error("must be one line of text")
        if not marks:
            if "<" in sentence:
                raise self.error("plain text, no marks")
            return
        try:
            found, wanted = marks_of(sentence), marks_of(source)
        except BadMarkup as error:
            raise self.error(str(error)) from error
        if found != wanted:
            raise self.error(f"marks {sorted(found)} do not correspond to those of the source, {sorted(wanted)}")


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
        place = _Place(f"{article.key}.toml", article.languages)
        for kind_of, keys, known in (
            ("tag", article.tags, tags),
            ("content type", (article.kind,), kinds),
            ("author", article.authors, authors),
        ):
            for key in keys:
                if key not in known:
                    raise place.error(f"unknown {kind_of} “{key}”")
    in_order = tuple(sorted(articles, key=lambda article: (article.published, article.key)))
    return DemoContent(in_order, tags, kinds, authors, _site(folder / "site.toml"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _entries(path: Path) -> Iterator[tuple[str, _Place, Mapping[str, Any]]]:
    for key, table in _read(path).items():
        yield key, _Place(f"{path.name}: {key}", SITE_LANGUAGES), table


def _tag(key: str, place: _Place, table: Mapping[str, Any]) -> Tag:
    place.only(table, ("name", "slug", "description"))
    return Tag(key, *(_named(place, table, name) for name in ("name", "slug", "description")))


def _kind(key: str, place: _Place, table: Mapping[str, Any]) -> Kind:
    place.only(table, ("name", "slug"))
    return Kind(key, *(_named(place, table, name) for name in ("name", "slug")))


def _author(key: str, place: _Place, table: Mapping[str, Any]) -> Author:
    place.only(table, ("name", "slug", "role"))
    name, slug = (place.value(table, field, str) for field in ("name", "slug"))
    return Author(key, name, slug, _named(place, table, "role"))


def _site(path: Path) -> Site:
    place, table = _Place(path.name, SITE_LANGUAGES), _read(path)
    place.only(table, ("name", "tagline", "footer"))
    return Site(*(_named(place, table, name) for name in ("name", "tagline", "footer")))


def _named(place: _Place, table: Mapping[str, Any], name: str) -> Words:
    return place.at(name).words(place.value(table, name, dict))


def _unique_slugs(file: str, slugs: Sequence[Words]) -> None:
    seen: set[tuple[str, str]] = set()
    for entry in slugs:
        for pair in entry.items():
            if pair in seen:
                raise ContentError(f"{file}: the slug “{pair[1]}” occurs twice in {pair[0]}")
            seen.add(pair)


def _article(path: Path) -> Article:
    table = _read(path)
    start = _Place(path.name, ())
    languages = tuple(start.value(table, "languages", list))
    place = _Place(path.name, languages)
    names = ("key", "source", "languages", "published", "kind", "tags", "authors")
    place.only(table, (*names, "place", "title", "summary", "picture", "blocks"))
    if place.value(table, "key", str) != path.stem:
        raise place.error("“key” must be the name of the file")
    if not languages or languages[0] != place.value(table, "source", str) or not set(languages) <= set(SITE_LANGUAGES):
        raise place.error("“languages” must begin with the source and name languages of the site")
    picture = table.get("picture")
    return Article(
        key=table["key"],
        source=table["source"],
        languages=languages,
        published=place.value(table, "published", date),
        kind=place.value(table, "kind", str),
        tags=tuple(place.value(table, "tags", list)),
        authors=tuple(place.value(table, "authors", list)),
        place=_named(place, table, "place"),
        title=_named(place, table, "title"),
        summary=place.at("summary").sentences(place.value(table, "summary", dict), marks=False),
        picture=_picture(place.at("picture"), picture) if picture is not None else None,
        blocks=tuple(
            _block(place.at(f"block {number}"), block)
            for number, block in enumerate(place.value(table, "blocks", list), start=1)
        ),
    )


def _block(place: _Place, table: Mapping[str, Any]) -> Block:
    kind = place.value(table, "type", str)
    rest = {name: value for name, value in table.items() if name != "type"}
    match kind:
        case "text":
            place.only(rest, ("parts",))
            return Text(_parts(place, rest))
        case "heading":
            return Heading(place.words(rest))
        case "quotation":
            source = _named(place, rest, "source")
            del rest["source"]
            return Quotation(place.sentences(rest, marks=False), source)
        case "picture":
            return _picture(place, rest)
        case "call_out":
            place.only(rest, ("title", "parts"))
            return CallOut(_named(place, rest, "title"), _parts(place, rest))
    raise place.error(f"unknown type “{kind}”")


def _parts(place: _Place, table: Mapping[str, Any]) -> tuple[Part, ...]:
    parts = []
    for number, entry in enumerate(place.value(table, "parts", list), start=1):
        here = place.at(f"part {number}")
        texts = dict(entry)
        style = texts.pop("style", "paragraph")
        if style not in ("paragraph", *_LIST_TAG):
            raise here.error(f"unknown style “{style}”")
        parts.append(Part(style, here.sentences(texts, marks=True)))
    return tuple(parts)


def _picture(place: _Place, table: Mapping[str, Any]) -> Picture:
    place.only(table, ("file", "alt", "caption", "credit"))
    picture = Picture(
        place.value(table, "file", str), *(_named(place, table, name) for name in ("alt", "caption", "credit"))
    )
    if not picture.path.is_file():
        raise place.error(f"there is no picture “{picture.file}”")
    return picture
