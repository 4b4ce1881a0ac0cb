"""Writing XML: escaped, and without the characters that XML does not know."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def element(tag: str, text: str = "", **attributes: str) -> str:
    """`element("link", rel="self", href="…")`; `xml_lang` stands for `xml:lang`. Empty attributes are left out."""
    start = f"{tag}{''.join(_attribute(name, value) for name, value in attributes.items() if value)}"
    return f"<{start}>{escape(clean(text))}</{tag}>" if text else f"<{start}/>"


def group(tag: str, parts: Iterable[str], **attributes: str) -> str:
    """An element around others that are already XML."""
    start = f"{tag}{''.join(_attribute(name, value) for name, value in attributes.items() if value)}"
    inside = "\n".join(part for part in parts if part)
    return f"<{start}>\n{inside}\n</{tag}>"


def clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _attribute(name: str, value: str) -> str:
    return f" {name.replace('_', ':')}={quoteattr(clean(value))}"
