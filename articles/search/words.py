"""From what a reader typed to a query."""

from collections.abc import Sequence

from django.db.models import QuerySet

from articles.models import ArticlePage
from articles.search.text import normalise

_MOST_WORDS = 12
_QUOTES = "\"'“”«»‘’„()[]{}<>,;:!?*+"


def query_words(typed: str) -> tuple[list[str], bool]:
    """The words to look for, folded like the texts, each once; and whether some were left out."""
    words = list(dict.fromkeys(word.strip(_QUOTES) for word in normalise(typed).split()))
    words = [word for word in words if word]
    return words[:_MOST_WORDS], len(words) > _MOST_WORDS


def matching(articles: QuerySet[ArticlePage], words: Sequence[str]) -> QuerySet[ArticlePage]:
    """Articles in whose text every word occurs."""
    for word in words:
        articles = articles.filter(search_text__contains=word)
    return articles.defer("search_text")
