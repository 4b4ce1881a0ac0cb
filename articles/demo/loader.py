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

from articles.demo.blocks import Media
from articles.demo.content import Article, ContentError, DemoContent, StandardText, Texts
from articles.demo.content import load as load_content
from articles.demo.corrections import corrected
from articles.demo.documents import ensure_document
from articles.demo.images import BadPicture, ensure_image
from articles.demo.menus import ensure_menus
from articles.demo.pages import (
    article_page,
    documents_of,
    pictures_of,
    sentences_by_path,
    standard_page,
    translation_key,
)
from articles.demo.people import Account, LogIn, ensure_account, offered
from articles.demo.vocabulary import Vocabulary, ensure_site_names, ensure_vocabulary
from articles.models import ArticlePage, StandardPage
from articles.structure import ensure_structure
from i18n.services import chips, groups, importing, publishing, review

# Stands where an engine's name would: no machine of ours made these texts, and no person has checked them.
SAMPLE = "Interurban demo"

_PAGES = ("about", "contact", "privacy", "accessibility", "how-we-translate")

# (article, language) → how many sentences from the start the sample reviewer has checked; None: all of them.
CHECKED: Mapping[tuple[str, str], int | None] = {
    ("nordic-safe-cities-summit", "fr"): 7,
    ("european-mobility-week", "ar"): 6,
    ("access-city-award", "fr"): None,
    ("five-questions", "ar"): None,
    ("healthy-cities", "fr"): None,
    ("world-cities-day", "ar"): None,
    **{(key, language): None for key in _PAGES for language in ("fr", "ar")},
}

_SITE_GROUPS = {"editor": groups.EDITORS, "moderator": groups.MODERATORS}

Say = Callable[[str], None]


class LoadError(Exception):
    """The demonstration cannot be loaded; the message says which article, and why."""


@dataclass(slots=True)
class Loaded:
    """Keys of articles: new, there before, and written in a language that the site does not have; standard pages that
    are new; and the accounts.
    """

    new: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
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
    wanted = [article for article in content.articles if _is_wanted(article, locales, done, say)]
    pages = [page for page in content.pages if not importing.is_known(translation_key=translation_key(page))]
    pages = [page for page in pages if page.source in locales]
    if not wanted and not pages:
        return done
    done.log_ins = _people(locales, secret)
    with _errors_of("Tags, content types and authors"):
        vocabulary = ensure_vocabulary(content)
    ensure_site_names(content)
    site = _Site(locales, {entry.account.username: entry.user for entry in done.log_ins}, vocabulary)
    for text in (*pages, *wanted):
        with _errors_of(text.key):
            say(_load_texts(text, site))
        (done.pages if isinstance(text, StandardText) else done.new).append(text.key)
    if pages and len(pages) == len(content.pages):
        ensure_menus(content, vocabulary)
    return done


def _is_wanted(article: Article, locales: Mapping[str, Locale], done: Loaded, say: Say) -> bool:
    """Whether an article is to be loaded; notes it where not."""
    if importing.is_known(translation_key=translation_key(article)):
        done.present.append(article.key)
        return False
    if article.source not in locales:
        done.not_offered.append(article.key)
        say(f"{article.key}: left out, the site has no language “{article.source}”")
        return False
    return True


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


def _load_texts(text: Texts, site: _Site) -> str:
    """One article or page with its samples. Returns a line that says what there is now."""
    editor = site.people["editor"]
    # Outside the transaction: a file is not taken back by a rollback, and the next run finds it by its title.
    media = Media(
        {picture.file: ensure_image(picture, language=text.source, user=editor).pk for picture in pictures_of(text)},
        {file: ensure_document(file, title=title, user=editor).pk for file, title in documents_of(text)},
    )
    with transaction.atomic():
        page = _publish_source(text, site, media, editor)
        samples = [language for language in text.languages if language != text.source and language in site.locales]
        standing = [_publish_sample(text, page, site, language) for language in samples]
        if isinstance(text, Article) and text.corrections:
            standing = _correct(text, page, site, samples)
    return f"{text.key}: {'; '.join([text.source, *standing])}"


def _publish_source(text: Texts, site: _Site, media: Media, editor: User) -> ArticlePage | StandardPage:
    locale = site.locales[text.source]
    structure = ensure_structure(locale)
    page: ArticlePage | StandardPage
    if isinstance(text, Article):
        page = article_page(text, locale=locale, vocabulary=site.vocabulary, media=media)
        structure.news.add_child(instance=page)
    elif isinstance(text, StandardText):
        page = standard_page(text, locale=locale, media=media)
        structure.home.add_child(instance=page)
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    return type(page).objects.get(pk=page.pk)


def _publish_sample(text: Texts, page: ArticlePage | StandardPage, site: _Site, language: str) -> str:
    """Import the sample of a language, let the sample reviewer check what she is to check, and publish it."""
    version = importing.version_for(page=page, locale=site.locales[language])
    coded = importing.align_sentences(version=version, fields=sentences_by_path(text, language))
    importing.import_texts(version=version, texts=coded, label=SAMPLE)
    for public_id in _to_check(text, language, list(coded)):
        review.approve(
            version=version,
            public_id=public_id,
            text=chips.to_field(coded[public_id]),
            person=site.people[f"reviewer-{language}"],
        )
    now = publishing.publish(version=version, release=True, user=site.people["editor"]).version
    return f"{language} {now.reviewed} of {now.total} checked"


def _correct(article: Article, page: ArticlePage | StandardPage, site: _Site, languages: Sequence[str]) -> list[str]:
    """The editor corrects the original: what was translated before is out of date, and says so."""
    editor = site.people["editor"]
    corrected(page, article.corrections).save_revision(user=editor, log_action=True).publish(user=editor)
    standing = []
    for language in languages:
        version = importing.version_for(page=page, locale=site.locales[language])
        now = publishing.publish(version=version, user=editor).version
        standing.append(f"{language} {now.reviewed} of {now.total} checked, {now.outdated} out of date")
    return standing


def _to_check(text: Texts, language: str, public_ids: Sequence[str]) -> Sequence[str]:
    key = (text.key, language)
    return public_ids[: CHECKED[key]] if key in CHECKED else ()
