"""Slugs: the last part of a page's address, made once per language."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

# First parts of our own addresses below /{lang}/ and last parts below an article: a page of that name would hide them.
RESERVED = frozenset({"news", "tags", "types", "authors", "search", "report", "parallel", "share", "n", "feed"})


def check_not_reserved(slug: str) -> None:
    """Raises ValidationError, on the field `slug`, for a name that the site itself uses."""
    if slug.casefold() in RESERVED:
        message = _("“%(slug)s” is an address of the site itself. Please choose another one.") % {"slug": slug}
        raise ValidationError({"slug": message}, code="reserved")


def base_slug(title: str, otherwise: str) -> str:
    """The title as a slug; a title of signs only (emoji, punctuation) and a reserved word lead to `otherwise`."""
    slug = slugify(title, allow_unicode=True)
    if not slug:
        return otherwise
    return f"{otherwise}-{slug}" if slug in RESERVED else slug
