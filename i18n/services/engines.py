"""The engines of this site: one registry per process, built from the settings."""

from functools import cache

from i18n.conf import conf
from i18n.engines.registry import Registry, build
from i18n.engines.route import Route


@cache
def registry() -> Registry:
    """The registry of this process."""
    return build(conf.engines)


def routes(source: str, target: str) -> list[Route]:
    """Ways from one language to another, direct ones before chained ones; empty where no engine is there."""
    return list(registry().routes(source, target))


def reset() -> None:
    """Forget the registry (settings changed, an engine was installed, a test ends); running pipelines are closed."""
    if registry.cache_info().currsize:
        registry().close()
    registry.cache_clear()
