"""The frame around every reader's page: masthead, menus, footer, head."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from articles import languages
from articles.languages import LanguageLink
from articles.models import SiteSettings
from articles.models.columns import in_language


@dataclass(frozen=True, slots=True)
class Words:
    """A text, and its language where it is not the page's."""

    text: str
    language: str = ""
    dir: str = ""


def words(text: str, text_language: str, page_language: str) -> Words:
    """A text with its `lang` and `dir` where they are not the page's."""
    if not text or text_language == page_language:
        return Words(text)
    return Words(text, text_language, languages.direction(text_language))


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything in the frame that does not depend on the page's content."""

    language: str
    dir: str
    own_name: str
    loads_fonts: bool
    site_name: str
    tagline: Words
    languages: list[LanguageLink]
    origin: str
    report_email: str
    section: str


def site_frame(request: HttpRequest) -> Frame:
    """One query: the site's names."""
    language = get_language() or settings.LANGUAGE_CODE
    host = request.get_host().split(":")[0]
    site = (
        SiteSettings.objects.filter(Q(site__hostname=host) | Q(site__is_default_site=True))
        .order_by(Case(When(site__hostname=host, then=Value(0)), default=Value(1)))
        .first()
    )
    name = in_language(site, "name", language)[0] if site else ""
    tagline = words(*in_language(site, "tagline", language), language) if site else Words("")
    homes = {code: reverse("home", kwargs={"language": code}) for code in languages.codes()}
    match = request.resolver_match
    return Frame(
        language=language,
        dir=languages.direction(language),
        own_name=languages.own_name(language),
        loads_fonts=languages.is_latin(language),
        site_name=name or settings.WAGTAIL_SITE_NAME,
        tagline=tagline if tagline.text else Words(gettext("News from cities, in their readers’ languages.")),
        languages=languages.menu(language, homes),
        origin=f"{request.scheme}://{request.get_host()}",
        report_email=settings.INTERURBAN_REPORT_EMAIL,
        section=(match.url_name or "") if match else "",
    )


def same_view_in_all_languages(name: str, language: str) -> list[LanguageLink]:
    """A view that every language has, for the menu and the head."""
    return languages.menu(language, {code: reverse(name, kwargs={"language": code}) for code in languages.codes()})
