"""Where a parallel page is in the site's other languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.encoding import iri_to_uri

from i18n.public import VersionInfo
from i18n.templatetags.translation_tags import language_dir, language_name


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in its own name, and where its page is: what the menu of the frame takes."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


def menu_of(versions: Iterable[VersionInfo], current: str) -> list[LanguageLink]:
    """The parallel page in each language of the article; the original's entry leads to the original."""
    return [
        LanguageLink(
            v.locale,
            language_name(v.locale),
            language_dir(v.locale),
            iri_to_uri(v.url if v.is_source else f"{v.url}parallel/"),
            v.locale == current,
        )
        for v in versions
    ]
