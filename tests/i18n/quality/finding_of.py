"""One check asked about one pair of texts."""

from i18n.quality import Check, Finding, Pair
from i18n.segments import plain


def finding_of(check: Check, source: str, target: str, languages: tuple[str, str] = ("en", "es")) -> Finding | None:
    found = check.find(Pair(source, target, plain(source), plain(target), *languages))
    assert found is None or (found.check_id, found.message) == (check.id, check.explanation)
    return found
