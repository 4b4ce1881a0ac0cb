"""What each language of the site needs: a home, a list of news, a name."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.checks import CheckMessage, Error, Warning
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail.models import Locale, Site

from articles.models import HomePage, NewsIndexPage, SiteSettings, StandardPage
from tags.columns import read, site_languages


def check_languages() -> list[CheckMessage]:
    """Structural pages, name and tagline per language."""
    heading = _("Languages")
    missing = _without_structure()
    if missing:
        return [
            Error(
                _("No home page or list of news in: %(languages)s") % {"languages": in_words(missing)},
                hint=_("Run: manage.py ensure_languages"),
                obj=heading,
                id="articles.site.structure",
            )
        ]
    found: list[CheckMessage] = []
    hidden = _not_public()
    if hidden:
        found.append(
            Error(
                _("The home page or list of news is not public in: %(languages)s") % {"languages": in_words(hidden)},
                hint=_("Publish these pages: they hold everything else of their language."),
                obj=heading,
                id="articles.site.structure-hidden",
            )
        )
    return found + _names(heading)


def _names(heading: str) -> list[CheckMessage]:
    site = Site.objects.filter(is_default_site=True).first()
    named = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    where = _("In the admin: Settings, Settings of the site.")
    found: list[CheckMessage] = []
    nameless = [code for code in site_languages() if not read(named, "name", code)]
    if settings.LANGUAGE_CODE in nameless:
        found.append(Error(_("The site has no name."), hint=where, obj=heading, id="articles.site.name"))
    elif nameless:
        message = _("The site has no name in: %(languages)s. The one in %(default)s is shown there.")
        words = {"languages": in_words(nameless), "default": in_words([settings.LANGUAGE_CODE])}
        found.append(Warning(message % words, hint=where, obj=heading, id="articles.site.name-language"))
    silent = [code for code in site_languages() if not read(named, "tagline", code)]
    if silent:
        message = _("No tagline (one sentence that says whose news this is) in: %(languages)s")
        found.append(
            Warning(message % {"languages": in_words(silent)}, hint=where, obj=heading, id="articles.site.tagline")
        )
    return found


def check_interface() -> list[CheckMessage]:
    """The words of the site itself: texts of the code are English, and each other language needs a catalogue."""
    without = [code for code in site_languages() if not _has_catalogue(code)]
    if not without:
        return []
    # gettext falls back to the first language of the site, and from there to the words of the code.
    shown = settings.LANGUAGE_CODE if _has_catalogue(settings.LANGUAGE_CODE) else "en"
    message = _("Menus, buttons and notices are not translated into: %(languages)s. Readers see them in %(shown)s.")
    return [
        Warning(
            message % {"languages": in_words(without), "shown": _(LANG_INFO[shown]["name"])},
            hint=_("Translate the catalogue of the language: docs/languages.md, “The words of the site itself”."),
            obj=_("Languages"),
            id="articles.site.interface",
        )
    ]


def _has_catalogue(code: str) -> bool:
    """Whether readers of a language get words of its own, or of the language that it is a variety of."""
    names = {to_locale(code), to_locale(code.split("-")[0])}
    if "en" in names:
        return True
    places = [Path(folder, name, "LC_MESSAGES") for folder in settings.LOCALE_PATHS for name in names]
    return any((place / f"django.{kind}").exists() for place in places for kind in ("mo", "po"))


def check_standard_pages() -> list[CheckMessage]:
    """Pages that the site itself links to: there in the first language of the site, and public in the others."""
    public = set(StandardPage.objects.live().exclude(role="").values_list("role", "locale__language_code"))
    absent = {role for role in StandardPage.Role if role and not any(there == role for there, _code in public)}
    found: list[CheckMessage] = []
    heading = _("Standard pages")
    if absent:
        named = ", ".join(str(role.label) for role in StandardPage.Role if role in absent)
        found.append(
            Warning(
                _("Pages that readers look for are not there: %(pages)s") % {"pages": named},
                hint=_("In the admin: Pages, Home, add a standard page with this purpose."),
                obj=heading,
                id="articles.site.standard-pages",
            )
        )
    for code in site_languages():
        missing = [role for role in StandardPage.Role if role and role not in absent and (role, code) not in public]
        if missing:
            words = {"language": in_words([code]), "pages": ", ".join(str(role.label) for role in missing)}
            found.append(
                Warning(
                    _("Not public in %(language)s: %(pages)s") % words,
                    hint=_("Have them translated, or publish the versions that are held (Translations)."),
                    obj=heading,
                    id="articles.site.standard-pages-language",
                )
            )
    return found


def _without_structure() -> list[str]:
    there = set(Locale.objects.values_list("language_code", flat=True))
    for model in (HomePage, NewsIndexPage):
        there &= set(model.objects.values_list("locale__language_code", flat=True))
    return [code for code in site_languages() if code not in there]


def _not_public() -> list[str]:
    public = set(site_languages())
    for model in (HomePage, NewsIndexPage):
        public &= set(model.objects.live().values_list("locale__language_code", flat=True))
    return [code for code in site_languages() if code not in public]


def in_words(codes: Iterable[str]) -> str:
    """Names of languages, in the language of who reads this."""
    names = dict(settings.LANGUAGES)
    return ", ".join(_(names[code]) for code in codes)
