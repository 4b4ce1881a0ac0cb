"""What the settings of the site say, in the words of a language."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext

from articles import languages
from articles.models import SiteSettings
from articles.models.columns import in_language
from articles.view_models import pictures
from articles.view_models.pictures import Picture

# Names of networks whose host names do not say them well enough.
_NETWORKS = {"x.com": "X", "linkedin.com": "LinkedIn", "bsky.app": "Bluesky", "youtube.com": "YouTube"}


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
class Profile:
    """The site's page in a social network."""

    name: str
    url: str


@dataclass(frozen=True)
class SiteFacts:
    """The settings of the site as pages show them."""

    stored: SiteSettings
    language: str

    @property
    def name(self) -> str:
        return self._words("name").text or settings.WAGTAIL_SITE_NAME

    @property
    def tagline(self) -> Words:
        words = self._words("tagline")
        return words if words.text else Words(gettext("News from cities, in their readers’ languages."))

    @property
    def contact_email(self) -> str:
        return self._words("contact_email").text

    @property
    def postal_address(self) -> Words:
        return self._words("postal_address")

    @property
    def licence(self) -> Words:
        """Its name; where only the address was given, that."""
        words = self._words("licence_name")
        return words if words.text else Words(self.licence_url)

    @property
    def licence_url(self) -> str:
        return self._words("licence_url").text

    @property
    def offers_republication(self) -> bool:
        """Others may take articles over: allowed, and under a licence that says how."""
        return self.stored.republishing and bool(self.licence.text)

    @property
    def profiles(self) -> list[Profile]:
        return [_profile(line) for line in self._words("profiles").text.split()]

    @cached_property
    def share_picture(self) -> Picture | None:
        """One query for its renditions; asked for by pages without a picture of their own."""
        image = self.stored.share_picture
        pictures.prefetch([image], pictures.LEAD_WIDTHS)
        return pictures.picture(image, pictures.LEAD_WIDTHS)

    @property
    def default_coverage(self) -> str:
        """What lists with a choice show at first."""
        return self.stored.default_coverage

    @property
    def shows_engines(self) -> bool:
        return self.stored.shows_engines

    @property
    def hides_unchecked(self) -> bool:
        """Whether search engines are asked to leave machine text out that nobody has checked."""
        return self.stored.unchecked_robots == SiteSettings.Robots.NOINDEX

    def _words(self, name: str) -> Words:
        return words(*in_language(self.stored, name, self.language), self.language)


def site_facts(request: HttpRequest, language: str) -> SiteFacts:
    """One query in a request, however often it is asked for."""
    stored: SiteSettings | None = getattr(request, "_interurban_settings", None)
    if stored is None:
        host = request.get_host().split(":")[0]
        stored = (
            SiteSettings.objects.filter(Q(site__hostname=host) | Q(site__is_default_site=True))
            .select_related("share_picture")
            .order_by(Case(When(site__hostname=host, then=Value(0)), default=Value(1)))
            .first()
        ) or SiteSettings()
        request._interurban_settings = stored  # type: ignore[attr-defined]
    return SiteFacts(stored, language)


def _profile(url: str) -> Profile:
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return Profile(_NETWORKS.get(host, host), url)
