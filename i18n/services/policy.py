"""What happens to machine text: per language, kind of content and article."""

from wagtail.models import Locale

from i18n.conf import conf
from i18n.engines.route import Route
from i18n.models import Policy, TranslationGroup
from i18n.services import engines


def of(*, group: TranslationGroup, locale: Locale, route: Route | None) -> str:
    """The policy for one language of an article: its own, else the site's; chained text is held by default."""
    if route is None:
        return Policy.NEVER
    if group.policy:
        return group.policy
    if route.chained and conf.machine_policy == Policy.PUBLISH:
        return conf.chained_policy
    return conf.machine_policy


def best_route(source_language: str, target_language: str) -> Route | None:
    """The first way that an engine offers, or nothing."""
    return next(iter(engines.routes(source_language, target_language)), None)
