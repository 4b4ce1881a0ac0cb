"""From an uploaded file to a text: encodings, Word files, limits. Nothing in a file is trusted."""

import html
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element as XmlElement
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

#: A file may have this many bytes, what is packed in it (a Word file) that many.
MAX_FILE = 5 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
#: A text may have this many characters: a book of 100 pages has 200,000.
MAX_CHARACTERS = 300_000
ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class PasteRefused(ValueError):
    """A text cannot be taken as it is; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it was given: plain, markdown or html; `guessed`: its encoding was not UTF-8, but guessed."""

    text: str
    form: str = "plain"
    file_name: str = ""
    guessed: bool = False


def read_file(*, name: str, data: bytes) -> Given:
    """The text in an uploaded file. Raises `PasteRefused`."""
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if len(data) > MAX_FILE:
        raise PasteRefused(_("This file is larger than 5 MB. Send the text alone, without pictures."))
    if ending not in ENDINGS:
        raise PasteRefused(_("Files of this kind cannot be read. Send .docx, .html, .md or .txt, or paste the text."))
    if ending == ".docx":
        return Given(word_html(data), "html", name[:200])
    text, guessed = decode(data)
    form = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}.get(ending, "plain")
    return Given(text, form, name[:200], guessed)


def decode(data: bytes) -> tuple[str, bool]:
    """A text in UTF-8 or (with its mark) UTF-16; anything else is read as Windows-1252, and said to be a guess."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), False
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    if data.count(b"\0") > len(data) // 10:
        raise PasteRefused(_("This file is not a text, or its encoding is not known. Save it as UTF-8 and try again."))
    return data.decode("cp1252", "replace"), True


def word_html(data: bytes) -> str:
    """The paragraphs of a Word file as HTML: headings, lists, bold, italic, links; all else is left out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = _parsed(archive, "word/document.xml")
            links = _links(archive)
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, PasteRefused):
            raise
        raise PasteRefused(_("This Word file cannot be read. Save it again as .docx, or paste its text.")) from error
    return "".join(_paragraph(paragraph, links) for paragraph in body.iter(f"{_WORD}p"))


def _parsed(archive: zipfile.ZipFile, name: str) -> XmlElement:
    """A part of the archive, unpacked no further than the limit, whatever its header says. No entities, no DTD."""
    with archive.open(name) as part:
        content = part.read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise PasteRefused(_("This file unpacks to more than 20 MB. Paste its text instead."))
    root: XmlElement = fromstring(content, forbid_dtd=True)
    return root


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        root = _parsed(archive, "word/_rels/document.xml.rels")
    except KeyError:
        return {}
    return {part.get("Id", ""): part.get("Target", "") for part in root if part.get("TargetMode") == "External"}


def _paragraph(paragraph: XmlElement, links: dict[str, str]) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = (style.get(f"{_WORD}val") or "") if style is not None else ""
    tag = "h2" if name.lower().startswith(("heading", "title", "titre", "berschrift", "überschrift")) else "p"
    inside = "".join(_runs(paragraph, links))
    return f"<{tag}>{inside}</{tag}>" if inside.strip() else ""


def _runs(parent: XmlElement, links: dict[str, str]) -> Iterator[str]:
    """The text below a paragraph; deleted text of tracked changes is no text."""
    for child in parent:
        if child.tag == f"{_WORD}hyperlink":
            inside = "".join(_runs(child, links))
            target = links.get(child.get(_LINKED) or "", "")
            yield f'<a href="{html.escape(target)}">{inside}</a>' if target else inside
        elif child.tag == f"{_WORD}r":
            yield _run(child)
        elif child.tag in (f"{_WORD}ins", f"{_WORD}smartTag", f"{_WORD}sdt", f"{_WORD}sdtContent"):
            yield from _runs(child, links)


def _run(run: XmlElement) -> str:
    text = ""
    for part in run:
        if part.tag == f"{_WORD}t":
            text += html.escape(part.text or "", quote=False)
        elif part.tag in (f"{_WORD}tab", f"{_WORD}br"):
            text += " "
        elif part.tag == f"{_WORD}noBreakHyphen":
            text += "\u2011"
    for name, tag in (("b", "b"), ("i", "i")):
        if text.strip() and _is_on(run.find(f"{_WORD}rPr/{_WORD}{name}")):
            text = f"<{tag}>{text}</{tag}>"
    return text


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_WORD}val") not in ("0", "false", "off")
