"""From a skeleton and texts to the values of the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .assemble import assemble
from .flat import html_of, text_of
from .model import Block, Skeleton, Target


def rebuild(
    skeleton: Skeleton,
    texts: Mapping[str, Target],
    *,
    language: str,
    order: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, str]:
    """The value of each field in ``language``. MissingText (a KeyError) if a sentence has no text.

    ``order`` gives the sentence ids of a block in the target's order, by ``Block.key``. With the source's own texts in
    the source language the values are those that were extracted, after sanitising.
    """
    values: dict[str, str] = {}
    for field in skeleton.fields:
        out: list[str] = []
        for part in field.parts:
            if isinstance(part, Block):
                assembled = assemble(part, texts, language=language, source_language=skeleton.language, order=order)
                if field.format == "html":
                    out.append(html_of(assembled.runs, assembled.elements))
                else:
                    out.append(text_of(assembled.runs))
            else:
                out.append(part)
        values[field.path] = "".join(out)
    return values
