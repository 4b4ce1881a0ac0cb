"""Machine text is untrusted input: cleaning it, and reasons to keep it out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from i18n.quality.language import other_language
from i18n.quality.lengths import BROKEN_OFF, RUNAWAY, SPREAD, relative_length, unusual
from i18n.quality.scripts import scripts_of, share_in_script

from .masking import EMAIL, LINK
from .tags import Token, coded, plain, tokens

# Line feed and tab stay; zero-width (non-)joiners are spelling in Persian and Hindi, and stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\ufff9-\ufffb]")
# Direction overrides, invisible letters, tag characters: kept only where the original has them too.
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\u00ad\U000e0000-\U000e007f]")
_MARKUP = re.compile(r"<[/!?]?[a-z][\w:-]*|<!--|javascript\s*:|\bon[a-z]{3,20}\s*=\s*[\"']|data\s*:\s*text/html", re.I)
_TO_US = re.compile(
    r"\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+|your\s+|previous\s+|prior\s+|above\s+)+instructions?\b"
    r"|\bas an ai\b|\b(?:ai|large|a) language model\b|\bsystem prompt\b"
    r"|^\W*(?:sure|certainly|of course)\b[^.]{0,20}\b(?:here|translation)\b"
    r"|^\W*here(?:'|’)?\s*(?:is|s|are)\s+(?:the|your|a)\s+(?:\w+\s+)?translation"
    r"|\bi(?:'|’)?m sorry,? but i can(?:'|’|no)?t\b|^\W*translation\s*:",
    re.I,
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENDING = re.compile(r"[.!?…。！？؟।:;)\]\"'”’»›]\s*$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failure`: why the text is kept out, None if it may stand; `warnings` go with it."""

    failure: str | None = None
    warnings: tuple[str, ...] = ()


def cleaned(text: str, source: str = "") -> str:
    """Coded text without control characters, and without invisible ones that the source does not have."""
    allowed = set(_INVISIBLE.findall(source))

    def clean(run: str) -> str:
        run = run.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        run = _CONTROL.sub("", run)
        return _INVISIBLE.sub(lambda match: match.group() if match.group() in allowed else "", run)

    return coded(Token("text", clean(token.text)) if token.kind == "text" else token for token in tokens(text))


def judge(source: str, target: str, source_lang: str, target_lang: str) -> Verdict:
    """Verdict on a coded text against the coded source; both with their masks still in place."""
    before, after = plain(source), plain(target)
    failure = _foreign(before, after) or _unusable(before, after, source_lang, target_lang)
    if failure:
        return Verdict(failure)
    warnings: list[str] = []
    if _same_words(before, after) and _base(source_lang) != _base(target_lang):
        warnings.append("unchanged")
    if unusual(before, after, source_lang, target_lang):
        warnings.append("length")
    return Verdict(None, tuple(warnings))


def _unusable(source: str, target: str, source_lang: str, target_lang: str) -> str | None:
    if not any(unicodedata.category(character)[0] in "LN" for character in target):
        return "empty"
    if _base(source_lang) != _base(target_lang) and _echoed(source, target):
        return "echo"
    # An answer in another script or language says more than its length does.
    if _wrong_script(target, target_lang):
        return "wrong-script"
    if other_language(target, target_lang):
        return "wrong-language"
    length = relative_length(source, target, source_lang, target_lang)
    lost_ending = bool(_ENDING.search(source)) and not _ENDING.search(target)
    if length < BROKEN_OFF or (length < SPREAD[0] and lost_ending and len(source) > 40):
        return "truncated"
    if length > RUNAWAY:
        return "far-too-long"
    return None


def _foreign(source: str, target: str) -> str | None:
    """Markup, links or talk that the source does not have."""
    known = {found.casefold() for found in _MARKUP.findall(source)}
    if any(found.casefold() not in known for found in _MARKUP.findall(target)):
        return "foreign-markup"
    for pattern in (LINK, EMAIL):
        if any(found.group() not in source for found in pattern.finditer(target)):
            return "foreign-link"
    return "instructions" if _TO_US.search(target) and not _TO_US.search(source) else None


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _same_words(source: str, target: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(source)]
    return bool(words) and words == [word.casefold() for word in _WORD.findall(target)]


def _echoed(source: str, target: str) -> bool:
    """The source given back, where it is a sentence: a list of names may well stay as it is."""
    if not _same_words(source, target):
        return False
    words = _WORD.findall(source)
    cased = any(word[0].isupper() or word[0].islower() for word in words)
    if not cased:
        return len(source) >= 12
    small = sum(word[0].islower() for word in words)
    return len(words) >= 5 and (small >= 2 or not re.search(r"[,;/–—]", source))


def _wrong_script(target: str, target_lang: str) -> bool:
    letters = sum(character.isalpha() for character in target)
    share = share_in_script(target, target_lang)
    if share is None:
        return False
    short = 4 if scripts_of(target_lang) & {"CJK", "HANGUL", "THAI"} else 16
    # Names may stay in Latin letters, so a short text needs only one letter of its own script.
    return share < 0.5 if letters >= short * 2 else share == 0 and letters >= short
