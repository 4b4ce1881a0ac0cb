"""Drawing: the headline in its own script, the name of the site, the line of its state, the picture beside them."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps, features

from articles.share_picture.fonts import font_for
from articles.share_picture.lines import Lines, fit
from articles.view_models.share_picture import SIZE, ShareFacts

LARGEST_FILE = 300_000  # bytes; messengers show no larger ones
_PAPER, _INK, _SOFT, _SIGNAL, _MACHINE = "#ffffff", "#14172b", "#50566f", "#ffd21f", "#8a4500"
_MARGIN, _PHOTO = 64, 470
_STRIPE = 14  # the yellow edge between text and picture
_TOP, _BOTTOM, _FOOT = 136, 160, 120  # room for the name above, for the state below, for both
_BESIDE = 110  # where the name stands, beside the sign
_QUALITIES = (88, 80, 70, 55, 40)
_DASH, _GAP, _LINE = 26, 14, 8


def draw(facts: ShareFacts, photo: Image.Image | None, centre: tuple[float, float] = (0.5, 0.5)) -> bytes:
    """A JPEG of at most 300 kB. Where no font has the letters of the title, the photograph stands alone above the sign
    and the line of the state: better than empty boxes.
    """
    canvas = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(canvas)
    width, height = SIZE
    is_rtl = facts.dir == "rtl"
    if photo is not None and not _can_write(facts.title, facts):
        canvas.paste(_crop(photo, (width, height - _FOOT), centre), (0, 0))
        box = _Box(pen, _MARGIN, width - 2 * _MARGIN, facts)
        _line(box, height - _FOOT + 24)
        _name(box, height - 76)
        return _encoded(canvas)
    taken = 0
    if photo is not None:
        taken = _PHOTO
        canvas.paste(_crop(photo, (_PHOTO, height), centre), (0 if is_rtl else width - _PHOTO, 0))
    edge = width - taken - _STRIPE if (photo is not None) != is_rtl else taken
    pen.rectangle((edge, 0, edge + _STRIPE, height), fill=_SIGNAL)
    left = edge + _STRIPE if edge < width / 2 else 0
    right = edge if edge >= width / 2 else width
    box = _Box(pen, left + _MARGIN, right - left - 2 * _MARGIN, facts)
    _name(box, 56)
    _title(box)
    _line(box, height - _BOTTOM + 12)
    _label(box, height - _BOTTOM + 36)
    return _encoded(canvas)


class _Box:
    """The column of text."""

    def __init__(self, pen: ImageDraw.ImageDraw, left: int, width: int, facts: ShareFacts) -> None:
        self.pen, self.left, self.width, self.facts = pen, left, width, facts
        self.is_rtl = facts.dir == "rtl"

    def write(self, made: Lines, top: int, fill: str, inset: int = 0) -> None:
        place = self.left + self.width - inset if self.is_rtl else self.left + inset
        shaped: dict[str, Any] = (
            {"direction": self.facts.dir, "language": self.facts.language} if features.check("raqm") else {}
        )
        for number, line in enumerate(made.lines):
            at = (place, top + number * made.leading)
            self.pen.text(at, line, font=made.font, fill=fill, anchor="ra" if self.is_rtl else "la", **shaped)

    def start(self, inset: int, width: int) -> tuple[int, int]:
        """Left and right of something `width` wide, `inset` from where lines begin."""
        left = self.left + self.width - inset - width if self.is_rtl else self.left + inset
        return left, left + width


def _can_write(text: str, facts: ShareFacts) -> tuple[str, int] | None:
    """The font for a text; none where its letters could not be joined."""
    if facts.dir == "rtl" and not features.check("raqm"):
        return None
    return font_for(text, facts.language)


def _name(box: _Box, top: int) -> None:
    """The sign of the site, and its name beside it."""
    for inset, radius in ((0, 9), (26, 16), (68, 9)):
        left, right = box.start(inset, 2 * radius)
        box.pen.ellipse((left, top + 24 - radius, right, top + 24 + radius), fill=_SIGNAL, outline=_INK, width=5)
    face = _can_write(box.facts.site, box.facts)
    if face:
        made = fit(box.facts.site, face, width=box.width - _BESIDE, height=52, largest=34)
        box.write(made, top + 24 - made.height // 2, _INK, inset=_BESIDE)


def _title(box: _Box) -> None:
    face = _can_write(box.facts.title, box.facts)
    if face:
        room = SIZE[1] - _TOP - _BOTTOM
        made = fit(box.facts.title, face, width=box.width, height=room, largest=66)
        box.write(made, _TOP + max(0, (room - made.height) // 2), _INK)


def _line(box: _Box, top: int) -> None:
    """Solid: a person wrote or checked it; dashed: nobody has, or the original has changed. Words below say so."""
    is_solid, done = box.facts.state == "solid", 0
    while done < box.width:
        length = box.width if is_solid else min(_DASH, box.width - done)
        left, right = box.start(done, length)
        box.pen.rectangle((left, top, right, top + _LINE), fill=_INK if is_solid else _MACHINE)
        done += length + _GAP


def _label(box: _Box, top: int) -> None:
    face = _can_write(box.facts.label, box.facts) if box.facts.label else None
    if face:
        made = fit(box.facts.label, face, width=box.width, height=84, largest=30, smallest=22)
        box.write(made, top, _SOFT if box.facts.state == "solid" else _MACHINE)


def _crop(photo: Image.Image, size: tuple[int, int], centre: tuple[float, float]) -> Image.Image:
    return ImageOps.fit(photo.convert("RGB"), size, Image.Resampling.LANCZOS, centering=centre)


def _encoded(canvas: Image.Image) -> bytes:
    for quality in _QUALITIES:
        content = BytesIO()
        canvas.save(content, "JPEG", quality=quality, optimize=True, progressive=True)
        if content.tell() <= LARGEST_FILE:
            break
    return content.getvalue()
