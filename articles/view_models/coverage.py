"""The choice between what people checked, all that there is in a language, and what other languages have beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from articles.models import ArticlePage, SiteSettings
from i18n.public import checked

Coverage = SiteSettings.Coverage


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices, with the number of articles behind it."""

    name: str
    hint: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles each choice shows."""

    checked: int
    machine: int
    others: int

    def of(self, choice: str) -> int:
        return {Coverage.CHECKED: self.checked, Coverage.ALL: self.machine}.get(Coverage(choice), self.others)


def chosen(asked: str | None, default: str) -> str:
    """What the address asks for; anything else is what the owner of the site chose."""
    return asked if asked in Coverage.values else default


def counts(articles: QuerySet[ArticlePage], language: str) -> Counts:
    """One query over a list in all languages: an article is counted once, whatever the number of its versions."""
    own = Q(locale__language_code=language)
    found = articles.order_by().aggregate(
        checked_count=Count("pk", filter=own & checked(), distinct=True),
        machine_count=Count("pk", filter=own, distinct=True),
        others_count=Count("translation_key", distinct=True),
    )
    return Counts(found["checked_count"], found["machine_count"], found["others_count"])


def choices(found: Counts, current: str, default: str, path: str, state: Mapping[str, str]) -> list[Choice]:
    """The three choices; what the owner of the site chose needs no parameter, the list's other filters stay."""

    def choice(value: str, name: str, hint: str) -> Choice:
        parameters = {key: kept for key, kept in state.items() if kept} | ({"show": value} if value != default else {})
        url = f"{path}?{urlencode(parameters)}" if parameters else path
        return Choice(name, hint, found.of(value), url, value == current)

    return [
        choice(Coverage.CHECKED, gettext("Checked only"), gettext("written or checked by a person")),
        choice(Coverage.ALL, gettext("With machine translation"), gettext("in this language, checked or not")),
        choice(Coverage.OTHERS, gettext("Also other languages"), gettext("where this language has none")),
    ]
