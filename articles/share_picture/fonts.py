"""Fonts that have all the letters of a text."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

# Ours (static/fonts, SIL Open Font License), by preference: both have Latin letters, one has Arabic too.
_OURS = ("bricolage-grotesque-bold.ttf", "noto-sans-arabic-bold.ttf")
# For other scripts, what the machine has: Debian's fonts-noto-core, fonts-noto-cjk, fonts-dejavu-core.
_SYSTEM = (
    "truetype/noto/NotoSans-Bold.ttf",
    "truetype/dejavu/DejaVuSans-Bold.ttf",
    "opentype/noto/NotoSansCJK-Bold.ttc",
)
_FOLDER = Path("/usr/share/fonts")
# Faces of the CJK collection.
_FACES = {"ja": 0, "ko": 1, "zh-hant": 3}
_CHINESE = 2
_NOTHING = "\U0010fffd"  # no font has it: what it draws stands for a missing letter


def font_for(text: str, language: str) -> tuple[str, int] | None:
    """File and face of the first font with every letter of a text; None where there is none."""
    return _font_for(frozenset(text), language)


@lru_cache(maxsize=64)
def font(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=face)


@lru_cache(maxsize=512)
def _font_for(letters: frozenset[str], language: str) -> tuple[str, int] | None:
    for path, face in _candidates(language):
        if all(_has(path, face, letter) for letter in letters):
            return path, face
    return None


def _candidates(language: str) -> Iterator[tuple[str, int]]:
    ours = Path(settings.BASE_DIR) / "static" / "fonts"
    yield from ((str(ours / name), 0) for name in _OURS)
    for name in _SYSTEM:
        if (_FOLDER / name).exists():
            yield str(_FOLDER / name), _FACES.get(language, _CHINESE) if name.endswith(".ttc") else 0
    yield from ((str(path), 0) for path in sorted(_FOLDER.glob("truetype/noto/NotoSans*-Bold.ttf")))


@lru_cache(maxsize=4096)
def _has(path: str, face: int, letter: str) -> bool:
    """Whether a font draws a letter; spaces, joiners and combining marks are shaped with their neighbours."""
    if unicodedata.category(letter)[0] in "ZCM":
        return True
    small = font(path, face, 24)
    return bytes(small.getmask(letter)) != bytes(small.getmask(_NOTHING))
