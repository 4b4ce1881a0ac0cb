"""Text for searching, prepared the same way on every database: NFKC, case and accents folded, ASCII digits."""

import unicodedata

# Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Arabic and Hebrew vowel signs.
# Other scripts (Devanagari, Japanese …) carry meaning in their marks and keep them.
_DROPPED = (
    *range(0x0300, 0x0370),
    *range(0x0591, 0x05C8),
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0640,  # Arabic tatweel, a stretched line
    0x0670,
)
_LETTERS = {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
_TABLE = dict.fromkeys(_DROPPED) | {ord(letter): plain for letter, plain in _LETTERS.items()}


def normalise(text: str) -> str:
    """The text as it is stored and looked up; white space runs become one space, control characters go."""
    return " ".join(_fold(text).split())


def fold_character(character: str) -> str:
    """One character folded: '' for a mark that is dropped, several letters for a ligature."""
    return _fold(character)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", decomposed).translate(_TABLE))
    return "".join(_visible(character) for character in plain)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd" and character > "9":
        return str(unicodedata.decimal(character))
    if category == "Cf":  # soft hyphens, joiners and bidi marks are invisible: "so\u00adcial" is one word
        return ""
    return " " if category[0] in "CZ" else character
