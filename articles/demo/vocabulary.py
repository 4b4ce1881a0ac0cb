"""Tags, content types, authors and the names of the site, as the demonstration has them.

What is there already – made by an earlier run, or by a person – is used as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wagtail.models import Site

from articles.demo.content import DemoContent, Words
from articles.models import Author, SiteSettings
from tags import services
from tags.columns import column, column_languages, read
from tags.labels import resolve_kind, resolve_tag
from tags.models import ContentKind, Tag

CONTACT = "desk@example.org"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What articles point at, by the keys of the content."""

    tags: Mapping[str, Tag]
    kinds: Mapping[str, ContentKind]
    authors: Mapping[str, Author]


def ensure_vocabulary(content: DemoContent) -> Vocabulary:
    """Make what is missing. Raises ValidationError where a name belongs to something else."""
    return Vocabulary(
        tags={key: _tag(content, key) for key in content.tags},
        kinds={key: _kind(content, key, order) for order, key in enumerate(content.kinds, start=1)},
        authors={key: _author(content, key) for key in content.authors},
    )


def ensure_site_names(content: DemoContent) -> list[str]:
    """Names, address and licence of the default site, in languages where it has none. Returns what was filled."""
    site = Site.objects.get(is_default_site=True)
    if not site.site_name:
        site.site_name = next(iter(content.site.name.values()))
        site.save()
    names = SiteSettings.for_site(site)
    filled = []
    contact = dict.fromkeys(content.site.licence, CONTACT)
    licence_url = dict.fromkeys(content.site.licence, "https://creativecommons.org/licenses/by/4.0/")
    for field, words in (
        ("name", content.site.name),
        ("tagline", content.site.tagline),
        ("contact_email", contact),
        ("postal_address", content.site.postal_address),
        ("licence_name", content.site.licence),
        ("licence_url", licence_url),
    ):
        for code, text in _known(words).items():
            if not read(names, field, code):
                setattr(names, column(field, code), text)
                filled.append(column(field, code))
    if filled:
        names.save()
    return filled


def _known(words: Words) -> dict[str, str]:
    """The texts in languages that there are columns for."""
    return {code: words[code] for code in column_languages() if code in words}


def _tag(content: DemoContent, key: str) -> Tag:
    tag = content.tags[key]
    present = Tag.objects.filter(key=key).first()
    if present is None:
        present = next((found.tag for code, slug in tag.slug.items() if (found := resolve_tag(slug, code))), None)
    return present or services.create_tag(
        key=key, names=_known(tag.name), slugs=_known(tag.slug), descriptions=_known(tag.description)
    )


def _kind(content: DemoContent, key: str, order: int) -> ContentKind:
    kind = content.kinds[key]
    present = ContentKind.objects.filter(key=key).first()
    if present is None:
        present = next((found.kind for code, slug in kind.slug.items() if (found := resolve_kind(slug, code))), None)
    return present or services.create_kind(key=key, names=_known(kind.name), slugs=_known(kind.slug), order=order)


def _author(content: DemoContent, key: str) -> Author:
    author = content.authors[key]
    present = Author.objects.filter(slug=author.slug).first()
    if present is not None:
        return present
    made = Author(name=author.name, slug=author.slug)
    for code, role in _known(author.role).items():
        setattr(made, column("role", code), role)
    made.full_clean()
    made.save()
    return made
