"""Languages of the site as readers meet them: in addresses, in menus, in what a browser prefers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, gettext

# A browser's list is short; whatever a hostile client sends behind this is not read.
_LONGEST_HEADER = 500
_MOST_RANGES = 20
# Django has these names in Latin letters; and Vietnamese has more of them than our fonts.
_NOT_AS_NAMED = ("km", "kn", "mn", "pa", "vi")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in its own name, and where its page is."""

    code: str
    name: str
    dir: str
    url: str
    current: bool = False


def codes() -> list[str]:
    """Codes of the site's languages, the default one first."""
    return [code for code, _name in settings.LANGUAGES]


def own_name(code: str) -> str:
    """The language's name in itself, with a capital where its script has them."""
    name: str = LANG_INFO.get(code, LANG_INFO.get(code.split("-")[0], {})).get("name_local", code)
    return name[:1].upper() + name[1:]


def name_in_page_language(code: str) -> str:
    """The language's name in the language that is active: anglais, inglés."""
    name: str = LANG_INFO.get(code, LANG_INFO.get(code.split("-")[0], {})).get("name", code)
    translated = gettext(name)
    # Catalogues begin these names with a capital; inside a sentence English and German alone keep it.
    return translated if (get_language() or "")[:2] in ("en", "de") else translated[:1].lower() + translated[1:]


def direction(code: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if LANG_INFO.get(code.split("-")[0], {}).get("bidi") else "ltr"


def is_latin(code: str) -> bool:
    """Whether the language's own name is in letters that our web fonts have: only such pages load them."""
    if code.split("-")[0] in _NOT_AS_NAMED:
        return False
    return all(ord(character) < 0x2BC for character in own_name(code) if character.isalpha())


def known(tag: str) -> str | None:
    """Our code for a language tag in any spelling (FR, fr_FR, pt-br), or None."""
    wanted = tag.replace("_", "-").lower()
    ours = codes()
    if wanted in ours:
        return wanted
    primary = wanted.split("-")[0]
    return next((code for code in ours if code == primary or code.split("-")[0] == primary), None)


def preferred(accept_language: str) -> str:
    """The site's language that an Accept-Language header likes best; the default one where it names none of ours."""
    return ranked(accept_language)[0]


def ranked(accept_language: str) -> list[str]:
    """All of ours that the header names, the best liked first, and the default one at the end."""
    found: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language[:_LONGEST_HEADER].split(",")[:_MOST_RANGES]):
        tag, _, parameter = part.strip().partition(";")
        quality = _quality(parameter)
        code = codes()[0] if tag.strip() == "*" else known(tag.strip())
        if code and quality > 0:
            found.append((-quality, position, code))
    return list(dict.fromkeys([code for _liked, _position, code in sorted(found)] + [codes()[0]]))


def _quality(parameter: str) -> float:
    """The q-value of `q=0.8`: 1 without one, 0 for what is no number between 0 and 1."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        quality = float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
    return quality if math.isfinite(quality) and 0 <= quality <= 1 else 0.0


def menu(current: str, addresses: Mapping[str, str]) -> list[LanguageLink]:
    """The site's languages in site order, each with its address."""
    return [
        LanguageLink(code, own_name(code), direction(code), addresses[code], code == current)
        for code in codes()
        if code in addresses
    ]
