"""Which markup the engine knows: one list for parsing, sanitising and writing."""

from __future__ import annotations

import re
from functools import lru_cache

from .model import Element

CONTAINERS = frozenset({"ul", "ol", "li", "blockquote"})
LEAVES = frozenset({"p", "h2", "h3", "h4"})
HEADINGS = frozenset({"h2", "h3", "h4"})
INLINE = frozenset({"a", "b", "strong", "i", "em", "sub", "sup", "s", "code"})
VOID_INLINE = frozenset({"br", "embed"})
TAGS = CONTAINERS | LEAVES | INLINE | VOID_INLINE | {"hr"}

#: Other block tags: their text becomes a paragraph (or the nearest heading), so that words never run together.
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4"}
FOREIGN_BLOCKS = frozenset(
    """
    address article aside body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    header hgroup html legend main menu nav option optgroup pre section summary table tbody td tfoot th thead
    tr
    """.split()  # noqa: SIM905 - a list of words reads better than 40 strings
)
#: Dropped with everything inside.
DROPPED = frozenset(
    """
    applet audio canvas frameset head iframe math noembed noframes noscript object plaintext script select
    style svg template textarea title video xmp
    """.split()  # noqa: SIM905 - a list of words reads better than 40 strings
)

_BLOCK_ATTRS = frozenset({"data-block-key"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(CONTAINERS | LEAVES | {"hr"}, _BLOCK_ATTRS),
    "a": frozenset({"href", "linktype", "id"}),
    "embed": frozenset({"embedtype", "id", "alt", "format", "url"}),
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
#: C0 without tab and line ends, DEL, C1, surrogates, noncharacters: never stored, never shown.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def sanitise_plain(text: str) -> str:
    """Plain text without control characters, NUL, lone surrogates and noncharacters. Normal form is left alone."""
    return _CONTROL.sub("", text)


def safe_url(url: str) -> bool:
    """Whether an address has an allowed scheme or none (http, https, mailto, tel, relative)."""
    bare = _BLANK.sub("", url)
    head = re.split(r"[/?#]", bare, maxsplit=1)[0]
    if ":" not in head:
        return bool(bare) and "\\" not in bare[:2]
    return head.split(":", 1)[0].lower() in SCHEMES


def _attribute(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, frozenset()):
        return False
    if name in ("href", "url"):
        return safe_url(value)
    if name in ("id", "linktype", "embedtype", "format"):
        return bool(_IDENTIFIER.fullmatch(value))
    return True


def filter_attrs(tag: str, attrs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The allowed attributes of a tag, sorted by name, control characters removed."""
    clean = {name: sanitise_plain(value) for name, value in attrs.items()}
    return tuple(sorted((name, value) for name, value in clean.items() if _attribute(tag, name, value)))


@lru_cache(maxsize=4096)
def clean_element(element: Element) -> Element | None:
    """An inline element with what is allowed of it, or None (unknown tag, link to nowhere, embed of nothing)."""
    if element.tag not in INLINE and element.tag not in VOID_INLINE:
        return None
    attrs = filter_attrs(element.tag, dict(element.attrs))
    names = {name for name, _value in attrs}
    if element.tag == "a" and not names & {"href", "linktype"}:
        return None
    if element.tag == "embed" and not names & {"id", "url"}:
        return None
    return Element(element.tag, attrs, element.tag in VOID_INLINE)
