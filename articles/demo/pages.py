"""Articles and standard pages of the demonstration as pages, and their sentences by the paths of the page's fields."""

from typing import Any
from uuid import UUID, uuid5

from wagtail.models import Locale

from articles.demo.blocks import Block, Media, Paragraphs, Picture, documents_in, pictures_in
from articles.demo.content import Article, StandardText
from articles.demo.content import Texts as Content
from articles.demo.vocabulary import Vocabulary
from articles.models import ArticlePage, StandardPage

# Keys of pages are made from the keys of articles: so a second run knows what is there.
_NAMESPACE = UUID("6f0c1d0e-6f54-5b0e-9a55-2f6d1c1b7c10")


def translation_key(content: Content) -> UUID:
    kind = "page " if isinstance(content, StandardText) else ""
    return uuid5(_NAMESPACE, f"{kind}{content.key}")


def block_id(content: Content, number: int) -> UUID:
    """Id of a block by its number from 0."""
    return uuid5(translation_key(content), f"block {number}")


def article_page(article: Article, *, locale: Locale, vocabulary: Vocabulary, media: Media) -> ArticlePage:
    """The article in the language that it was written in, not saved."""
    language = article.source
    page = ArticlePage(
        **_shared(article, locale, media),
        published_on=article.published,
        kind=vocabulary.kinds[article.kind],
        place=article.place[language],
    )
    if article.picture:
        page.lead_image_id = media.images[article.picture.file]
        for name, ((text,),) in article.picture.words(language):
            setattr(page, f"lead_{name}", text)
    page.tags = [vocabulary.tags[key] for key in article.tags]
    page.authors = [vocabulary.authors[key] for key in article.authors]
    return page


def standard_page(content: StandardText, *, locale: Locale, media: Media) -> StandardPage:
    """The standard page in the language that it was written in, not saved."""
    return StandardPage(**_shared(content, locale, media), role=content.role)


def _shared(content: Content, locale: Locale, media: Media) -> dict[str, Any]:
    return {
        "title": content.title[content.source],
        "locale": locale,
        "translation_key": translation_key(content),
        "live": False,
        "summary": content.summary_text(content.source),
        "body": _body(content, media),
    }


def _body(content: Content, media: Media) -> Any:
    blocks = []
    for number, block in enumerate(content.blocks):
        key = block_id(content, number)
        blocks.append({"id": str(key), "type": block.type, "value": block.stored(content.source, media, key)})
    return ArticlePage._meta.get_field("body").stream_block.to_python(blocks)


def pictures_of(content: Content) -> list[Picture]:
    """The lead picture and those of the body."""
    lead = [content.picture] if isinstance(content, Article) and content.picture else []
    return [*lead, *pictures_in(content.blocks)]


def documents_of(content: Content) -> list[tuple[str, str]]:
    """Files of the body with the titles that the library shows."""
    return documents_in(content.blocks)


def sentences_by_path(content: Content, language: str) -> dict[str, Paragraphs]:
    """Every text of a page in a language: path of the field → paragraphs → sentences."""
    found: dict[str, Paragraphs] = {"title": [[content.title[language]]], "summary": [content.summary[language]]}
    if isinstance(content, Article):
        found["place"] = [[content.place[language]]]
        if content.picture:
            found |= {f"lead_{name}": paragraphs for name, paragraphs in content.picture.words(language)}
    for number, block in enumerate(content.blocks):
        found |= _by_path(block, language, block_id(content, number))
    return found


def _by_path(block: Block, language: str, key: UUID) -> dict[str, Paragraphs]:
    return {f"body/{key}{rest}": paragraphs for rest, paragraphs in block.texts(language, key)}
