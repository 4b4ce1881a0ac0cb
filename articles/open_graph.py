"""Languages as Open Graph writes them: language and territory."""

from django.conf.locale import LANG_INFO

# The forms that Facebook and others know. A language that is not here and names no territory repeats itself.
_TERRITORIES = {
    "ar": "AR", "bn": "IN", "bs": "BA", "ca": "ES", "cs": "CZ", "cy": "GB", "da": "DK", "el": "GR", "en": "GB",
    "et": "EE", "eu": "ES", "fa": "IR", "ga": "IE", "gl": "ES", "he": "IL", "hi": "IN", "hy": "AM", "ja": "JP",
    "ka": "GE", "kk": "KZ", "ko": "KR", "ms": "MY", "nb": "NO", "nn": "NO", "sl": "SI", "sq": "AL", "sr": "RS",
    "sv": "SE", "sw": "KE", "ta": "IN", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
_SCRIPTS = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "sr-latn": "sr_RS"}


def locale_of(code: str) -> str:
    """`fr` → `fr_FR`, `pt-br` → `pt_BR`, `ar` → `ar_AR`."""
    language, _, rest = code.lower().partition("-")
    if code.lower() in _SCRIPTS:
        return _SCRIPTS[code.lower()]
    if len(rest) == 2:
        return f"{language}_{rest.upper()}"
    known = language if language in LANG_INFO or language in _TERRITORIES else language[:2]
    return f"{known}_{_TERRITORIES.get(known, known[:2].upper())}"
