"""Which of Debian's packages brings a language pair to Apertium; for advice only, what is there says apertium_modes."""

from __future__ import annotations

# Debian 12. A package translates both ways, unless it stands with an arrow: then only from the first to the second.
_PACKAGES = {
    "af nl": "apertium-afr-nld",
    "an ca": "apertium-arg-cat",
    "be ru": "apertium-bel-rus",
    "br>fr": "apertium-br-fr",
    "ca it": "apertium-cat-ita",
    "da nb": "apertium-dan-nor",
    "da nn": "apertium-dan-nor",
    "en ca": "apertium-eng-cat",
    "en es": "apertium-eng-spa",
    "en gl": "apertium-en-gl",
    "eo en": "apertium-eo-en",
    "es gl": "apertium-es-gl",
    "es pt": "apertium-es-pt",
    "es an": "apertium-spa-arg",
    "es ast": "apertium-spa-ast",
    "es ca": "apertium-spa-cat",
    "es it": "apertium-spa-ita",
    "eu>en": "apertium-eu-en",
    "eu>es": "apertium-eu-es",
    "fr ca": "apertium-fra-cat",
    "fr es": "apertium-fr-es",
    "id ms": "apertium-ind-zlm",
    "is>en": "apertium-isl-eng",
    "is>sv": "apertium-isl-swe",
    "mk bg": "apertium-mkd-bul",
    "mk>en": "apertium-mkd-eng",
    "nn nb": "apertium-nno-nob",
    "oc es": "apertium-oc-es",
    "oc fr": "apertium-oci-fra",
    "pt ca": "apertium-por-cat",
    "pt gl": "apertium-pt-gl",
    "ro>es": "apertium-es-ro",
    "ru uk": "apertium-rus-ukr",
    "sv da": "apertium-swe-dan",
    "sv nb": "apertium-swe-nor",
    "ur hi": "apertium-urd-hin",
}


def packages_for(source: str, target: str) -> str:
    """The package with this direction; empty where Debian has none."""
    for pair, package in _PACKAGES.items():
        one_way = ">" in pair
        first, second = pair.split(">" if one_way else " ")
        if (source, target) == (first, second) or (not one_way and (target, source) == (first, second)):
            return package
    return ""
