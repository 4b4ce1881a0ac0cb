"""From an address or an id to a public version; drafts, private pages and what never was are all the same: nothing."""

import re
import unicodedata

from django.db.models import QuerySet
from wagtail.models import Page

from i18n.models import LanguageVersion
from i18n.public import Withdrawal, address_of, withdrawal_of
from i18n.services import visibility

_NUMBER = re.compile(r"[0-9]{1,12}")
_SENTENCE = re.compile(r"(?:s-)?([a-z0-9]{1,12})")
_LONGEST_PATH = 2_000


def public_versions(language: str) -> QuerySet[LanguageVersion]:
    """Versions whose pages everybody may read, with what the parallel view needs."""
    versions = LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "snapshot", "locale", "page"
    ).filter(locale__language_code=language, page__in=Page.objects.live().public())
    return versions.exclude(visibility.below_unpublished("page__path"))


def at_address(language: str, path: str) -> LanguageVersion | None:
    """The version at `/{language}/{path}/`: 2 queries."""
    path = unicodedata.normalize("NFC", path.strip("/"))
    if len(path) > _LONGEST_PATH or any(ord(c) < 32 or "\ud800" <= c <= "\udfff" for c in path):
        return None
    wanted = f"/{language}/{path}/"
    found = public_versions(language).filter(page__slug=path.rsplit("/", 1)[-1][:255])
    return next((v for v in found if v.page and address_of(v.page, language) == wanted), None)


def withdrawn_at(language: str, path: str) -> Withdrawal | None:
    """Why the page at `/{language}/{path}/` is not public any more, where it once was: 2 queries."""
    slug = unicodedata.normalize("NFC", path.strip("/")).rsplit("/", 1)[-1]
    if not slug or len(path) > _LONGEST_PATH or any(ord(c) < 32 or "\ud800" <= c <= "\udfff" for c in path):
        return None
    wanted = f"/{language}/{path.strip('/')}/"
    pages = Page.objects.filter(locale__language_code=language, slug=slug[:255], live=False)
    found = [page.pk for page in pages if address_of(page, language) == wanted]
    return withdrawal_of(Page.objects.filter(pk__in=found), language) if found else None


def of_page(language: str, page_id: str) -> LanguageVersion | None:
    """The version of a page by the id in a form."""
    if not _NUMBER.fullmatch(page_id):
        return None
    return public_versions(language).filter(page_id=int(page_id)).first()


def sentence_id(value: str) -> str:
    """The public id in `s-k7m2qp9x` or `k7m2qp9x`; empty where it is none."""
    match = _SENTENCE.fullmatch(value.strip()[:20])
    return match[1] if match else ""


def is_source(version: LanguageVersion) -> bool:
    """Whether a version is the original: there is nothing to compare it with."""
    return version.group.source_id == version.pk


def url_of(version: LanguageVersion, language: str) -> str:
    """Address of the version's page."""
    return address_of(version.page, language) if version.page else f"/{language}/"


def short_url(version: LanguageVersion) -> str:
    """The short permanent address of the version's page, for mails."""
    return f"/{version.locale.language_code}/n/{version.group.short_id}/"
