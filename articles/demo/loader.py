"""Puts the demonstration into the database, through the same services as editors, translators and reviewers.

The one module of articles that calls services of i18n: docs/decisions/demo-loader.md says why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale

from articles.demo.content import Article, ContentError, DemoContent
from articles.demo.content import load as load_content
from articles.demo.images import BadPicture, ensure_image
from articles.demo.pages import Pictures, pictures_of, sentences_by_path, source_page, translation_key
from articles.demo.people import Account, LogIn, ensure_account, offered
from articles.demo.vocabulary import Vocabulary, ensure_site_names, ensure_vocabulary
from articles.models import ArticlePage
from articles.structure import ensure_structure
from i18n.services import chips, groups, importing, publishing, review

# Stands where an engine's name would: no machine of ours made these texts, and no person has checked them.
SAMPLE = "demo sample"

# (article, language) → how many sentences from the start the sample reviewer has checked; None: all of them.
CHECKED: Mapping[tuple[str, str], int | None] = {
    ("nordic-safe-cities-summit", "fr"): 7,
    ("world-cities-day", "ar"): None,
}

_SITE_GROUPS = {"editor": groups.EDITORS, "moderator": groups.MODERATORS}

Say = Callable[[str], None]


class LoadError(Exception):
    """The demonstration cannot be loaded; the message says which article, and why."""


@dataclass(slots=True)
class Loaded:
    """Keys of articles: new, there before, and written in a language that the site does not have; and the accounts."""

    new: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    not_offered: list[str] = field(default_factory=list)
    log_ins: list[LogIn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Site:
    """What every article needs."""

    locales: Mapping[str, Locale]
    people: Mapping[str, User]
    vocabulary: Vocabulary


def load_demo(*, say: Say, content: DemoContent | None = None, secret: bool = False) -> Loaded:
    """Load what is not there yet; what a run before or a person made stays as it is.

    An article that somebody deleted does not come back. Each article is one transaction, so that a run that was
    stopped is continued by the next. `secret`: accounts get passwords of their own. Raises `LoadError`.
    """
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return _load(content or load_content(), say, secret)
        except ContentError as error:
            raise LoadError(str(error)) from error


def _load(content: DemoContent, say: Say, secret: bool) -> Loaded:
    locales = _locales()
    done = Loaded()
    wanted = []
    for article in content.articles:
        if importing.is_known(translation_key=translation_key(article)):
            done.present.append(article.key)
        elif article.source not in locales:
            done.not_offered.append(article.key)
            say(f"{article.key}: left out, the site has no language “{article.source}”")
        else:
            wanted.append(article)
    if not wanted:
        return done
    done.log_ins = _people(locales, secret)
    with _errors_of("Tags, content types and authors"):
        vocabulary = ensure_vocabulary(content)
    ensure_site_names(content)
    site = _Site(locales, {entry.account.username: entry.user for entry in done.log_ins}, vocabulary)
    for article in wanted:
        with _errors_of(article.key):
            say(_load_article(article, site))
        done.new.append(article.key)
    return done


class _errors_of:
    """Turns what can go wrong with our own files or with the site into a `LoadError` that names the place."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ValidationError):
            raise LoadError(f"{self.place}: {' '.join(error.messages)}") from error
        if isinstance(error, BadPicture | importing.ImportRefused | publishing.NoPlace):
            raise LoadError(f"{self.place}: {error}") from error


def _locales() -> dict[str, Locale]:
    """The languages of the site, each with its home and news list."""
    locales = {}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        ensure_structure(locale)
        locales[code] = locale
    return locales


@transaction.atomic
def _people(locales: Mapping[str, Locale], secret: bool) -> list[LogIn]:
    ensured = groups.ensure()

    def group_of(account: Account) -> Group | None:
        if account.language:
            return groups.ensure_language_group(done=ensured, locale=locales[account.language], role=account.role)
        name = _SITE_GROUPS.get(account.role)
        return ensured.groups[name] if name else None

    return [ensure_account(account, group_of=group_of, secret=secret) for account in offered(list(locales))]


def _load_article(article: Article, site: _Site) -> str:
    """One article with its samples. Returns a line that says what there is now."""
    editor = site.people["editor"]
    # Outside the transaction: a file is not taken back by a rollback, and the next run finds it by its title.
    images = {
        picture.file: ensure_image(picture, language=article.source, user=editor) for picture in pictures_of(article)
    }
    with transaction.atomic():
        page = _publish_source(article, site, Pictures(images), editor)
        standing = [
            _publish_sample(article, page, site, language)
            for language in article.languages
            if language != article.source and language in site.locales
        ]
    return f"{article.key}: {'; '.join([article.source, *standing])}"


def _publish_source(article: Article, site: _Site, pictures: Pictures, editor: User) -> ArticlePage:
    locale = site.locales[article.source]
    page = source_page(article, locale=locale, vocabulary=site.vocabulary, pictures=pictures)
    ensure_structure(locale).news.add_child(instance=page)
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    return ArticlePage.objects.get(pk=page.pk)


def _publish_sample(article: Article, page: ArticlePage, site: _Site, language: str) -> str:
    """Import the sample of a language, let the sample reviewer check what she is to check, and publish it."""
    version = importing.version_for(page=page, locale=site.locales[language])
    coded = importing.align_sentences(version=version, fields=sentences_by_path(article, language))
    importing.import_texts(version=version, texts=coded, label=SAMPLE)
    for public_id in _to_check(article, language, list(coded)):
        review.approve(
            version=version,
            public_id=public_id,
            text=chips.to_field(coded[public_id]),
            person=site.people[f"reviewer-{language}"],
        )
    now = publishing.publish(version=version, release=True, user=site.people["editor"]).version
    return f"{language} {now.reviewed} of {now.total} checked"


def _to_check(article: Article, language: str, public_ids: Sequence[str]) -> Sequence[str]:
    key = (article.key, language)
    return public_ids[: CHECKED[key]] if key in CHECKED else ()
