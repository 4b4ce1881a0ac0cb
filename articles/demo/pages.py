"""An article of the demonstration as a page, and its sentences by the paths of the page's fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from wagtail.images.models import AbstractImage
from wagtail.models import Locale

from articles.demo.content import Article, Block, CallOut, Heading, Part, Picture, Quotation, Text
from articles.demo.vocabulary import Vocabulary
from articles.models import ArticlePage

# Keys of pages are made from the keys of articles: so a second run knows what is there.
_NAMESPACE = UUID("6f0c1d0e-6f54-5b0e-9a55-2f6d1c1b7c10")

Paragraphs = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Images in the library by the names of their files."""

    images: Mapping[str, AbstractImage]

    def of(self, picture: Picture | None) -> AbstractImage | None:
        return self.images[picture.file] if picture else None


def translation_key(article: Article) -> UUID:
    return uuid5(_NAMESPACE, article.key)


def block_id(article: Article, number: int) -> UUID:
    """Id of a block by its number from 0."""
    return uuid5(translation_key(article), f"block {number}")


def source_page(article: Article, *, locale: Locale, vocabulary: Vocabulary, pictures: Pictures) -> ArticlePage:
    """The article in the language that it was written in, not saved."""
    language = article.source
    lead = article.picture
    page = ArticlePage(
        title=article.title[language],
        locale=locale,
        translation_key=translation_key(article),
        live=False,
        published_on=article.published,
        kind=vocabulary.kinds[article.kind],
        place=article.place[language],
        summary=article.summary_text(language),
        lead_image=pictures.of(lead),
        lead_alt=lead.alt[language] if lead else "",
        lead_caption=lead.caption[language] if lead else "",
        lead_credit=lead.credit[language] if lead else "",
    )
    page.tags = [vocabulary.tags[key] for key in article.tags]
    page.authors = [vocabulary.authors[key] for key in article.authors]
    blocks = [
        {"id": str(block_id(article, number)), **_stored(block, language, pictures)}
        for number, block in enumerate(article.blocks)
    ]
    page.body = ArticlePage._meta.get_field("body").stream_block.to_python(blocks)
    return page


def pictures_of(article: Article) -> list[Picture]:
    """The lead picture and those of the body."""
    return [part for part in (article.picture, *article.blocks) if isinstance(part, Picture)]


def _stored(block: Block, language: str, pictures: Pictures) -> dict[str, Any]:
    """Type and value of a block as a StreamField stores them."""
    match block:
        case Text():
            return {"type": "text", "value": block.html(language)}
        case Heading():
            return {"type": "heading", "value": block.text[language]}
        case Quotation():
            value = {"text": block.text(language), "attribution": block.source[language]}
            return {"type": "quotation", "value": value}
        case Picture():
            texts = {"alt": block.alt[language], "caption": block.caption[language], "credit": block.credit[language]}
            image = pictures.images[block.file]
            return {"type": "picture", "value": {"image": image.pk, "decorative": False, **texts}}
        case CallOut():
            return {"type": "call_out", "value": {"title": block.title[language], "text": block.html(language)}}


def sentences_by_path(article: Article, language: str) -> dict[str, Paragraphs]:
    """Every text of the article in a language: path of the field → paragraphs → sentences."""
    found: dict[str, Paragraphs] = {
        "title": [[article.title[language]]],
        "summary": [article.summary[language]],
        "place": [[article.place[language]]],
    }
    if article.picture:
        for name, text in _words_of(article.picture, language):
            found[f"lead_{name}"] = [[text]]
    for number, block in enumerate(article.blocks):
        path = f"body/{block_id(article, number)}"
        found.update({path + name: paragraphs for name, paragraphs in _paragraphs(block, language)})
    return found


def _words_of(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    yield "alt", picture.alt[language]
    yield "caption", picture.caption[language]
    yield "credit", picture.credit[language]


def _paragraphs(block: Block, language: str) -> Iterator[tuple[str, Paragraphs]]:
    """Texts of a block with what follows the block's path."""
    match block:
        case Text():
            yield "", _of_parts(block.parts, language)
        case Heading():
            yield "", [[block.text[language]]]
        case Quotation():
            yield "/text", [block.sentences[language]]
            yield "/attribution", [[block.source[language]]]
        case Picture():
            for name, text in _words_of(block, language):
                yield f"/{name}", [[text]]
        case CallOut():
            yield "/title", [[block.title[language]]]
            yield "/text", _of_parts(block.parts, language)


def _of_parts(parts: Sequence[Part], language: str) -> Paragraphs:
    """Each list item is a paragraph of its own."""
    found: list[Sequence[str]] = []
    for part in parts:
        sentences = part.sentences[language]
        found += [sentences] if part.style == "paragraph" else [[sentence] for sentence in sentences]
    return found
