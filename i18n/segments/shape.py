"""Whether an edited field still has the skeleton's blocks, and which text belongs to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .allowed import CONTAINERS, LEAVES
from .coded import signature
from .markup import Inline
from .model import Block, Element
from .tokens import Tag, tokens

#: Tags that hold text, and have an empty place for it when it is gone.
_HOLDERS = LEAVES | {"li", "blockquote"}
#: What can be wrong with a field; the interface has a sentence for each.
CODES = (
    "field_missing",
    "field_added",
    "blocks_added",
    "blocks_removed",
    "structure_changed",
    "embed_changed",
    "line_break_changed",
)


@dataclass(frozen=True, slots=True)
class StructureProblem:
    """An edit that the sentences of a field cannot express. ``args`` fill the message for ``code`` (see ``CODES``)."""

    path: str
    code: str
    args: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Item:
    """A structural tag (``name``), or a place for text (``name`` "text")."""

    name: str
    content: Block | Inline | None = None
    detail: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        return self.name, self.detail


def pair_blocks(
    path: str, base: Sequence[str | Block], value: Sequence[str | Inline]
) -> list[tuple[Block, Inline | None]] | StructureProblem:
    """Each block with its text in the value (None: emptied), or what is wrong.

    Attributes of blocks and white space between them do not count; nor do empty paragraphs, which editors add.
    """
    left, right = _items(base), _items(value)
    found = _pairs(left, right)
    if found is None:
        found = _pairs(_without_empty(left), _without_empty(right))
    if found is None and len(_texts(left)) == 1 and not _texts(right):
        found = [(item.content, None) for item in _texts(left) if isinstance(item.content, Block)]
    return found if found is not None else _problem(path, left, right)


def _items(parts: Sequence[str | Block] | Sequence[str | Inline]) -> list[_Item]:
    items: list[_Item] = []
    for part in parts:
        if isinstance(part, str):
            for token in tokens(part):
                if isinstance(token, Tag):
                    _add(items, token)
        else:
            items.append(_Item("text", part))
    return items


def _add(items: list[_Item], tag: Tag) -> None:
    if tag.name in LEAVES or tag.name in CONTAINERS:
        last = items[-1].name if items else ""
        if last in _HOLDERS and (tag.end or (last not in LEAVES and tag.name in ("ul", "ol"))):
            items.append(_Item("text"))
        items.append(_Item(f"/{tag.name}" if tag.end else tag.name))
    elif tag.name == "embed":
        items.append(_Item("embed", None, signature(Element("embed", tuple(tag.attrs.items()), True))[1]))
    elif tag.name == "hr":
        items.append(_Item("hr"))


def _pairs(left: Sequence[_Item], right: Sequence[_Item]) -> list[tuple[Block, Inline | None]] | None:
    if [item.key for item in left] != [item.key for item in right]:
        return None
    pairs: list[tuple[Block, Inline | None]] = []
    for one, other in zip(left, right, strict=True):
        if isinstance(one.content, Block):
            pairs.append((one.content, other.content if isinstance(other.content, Inline) else None))
        elif other.content is not None:
            return None
    return pairs


def _without_empty(items: Sequence[_Item]) -> list[_Item]:
    """Without empty paragraphs and headings (start, empty place, end)."""
    out: list[_Item] = []
    for item in items:
        emptied = len(out) > 1 and out[-1].name == "text" and out[-1].content is None
        if emptied and item.name.startswith("/") and item.name[1:] in LEAVES:
            del out[-2:]
        else:
            out.append(item)
    return out


def _texts(items: Sequence[_Item]) -> list[_Item]:
    return [item for item in items if item.content is not None]


def _problem(path: str, left: Sequence[_Item], right: Sequence[_Item]) -> StructureProblem:
    before, after = len(_texts(left)), len(_texts(right))
    args = {"before": before, "after": after}
    if after > before:
        return StructureProblem(path, "blocks_added", args)
    if after < before:
        return StructureProblem(path, "blocks_removed", args)
    if [item.key for item in left if item.name == "embed"] != [item.key for item in right if item.name == "embed"]:
        return StructureProblem(path, "embed_changed", {})
    return StructureProblem(path, "structure_changed", {})
