"""Are links, emphasis and line breaks all there, once each?"""

from __future__ import annotations

from i18n.segments import tags_of, valid_coded

from .check import Check, Pair


class TagsCheck(Check):
    """A translation may have markup of its own: only what the original has must be there, and all must be balanced."""

    id = "tags"
    name = "Links and emphasis"
    explanation = "Links or emphasis of the original are missing, doubled or crossed."
    severity = "error"

    def problem(self, pair: Pair) -> str | None:
        before, after = tags_of(pair.source), tags_of(pair.target)
        wrong = [tag for tag in before if after[tag] != before[tag]]
        if wrong or not valid_coded(pair.target):
            return " ".join(wrong)
        return None
