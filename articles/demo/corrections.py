"""Corrections of an original of the demonstration, sentence by sentence."""

import json
from collections.abc import Sequence
from typing import TypeVar

from articles.demo.content import Correction
from articles.models import ArticlePage, StandardPage

_Page = TypeVar("_Page", ArticlePage, StandardPage)


def corrected(page: _Page, corrections: Sequence[Correction]) -> _Page:
    """The page with the new sentences, not saved."""
    block = page._meta.get_field("body").stream_block
    raw = json.dumps(list(block.get_prep_value(page.body)), ensure_ascii=False)
    for correction in corrections:
        old, new = (json.dumps(text, ensure_ascii=False)[1:-1] for text in (correction.old, correction.new))
        raw = raw.replace(old, new)
        page.summary = page.summary.replace(correction.old, correction.new)
    page.body = block.to_python(json.loads(raw))
    return page
