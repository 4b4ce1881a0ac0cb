"""Cards of articles in lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from articles import languages
from articles.languages import LanguageLink
from articles.models import ArticlePage
from articles.view_models import pictures
from articles.view_models.labels import name_of
from articles.view_models.pictures import Picture
from articles.view_models.site import Words
from i18n.public import VersionInfo, alternates_of

_NAMED_LANGUAGES = 2


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list: its state in words, then the other languages by their own names, "+3".

    `language`, `dir` and `language_name` where the list has it in another language than the page's.
    """

    title: str
    url: str
    summary: str
    kind: Words
    published_on: date
    reading_minutes: int
    picture: Picture | None
    info: VersionInfo | None
    others: list[LanguageLink]
    more: int
    language: str = ""
    dir: str = ""
    language_name: str = ""


def cards(
    articles: Sequence[ArticlePage], language: str, alternates: Mapping[int, list[VersionInfo]] | None = None
) -> list[Card]:
    """Cards of articles for a page in a language: three queries at most, however many there are; fewer where their
    versions (`alternates_of`) are known, or the renditions of their pictures.
    """
    alternates = alternates_of(articles) if alternates is None else alternates
    pictures.prefetch((article.lead_image for article in articles), pictures.CARD_WIDTHS)
    return [_card(article, alternates.get(article.pk, []), language) for article in articles]


def _card(article: ArticlePage, versions: Sequence[VersionInfo], language: str) -> Card:
    others = [version for version in versions if version.page_id != article.pk]
    code = article.locale.language_code
    foreign = code if code != language else ""
    return Card(
        title=article.title,
        url=article.reader_path(),
        summary=article.summary,
        kind=name_of(article.kind, language),
        published_on=article.published_on,
        reading_minutes=article.reading_minutes,
        picture=pictures.picture(article.lead_image, pictures.CARD_WIDTHS),
        info=next((version for version in versions if version.page_id == article.pk), None),
        others=[
            LanguageLink(v.locale, languages.own_name(v.locale), languages.direction(v.locale), v.url)
            for v in others[:_NAMED_LANGUAGES]
        ],
        more=max(0, len(others) - _NAMED_LANGUAGES),
        language=foreign,
        dir=languages.direction(foreign) if foreign else "",
        language_name=languages.own_name(foreign) if foreign else "",
    )
