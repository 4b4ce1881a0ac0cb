"""What the checks and the engine say about a text, in the language of the person who reads it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from i18n.review import words

# The checks are pure and speak English; their sentences are named here so that they are in the catalogues.
_CHECKS = {
    "doubled": gettext_noop("A word stands twice in a row."),
    "empty": gettext_noop("The translation is empty."),
    "ending": gettext_noop("The sentence ends with other punctuation than the original."),
    "leftover": gettext_noop("Words of the original seem to be left untranslated."),
    "length": gettext_noop("The translation is unusually short or long for this pair of languages."),
    "links": gettext_noop("Web addresses, e-mail addresses, handles or hashtags differ from the original."),
    "numbers": gettext_noop("Numbers of the original are missing or differ."),
    "tags": gettext_noop("Links or emphasis of the original are missing, doubled or crossed."),
}
_ENGINE = {
    "unchanged": gettext_noop("The engine left the sentence as it was."),
    "length": gettext_noop("The engine's text is unusually short or long."),
    "tags-placed-afterwards": gettext_noop("Links or emphasis were placed afterwards: are they on the right words?"),
    "too-long-for-place": gettext_noop("The text is longer than its place allows."),
    "nothing-to-translate": gettext_noop("There was nothing to translate."),
}


def listed(found: Sequence[object]) -> list[Mapping[str, str]]:
    """The findings of a text in words, with their severities; of two engines that missed words, the worse share."""
    shares = [share for one in found if isinstance(one, dict) and (share := _share(one)) is not None]
    out: list[Mapping[str, str]] = []
    for one in found:
        if not isinstance(one, dict) or ((share := _share(one)) is not None and share < max(shares)):
            continue
        said = {"severity": str(one.get("severity", "")), "message": sentence(one)}
        if said not in out:
            out.append(said)
    return out


def _share(finding: Mapping[str, object]) -> float | None:
    """The share of unknown words that an engine told; nothing for other findings."""
    name, _colon, value = str(finding.get("message", "")).partition(":")
    if finding.get("check") != "engine" or name != "unknown-words":
        return None
    try:
        return float(value)
    except ValueError:
        return None


def sentence(finding: Mapping[str, str]) -> str:
    """One finding in words; a code that is not known is shown as it is."""
    check, message, detail = (str(finding.get(key, "")) for key in ("check", "message", "detail"))
    if check == "engine":
        return _of_engine(message)
    said = _(_CHECKS[check]) if check in _CHECKS else message
    return (
        pgettext("what a check found: which words", "%(sentence)s (%(words)s)")
        % {
            "sentence": said,
            "words": words.listed(detail.split(", ")),
        }
        if detail
        else said
    )


def _of_engine(code: str) -> str:
    name, _colon, value = code.partition(":")
    if name == "unknown-words":
        try:
            share = round(float(value) * 100)
        except ValueError:
            return code
        return _("The engine does not know %(share)s %% of the words.") % {"share": share}
    return _(_ENGINE[name]) if name in _ENGINE else code
