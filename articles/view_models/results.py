"""Results of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from articles.models import ArticlePage
from articles.reading_time import plain_text
from articles.search.excerpts import excerpt, marked
from articles.texts import body_texts
from articles.view_models.labels import name_of
from articles.view_models.site import Words
from i18n.public import VersionInfo, states_of


@dataclass(frozen=True, slots=True)
class Result:
    """One found article; found words are marked."""

    title: SafeString
    url: str
    excerpt: SafeString
    kind: Words
    published_on: date
    info: VersionInfo | None


def results(articles: Sequence[ArticlePage], words: Sequence[str], language: str) -> list[Result]:
    """Results in the order of the articles: one query."""
    states = states_of(article.pk for article in articles)
    return [
        Result(
            title=marked(article.title, words),
            url=article.reader_path(),
            excerpt=excerpt(f"{article.summary} {plain_text(body_texts(article.body))}", words),
            kind=name_of(article.kind, language),
            published_on=article.published_on,
            info=states.get(article.pk),
        )
        for article in articles
    ]
