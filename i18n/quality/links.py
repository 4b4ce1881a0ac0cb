"""Are links, e-mail addresses, handles and hashtags kept as they are?"""

from __future__ import annotations

import re

from .check import Check, Pair

_KEPT = re.compile(
    r"""(?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?…'’)\]}]
    |[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}
    |(?<![\w@/.])@[A-Za-z0-9_]{2,}
    |(?<![\w&\#/])\#\w*[^\W\d_]\w*""",
    re.VERBOSE,
)


class LinksCheck(Check):
    id = "links"
    name = "Addresses"
    explanation = "Web addresses, e-mail addresses, handles or hashtags differ from the original."
    severity = "error"

    def problem(self, pair: Pair) -> str | None:
        before, after = sorted(_KEPT.findall(pair.source_plain)), sorted(_KEPT.findall(pair.target_plain))
        if before == after:
            return None
        differing = [found for found in before if found not in after] or [f for f in after if f not in before]
        return " ".join(dict.fromkeys(differing))
