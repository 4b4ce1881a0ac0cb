"""Parts of addresses."""

import unicodedata

from articles import languages


class LanguageCode:
    """A language of the site in its one spelling."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value: str) -> str:
        if value not in languages.codes():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class OtherSpelling:
    """A language of the site in another spelling (FR, fr_FR); becomes the code to redirect to."""

    regex = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"

    def to_python(self, value: str) -> str:
        code = languages.known(value)
        if code is None or value in languages.codes():
            raise ValueError(value)
        return code

    def to_url(self, value: str) -> str:
        return value


class Slug:
    """A slug in any script; no control characters (PostgreSQL refuses NUL), at most 255 characters."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        slug = unicodedata.normalize("NFC", value)
        if len(slug) > 255 or any("\ud800" <= character <= "\udfff" for character in slug):
            raise ValueError(value)
        return slug

    def to_url(self, value: str) -> str:
        return value


class SitemapKind:
    """What a part of the sitemap holds, as its name ends; articles have a number."""

    regex = "pages|topics|authors|articles-[0-9]{1,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedForm:
    """The format of a feed, as its name ends."""

    regex = "atom|rss|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
