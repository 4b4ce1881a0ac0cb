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


def coverage_choices(articles: QuerySet[ArticlePage], chosen: str, default: str, path: str) -> list[Choice]:
    """Two choices, two counting queries; what the owner of the site chose needs no parameter in the address."""
    articles = articles.order_by()

    def address(choice: str) -> str:
        return path if choice == default else f"{path}?show={choice}"

    return [
        Choice(
            gettext("Checked only"),
            gettext("written or checked by a person"),
            coverage(articles, "checked").count(),
            address("checked"),
            chosen == "checked",
        ),
        Choice(
            gettext("With machine translation"),
            gettext("in this language, checked or not"),
            articles.count(),
            address("machine"),
            chosen == "machine",
        ),
    ]
