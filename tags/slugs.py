"""Texts and slugs of labels, in any script. Pure."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 100

# Marks that reorder or hide text: of no use in a label, of much use to a forger.
_HIDDEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF))
_TATWEEL = "\u0640"  # stretches Arabic letters, for looks only


def clean_text(text: str | None) -> str:
    """A label in one line: NFC, no control character, no lone surrogate, no hidden direction mark."""
    visible = unicodedata.normalize("NFC", text or "").translate(_HIDDEN)
    kept = (" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in visible)
    return " ".join("".join(kept).split())


def normal(slug: str) -> str:
    """The one spelling of a slug: composed (NFKC) and in small letters. Requests in other spellings mean the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", slug).lower())


def make_slug(text: str) -> str:
    """Letters with their marks and digits of any script, hyphens between; empty for signs only (emoji, dots)."""
    signs = (_slug_sign(sign) for sign in normal(text))
    slug = re.sub("-+", "-", "".join(signs)).strip("-")
    # A mark that follows no letter (a variation selector after an emoji) is no text.
    slug = slug if any(unicodedata.category(sign)[0] in "LN" for sign in slug) else ""
    return slug[:LONGEST].rstrip("-")


def _slug_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign == _TATWEEL or category in {"Cf", "Me"} or 0xFE00 <= ord(sign) <= 0xFE0F:
        return ""
    return sign if category[0] in "LMN" else "-"


def first_free(slug: str, taken: Callable[[str], bool]) -> str:
    """The slug, or the slug with the first number from 2 on that is not taken."""
    candidate, number = slug, 2
    while taken(candidate):
        candidate, number = f"{slug}-{number}", number + 1
    return candidate
