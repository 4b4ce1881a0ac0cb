"""From a text as it was given to its sentences, and the words that are marked in it."""

import html
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from i18n.quality.language import other_language
from i18n.segments import Element, FieldValue, extract, plain, sanitise_html, sanitise_plain
from i18n.segments.pairing import Unit
from i18n.services.pasting.files import MAX_CHARACTERS, Given, PasteRefused

#: More sentences than any article has.
MAX_SENTENCES = 3_000
_HEADING = 90
_ENDS = tuple('.!?…;:,؟؛،۔。！？।"»”’)]')
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_MARK_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_MARKED = re.compile(r"^#{1,6} \S|\[[^\]\n]+\]\((?:https?://|mailto:)[^)\s]+\)", re.MULTILINE)
_MARK_BOLD = re.compile(r"(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_VOID = re.compile(r"<[1-9][0-9]*/>")
_FAMILY = {"strong": "b", "em": "i"}


@dataclass(frozen=True, slots=True)
class Foreign:
    """A text from elsewhere: `raw` as it is kept, sentences in order, marked words as (tag, address, words)."""

    raw: str
    units: list[Unit] = field(default_factory=list)
    marked: list[tuple[str, str, str]] = field(default_factory=list)


def read(given: Given, *, language: str) -> Foreign:
    """The sentences of a text in its language. Raises `PasteRefused` where there is none, or far too much."""
    text = _PRIVATE.sub("", sanitise_plain(given.text)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise PasteRefused(_("There is no text yet. Paste one, or choose a file."))
    if len(text) > (MAX_CHARACTERS if given.form != "html" else 10 * MAX_CHARACTERS):
        raise PasteRefused(_("This text is longer than 300,000 characters. Paste one article at a time."))
    markup = sanitise_html(text if given.form == "html" else paragraphs(text, markdown=given.form == "markdown"))
    units: list[Unit] = []
    marked: list[tuple[str, str, str]] = []
    for number, block in enumerate(extract([FieldValue("text", "body", "html", markup)], language=language).blocks()):
        sentences = block.sentences()
        heading = block.kind == "heading" or (len(sentences) == 1 and looks_like_heading(_words(sentences[0].text)))
        for sentence in sentences:
            words = _marked(sentence.text, sentence.elements)
            marked += words
            links = frozenset(address for tag, address, _words in words if tag == "a")
            units.append(Unit(_words(sentence.text), number, "heading" if heading else "body", links))
    units = [unit for unit in units if unit.text]
    if not units:
        raise PasteRefused(_("There is no text yet. Paste one, or choose a file."))
    if len(units) > MAX_SENTENCES or sum(len(unit.text) for unit in units) > MAX_CHARACTERS:
        raise PasteRefused(_("This text is longer than 300,000 characters. Paste one article at a time."))
    return Foreign(markup if given.form == "html" else text, units, marked)


def looks_like_markdown(text: str) -> bool:
    """Headings with number signs or links with their addresses in round brackets, which no prose has."""
    return bool(_MARKED.search(text))


def paragraphs(text: str, *, markdown: bool = False) -> str:
    """Plain text as HTML: a line is a paragraph, unless the lines of a paragraph were broken to fit a page."""
    blocks: list[str] = []
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        blocks += [" ".join(lines)] if _is_wrapped(lines) else lines
    return "".join(_block(block, markdown) for block in blocks)


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of about one length of which most break off within a sentence."""
    if len(lines) < 2:
        return False
    inner = lines[:-1]
    broken = sum(not line.endswith(_ENDS[:-1]) for line in inner)
    longest = max(len(line) for line in inner)
    full = sum(len(line) > 0.7 * longest for line in inner)
    starts = sum(line[:1].islower() for line in lines[1:])
    return (
        40 <= longest <= 110
        and full >= 0.7 * len(inner)
        and broken >= 0.5 * len(inner)
        and (starts > 0 or len(inner) > 2)
    )


def _block(block: str, markdown: bool) -> str:
    tag = "p"
    if markdown and block.startswith("#"):
        tag, block = "h2", block.lstrip("#").strip()
    elif markdown:
        block = _BULLET.sub("", block)
    inside = html.escape(block, quote=False)
    if markdown:
        inside = _MARK_LINK.sub(lambda m: f'<a href="{html.escape(html.unescape(m[2]))}">{m[1]}</a>', inside)
        inside = _MARK_BOLD.sub(r"<b>\1</b>", inside)
    return f"<{tag}>{inside}</{tag}>"


def _words(coded: str) -> str:
    """The words of a sentence; a line break in it is a space."""
    return " ".join(plain(_VOID.sub(" ", coded)).split(" ")).strip()


def looks_like_heading(text: str) -> bool:
    """Whether a line of plain text may be a heading: short, and without a full stop."""
    return len(text) <= _HEADING and not text.endswith(_ENDS)


def _marked(coded: str, elements: tuple[Element, ...]) -> list[tuple[str, str, str]]:
    """Words under links and in bold or the like, in order."""
    found = []
    for number, element in enumerate(elements, start=1):
        match = re.search(rf"<{number}>(.*?)</{number}>", coded, re.DOTALL)
        words = plain(match.group(1)).strip() if match else ""
        if words:
            tag = _FAMILY.get(element.tag, element.tag)
            found.append((tag, dict(element.attrs).get("href", ""), words))
    return found


def oddities(units: list[Unit], *, sources: list[str], language: str, source_language: str) -> list[str]:
    """What seems odd about a text as a whole, as codes: `language:es`, `same`."""
    found = []
    text = " ".join(unit.text for unit in units)[:20_000]
    other = other_language(text, language)
    if other:
        found.append(f"language:{other}")
    known = {" ".join(source.split()).casefold() for source in sources}
    equal = sum(" ".join(unit.text.split()).casefold() in known for unit in units)
    if equal > max(1, len(units) // 2) and language != source_language:
        found.append("same")
    return found
