"""Signs that keyboards lack, per language: quotation marks (outer and inner), and where a narrow no-break space stands.

Source: CLDR's delimiters; for French, the spaces inside guillemets and before ; ! ? follow the Imprimerie nationale.
"""

# outer opening, outer closing, inner opening, inner closing
_QUOTES: dict[str, tuple[str, str, str, str]] = {
    "ar": ("«", "»", "“", "”"),
    "bg": ("„", "“", "’", "’"),
    "ca": ("«", "»", "“", "”"),
    "cs": ("„", "“", "‚", "‘"),
    "da": ("»", "«", "›", "‹"),
    "de": ("„", "“", "‚", "‘"),
    "de-ch": ("«", "»", "‹", "›"),
    "el": ("«", "»", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "et": ("„", "“", "‚", "‘"),
    "fa": ("«", "»", "‹", "›"),
    "fi": ("”", "”", "’", "’"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "fr-ch": ("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),
    "he": ("”", "”", "’", "’"),
    "hr": ("„", "”", "‚", "’"),
    "hu": ("„", "”", "»", "«"),
    "is": ("„", "“", "‚", "‘"),
    "it": ("«", "»", "“", "”"),
    "ja": ("「", "」", "『", "』"),
    "ko": ("“", "”", "‘", "’"),
    "lt": ("„", "“", "‚", "‘"),
    "lv": ("„", "“", "‚", "‘"),
    "nb": ("«", "»", "‘", "’"),
    "nl": ("‘", "’", "“", "”"),
    "nn": ("«", "»", "‘", "’"),
    "no": ("«", "»", "‘", "’"),
    "pl": ("„", "”", "«", "»"),
    "pt": ("«", "»", "“", "”"),
    "pt-br": ("“", "”", "‘", "’"),
    "ro": ("„", "”", "«", "»"),
    "ru": ("«", "»", "„", "“"),
    "sk": ("„", "“", "‚", "‘"),
    "sl": ("„", "“", "‚", "‘"),
    "sq": ("«", "»", "“", "”"),
    "sr": ("„", "”", "‚", "’"),
    "sv": ("”", "”", "’", "’"),
    "uk": ("«", "»", "„", "“"),
    "ur": ("“", "”", "‘", "’"),
    "zh": ("“", "”", "‘", "’"),
    "zh-hant": ("「", "」", "『", "』"),
}
_OTHERS = ("“", "”", "‘", "’")
#: Signs beside which a no-break space is narrow (U+202F); elsewhere it is U+00A0.
_NARROW = {"fr": ";!?«»‹›"}


def quotes(language: str) -> str:
    """The quotation marks of a language, joined by `|`: outer opening and closing, inner opening and closing."""
    code = language.casefold()
    return "|".join(_QUOTES.get(code) or _QUOTES.get(code.split("-")[0]) or _OTHERS)


def narrow(language: str) -> str:
    """Signs beside which a language sets a narrow no-break space."""
    return _NARROW.get(language.casefold().split("-")[0], "")
