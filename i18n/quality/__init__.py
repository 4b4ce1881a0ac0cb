"""Checks on translations: plain values in, findings out."""

from i18n.segments import plain

from .check import Check, Pair
from .doubled import DoubledCheck
from .empty import EmptyCheck
from .ending import EndingCheck
from .finding import Finding, Severity
from .leftover import LeftoverCheck
from .length import LengthCheck
from .links import LinksCheck
from .numbers import NumbersCheck
from .tags import TagsCheck

CHECKS: tuple[Check, ...] = (
    EmptyCheck(),
    TagsCheck(),
    LinksCheck(),
    NumbersCheck(),
    LeftoverCheck(),
    DoubledCheck(),
    LengthCheck(),
    EndingCheck(),
)


def run_checks(source_text: str, target_text: str, source_lang: str, target_lang: str) -> list[Finding]:
    """Findings on a translation, most serious first; both texts are coded text. An empty text has only that finding."""
    pair = Pair(source_text, target_text, plain(source_text), plain(target_text), source_lang, target_lang)
    found = [finding for check in CHECKS if (finding := check.find(pair)) is not None]
    if any(finding.check_id == "empty" for finding in found):
        return [finding for finding in found if finding.check_id == "empty"]
    return sorted(found, key=lambda finding: finding.severity != "error")


__all__ = ["CHECKS", "Check", "Finding", "Pair", "Severity", "run_checks"]
