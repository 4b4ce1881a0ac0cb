"""Translation engines, from the environment: one without its address or key is not offered (docs/engines.md)."""

from typing import Any

from config import env


def engines() -> dict[str, dict[str, Any]]:
    """The engines of this site by name; those on this machine first."""
    found: dict[str, dict[str, Any]] = {"apertium": {"class": "i18n.engines.apertium.ApertiumEngine", "options": {}}}
    url = env.text("INTERURBAN_LIBRETRANSLATE_URL", "")
    if url:
        found["libretranslate"] = {
            "class": "i18n.engines.libretranslate.LibreTranslateEngine",
            "options": {"url": url, "key": env.text("INTERURBAN_LIBRETRANSLATE_KEY", "")},
        }
    key = env.text("DEEPL_AUTH_KEY", "")
    if key:
        found["deepl"] = {
            "class": "i18n.engines.deepl.DeepLEngine",
            "options": {
                "key": key,
                "server": env.text("DEEPL_SERVER_URL", ""),
                "formality": env.text("INTERURBAN_DEEPL_FORMALITY", "default"),
            },
        }
    return found
