"""The frame around every reader's page: masthead, menus, footer, head."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from articles import languages
from articles.languages import LanguageLink
from articles.models import SiteSettings
from articles.view_models.menus import Column, MenuLink, Menus, menus, own_menus
from articles.view_models.site import SiteFacts, Words, site_facts


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything in the frame that does not depend on the page's content."""

    language: str
    dir: str
    own_name: str
    loads_fonts: bool
    site: SiteFacts
    site_name: str
    tagline: Words
    languages: list[LanguageLink]
    main: list[MenuLink]
    columns: list[Column]
    pages: Mapping[str, MenuLink]
    origin: str
    report_email: str


def site_frame(request: HttpRequest) -> Frame:
    """Three queries: the settings of the site, the menus, the pages that they lead to."""
    language = get_language() or settings.LANGUAGE_CODE
    site = site_facts(request, language)
    return _frame(request, language, site, menus(request, language, settings.INTERURBAN_REPORT_EMAIL))


def bare_frame(request: HttpRequest, language: str) -> Frame:
    """No query, for a site whose database does not answer: the site's own names and links."""
    site = SiteFacts(SiteSettings(), language)
    return _frame(request, language, site, own_menus(language, settings.INTERURBAN_REPORT_EMAIL))


def _frame(request: HttpRequest, language: str, site: SiteFacts, chosen: Menus) -> Frame:
    homes = {code: reverse("home", kwargs={"language": code}) for code in languages.codes()}
    return Frame(
        language=language,
        dir=languages.direction(language),
        own_name=languages.own_name(language),
        loads_fonts=languages.is_latin(language),
        site=site,
        site_name=site.name,
        tagline=site.tagline,
        languages=languages.menu(language, homes),
        main=chosen.main,
        columns=chosen.columns,
        pages=chosen.pages,
        origin=f"{request.scheme}://{request.get_host()}",
        report_email=settings.INTERURBAN_REPORT_EMAIL,
    )


def same_view_in_all_languages(name: str, language: str) -> list[LanguageLink]:
    """A view that every language has, for the menu and the head."""
    return languages.menu(language, {code: reverse(name, kwargs={"language": code}) for code in languages.codes()})
