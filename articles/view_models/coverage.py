"""The choice between what people checked and all that there is in a language."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from articles.models import ArticlePage
from i18n.public import coverage


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices, with the number of articles behind it."""

    name: str
    hint: str
    count: int
    url: str
    current: bool


def coverage_choices(articles: QuerySet[ArticlePage], chosen: str, path: str) -> list[Choice]:
    """Two choices, two counting queries."""
    articles = articles.order_by()
    return [
        Choice(
            gettext("Checked only"),
            gettext("written or checked by a person"),
            coverage(articles, "checked").count(),
            f"{path}?show=checked",
            chosen == "checked",
        ),
        Choice(
            gettext("With machine translation"),
            gettext("in this language, checked or not"),
            articles.count(),
            path,
            chosen == "machine",
        ),
    ]
