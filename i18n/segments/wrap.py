"""Values for readers: each sentence in a span that carries its id and state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .assemble import Assembled, assemble
from .flat import escape, escape_attr, html_of
from .model import Block, SentenceRef, Skeleton, Target

#: What ``render`` may add to a span: never a handler, a style or an address.
_ATTRIBUTE = re.compile(r"(?:data-[a-z0-9-]+|aria-[a-z-]+|class|lang|dir|title|tabindex|role|hidden|translate)")


@dataclass(frozen=True, slots=True)
class WrappedPiece:
    """A stretch of a field's HTML: a block's content with the ids of its sentences, or literal markup (no ids)."""

    html: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrappedField:
    """A field for readers. The pieces joined are ``html``."""

    html: str
    pieces: tuple[WrappedPiece, ...]

    @property
    def blocks(self) -> tuple[WrappedPiece, ...]:
        """The pieces that hold sentences (one for each paragraph, heading or list item)."""
        return tuple(piece for piece in self.pieces if piece.ids)


def wrap(
    skeleton: Skeleton,
    texts: Mapping[str, Target],
    *,
    language: str,
    order: Mapping[str, Sequence[str]] | None = None,
    render: Callable[[SentenceRef], Mapping[str, str]] | None = None,
    heirs: Mapping[str, str] | None = None,
) -> dict[str, WrappedField]:
    """The HTML of each field with ``<span class="s" id="s-…">`` around each sentence; plain fields are escaped.

    ``render`` gives further attributes of a sentence's span (data-*, aria-*, class, lang, dir, title…; a class is added
    to ``s``); ValueError for others. Elements that cross a sentence end are closed and opened again. MissingText if a
    sentence has no text. A link to a sentence that is not here leads to its heir, or to the one that says it too.
    """
    wrapped: dict[str, WrappedField] = {}
    gone: dict[str, list[str]] = {}
    for key, heir in (heirs or {}).items():
        gone.setdefault(heir, []).append(key)
    for field in skeleton.fields:
        pieces: list[WrappedPiece] = []
        for part in field.parts:
            if isinstance(part, Block):
                assembled = assemble(part, texts, language=language, source_language=skeleton.language, order=order)
                pieces.append(_block(assembled, render, gone))
            else:
                pieces.append(WrappedPiece(part if field.format == "html" else escape(part)))
        wrapped[field.path] = WrappedField("".join(piece.html for piece in pieces), tuple(pieces))
    return wrapped


def _block(
    assembled: Assembled,
    render: Callable[[SentenceRef], Mapping[str, str]] | None,
    gone: Mapping[str, Sequence[str]],
) -> WrappedPiece:
    said = {piece.ref.id for piece in assembled.pieces if piece.ref is not None}
    # Of a sentence that others say too: its own link and those to what it stands for.
    waiting = [
        key for ref in assembled.block.sentences if ref.id not in said for key in (ref.id, *gone.get(ref.id, ()))
    ]
    out: list[str] = []
    ids: list[str] = []
    for piece in assembled.pieces:
        content = html_of(piece.runs, assembled.elements)
        if piece.ref is None:
            out.append(content)
        else:
            ids.append(piece.ref.id)
            out += [f'<span id="s-{key}"></span>' for key in (*waiting, *gone.get(piece.ref.id, ()))]
            out.append(f"<span{_attributes(piece.ref, render)}>{content}</span>")
            waiting = []
    return WrappedPiece("".join(out), tuple(ids))


def _attributes(ref: SentenceRef, render: Callable[[SentenceRef], Mapping[str, str]] | None) -> str:
    attrs = {"class": "s", "id": f"s-{ref.id}"}
    for name, value in (render(ref) if render else {}).items():
        if not _ATTRIBUTE.fullmatch(name):
            raise ValueError(f"attribute {name!r} is not allowed on a sentence")
        attrs[name] = f"s {value}" if name == "class" else value
    return "".join(f' {name}="{escape_attr(value)}"' for name, value in attrs.items())
