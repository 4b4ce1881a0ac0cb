"""The order of the queue: one formula, in one place (docs/queue.md says the same in words). Pure.

    score = work × risk × traffic × age × nearness

work      a reader's report 200 for each, three at most · original changed 2 · suggestion 1.5 · unchecked or missing 1
risk      1 to 3 (i18n/quality/risk.py); in the order of pages, the highest of a page's open sentences
traffic   1 + log10(1 + views of the last 7 days), 7 at most
age       1 for what came today, growing evenly to 2 after 90 days
nearness  1.5 where three sentences or fewer are left for a fully checked page, or where readers get nothing until
          somebody checks; else 1

All but the first are at most 3 × 7 × 2 × 1.5 = 63, and 126 with the weight of a changed original: a reported sentence
always comes before one that is not.
"""

from math import log10

from i18n.services.open_sentences import Work

WEIGHTS: dict[Work, float] = {
    Work.REPORTED: 200,
    Work.OUTDATED: 2,
    Work.SUGGESTED: 1.5,
    Work.UNCHECKED: 1,
    Work.MISSING: 1,
}
MOST_REPORTS = 3
MOST_TRAFFIC = 7.0
OLD_AFTER = 90  # days
NEARLY_DONE = 3  # sentences
NEARNESS = 1.5
#: What a version is taken for whose risk nobody has measured yet.
UNKNOWN_RISK = 1.5


def score(
    *, work: Work, risk: float, views: int, days: float, reports: int = 0, left: int = 0, hidden: bool = False
) -> float:
    """The rank of a sentence, or of a page by its most urgent work. `days` that it waits; `left`: open sentences of the
    page, 0 where that is not known; `hidden`: readers get nothing of the page.
    """
    weight = WEIGHTS[work] * (max(1, min(reports, MOST_REPORTS)) if work == Work.REPORTED else 1)
    traffic = min(MOST_TRAFFIC, 1 + log10(1 + max(views, 0)))
    age = 1 + min(max(days, 0.0), OLD_AFTER) / OLD_AFTER
    nearness = NEARNESS if hidden or 0 < left <= NEARLY_DONE else 1.0
    return weight * risk * traffic * age * nearness


def minutes(sentences: int) -> int:
    """How long sentences take, at 40 an hour."""
    return -(-sentences * 60 // PER_HOUR)


def sentences_in(minutes: int) -> int:
    """How many sentences fit."""
    return minutes * PER_HOUR // 60


PER_HOUR = 40
