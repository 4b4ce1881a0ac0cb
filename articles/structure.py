"""The pages that every language needs before the first article: its home and its list of news."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from articles.models import HomePage, NewsIndexPage


@dataclass(frozen=True, slots=True)
class Structure:
    """Home and news list of one language, and whether this call made anything."""

    home: HomePage
    news: NewsIndexPage
    created: bool


@transaction.atomic
def ensure_structure(locale: Locale) -> Structure:
    """Make what is missing of a language's home and news list, and the site's root; repeatable, loses nothing."""
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    with translation.override(locale.language_code):
        home, home_made = _home(root, locale)
        news, news_made = _news(home, locale)
    _site(home)
    return Structure(home=home, news=news, created=home_made or news_made)


def _home(root: Page, locale: Locale) -> tuple[HomePage, bool]:
    home = HomePage.objects.filter(locale=locale).order_by("path").first()
    if home:
        return home, False
    home = HomePage(title=_("Home"), slug=f"home-{locale.language_code}", locale=locale)
    sibling = HomePage.objects.exclude(locale=locale).order_by("path").first()
    if sibling:
        home.translation_key = sibling.translation_key
    root.refresh_from_db()
    root.add_child(instance=home)
    return home, True


def _news(home: HomePage, locale: Locale) -> tuple[NewsIndexPage, bool]:
    news = NewsIndexPage.objects.filter(locale=locale).order_by("path").first()
    if news:
        return news, False
    news = NewsIndexPage(title=_("News"), slug="news", locale=locale)
    sibling = NewsIndexPage.objects.exclude(locale=locale).order_by("path").first()
    if sibling:
        news.translation_key = sibling.translation_key
    home.add_child(instance=news)
    return news, True


def _site(home: HomePage) -> None:
    """Point the default site at one of our homes, and take away the welcome page that Wagtail's migration made."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Site.objects.create(hostname="localhost", port=80, is_default_site=True, root_page=home, site_name="Interurban")
        return
    old_root = site.root_page
    if HomePage.objects.filter(pk=old_root.pk).exists():
        return
    site.root_page = home
    site.save()
    # Only the untouched welcome page goes: no page below it, never edited, no site that uses it.
    is_welcome = type(old_root.specific) is Page and old_root.depth == 2 and not old_root.latest_revision_id
    if is_welcome and old_root.is_leaf() and not Site.objects.filter(root_page=old_root).exists():
        old_root.delete()
