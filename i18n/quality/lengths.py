"""How long a translation may be: one range of target/source length per language pair, in characters.

Median length against English, measured on 1,550 lines of human news translation (NTREX-128). The range of a pair is
the ratio of the two medians times the spread; the spread is about the 1st to 99th percentile over all pairs.
"""

from __future__ import annotations

from math import log

MEDIAN_TO_ENGLISH = {
    "ar": 0.92, "ca": 1.14, "cs": 0.97, "da": 1.02, "de": 1.19, "en": 1.0, "es": 1.15, "fi": 1.08, "fr": 1.18,
    "he": 0.80, "hi": 1.05, "it": 1.17, "ja": 0.46, "nb": 1.01, "no": 1.01, "nn": 1.01, "pt": 1.12, "ru": 1.10,
    "sv": 1.01, "sw": 1.09, "th": 0.96, "uk": 1.05, "ur": 1.0, "zh": 0.34,
}  # fmt: skip
SPREAD = (0.64, 1.55)
SPREAD_DENSE = (0.46, 2.05)  # with Chinese or Japanese on one side
# The most unusual human line among 600,000 stood at 0.27; below this a text is broken off, whatever else it is.
BROKEN_OFF = 0.36
RUNAWAY = 3.0
# Short texts vary freely: this many characters are added on both sides before comparing.
SLACK = 8


def _language(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def expected_range(source_lang: str, target_lang: str) -> tuple[float, float]:
    """(lowest, highest) usual ratio target/source for running text."""
    source, target = _language(source_lang), _language(target_lang)
    median = MEDIAN_TO_ENGLISH.get(target, 1.0) / MEDIAN_TO_ENGLISH.get(source, 1.0)
    low, high = SPREAD_DENSE if {source, target} & {"zh", "ja"} and source != target else SPREAD
    return (median * low, median * high)


def relative_length(source: str, target: str, source_lang: str, target_lang: str) -> float:
    """Length of the target against the usual length for this pair: 1.0 is the median."""
    low, high = _language(source_lang), _language(target_lang)
    median = MEDIAN_TO_ENGLISH.get(high, 1.0) / MEDIAN_TO_ENGLISH.get(low, 1.0)
    return (len(target) + SLACK) / (len(source) * median + SLACK)


def unusual(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """True where the length is outside the usual range of the pair."""
    dense = {_language(source_lang), _language(target_lang)} & {"zh", "ja"}
    low, high = SPREAD_DENSE if dense else SPREAD
    return not low <= relative_length(source, target, source_lang, target_lang) <= high


def deviation(source_lang: str, target_lang: str) -> tuple[float, float]:
    """(median of target/source, standard deviation of its logarithm) for running text."""
    source, target = _language(source_lang), _language(target_lang)
    dense = {source, target} & {"zh", "ja"} and source != target
    low, high = SPREAD_DENSE if dense else SPREAD
    median = MEDIAN_TO_ENGLISH.get(target, 1.0) / MEDIAN_TO_ENGLISH.get(source, 1.0)
    return median, log(high / low) / (2 * 2.33)  # the spread is the 1st to 99th percentile
