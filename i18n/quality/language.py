"""A guess at the language of a sentence from its function words: cheap, no model, silent when in doubt.

It is a guard against a wholly wrong answer of an engine, not a language identifier.
"""

from __future__ import annotations

import re

# The most frequent words of each language that are rare in its neighbours.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it was on are with his they at be this have from had not were but which by "
        "has been would their will said who can its an or as he she there when",
        "es": "el la de que y en los del las por con una su para es al lo como más pero sus ha sin sobre este también "
        "fue hay cuando muy desde son entre está un se no ya han",
        "fr": "le la les de des et du un une est en que qui dans pour au aux sur pas plus par avec ce il sont ont été "
        "cette mais ses nous vous leur elle à sa son ne se ou comme être",
        "pt": "o a os as de do da dos das e em um uma que não para com por no na nos nas ao mais se foi seu sua são "
        "também ele ela pelo pela está mas como ser à tem",
        "ca": "el la els les de del dels i en un una que per amb al als no és més va seu seva són ha han aquest "
        "aquesta però com també ser molt quan entre fins es sobre si",
        "it": "il la le gli di del della dei delle che e è un una per in con non si da dal alla sono come anche più ha "
        "nel nella questo suo ma al lo hanno essere stato i",
        "de": "der die das und in den von zu mit ist des im für auf dem nicht ein eine als auch es an werden aus er "
        "hat dass sie nach wird bei einer sind noch wie einem über",
        "nl": "de het een en van in is dat op te voor met zijn die niet aan er om ook als maar bij door naar uit was "
        "wordt heeft worden dit hij ze werd hun",
        "sv": "och att det i en som på är av för med den till har de inte om ett han men var från vid kan när eller ut "
        "skulle också efter sig så under",
        "nb": "og det i en som på er av for med den til har de ikke om et han men var fra ved kan når eller ut skulle "
        "også etter seg så under å vil",
        "da": "og det i en som på er af for med den til har de ikke om et han men var fra ved kan når eller ud skulle "
        "også efter sig så under at vil blev",
        "fi": "ja on ei se että oli joka hän ovat myös kun mutta ole sen hänen kuin mukaan jos tai he sitä vain mitä "
        "tämä siitä ollut nyt olisi",
        "cs": "a se v na je že s z do to o i ve pro by jako ale za který jsou po od jeho byl podle když bylo které "
        "jeho také si",
        "pl": "i w na z się że do nie o jest to jak po od za przez dla które jego był ale oraz są przy może być tym",
        "ru": "и в на что не с по это как из к он за его от но для о был было у которые также они бы",
        "uk": "і в на що не з у та до це як за він про його від але для був було які також вони які й",
        "ar": "في من على أن إلى التي الذي هذا عن مع كان هذه قد لا ما بين بعد كما أو ذلك",
        "fa": "در به از که این را با است برای آن می یک خود تا بر هم شد کرد های",
        "ur": "کے کی میں ہے اور سے کا کو نے پر کہ یہ اس ہیں نہیں بھی کر تھا",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 8
MIN_HITS = 4
MUCH_MORE = 2.5
_ALIASES = {"no": "nb", "nn": "nb"}
# Mistaken for each other in short sentences: never called wrong for each other.
_CLOSE = ({"nb", "da", "sv"}, {"es", "ca", "pt", "gl"}, {"cs", "sk"}, {"ru", "uk", "bg", "be"}, {"ar", "fa", "ur"})


def _code(language: str) -> str:
    code = language.replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(code, code)


def other_language(text: str, expected: str) -> str | None:
    """The language the text is clearly written in instead of `expected`, or None (also when in doubt)."""
    wanted = _code(expected)
    words = _WORD.findall(text.lower())
    if wanted not in FUNCTION_WORDS or len(words) < MIN_WORDS:
        return None
    hits = {code: sum(word in known for word in words) for code, known in FUNCTION_WORDS.items()}
    best = max(hits, key=lambda code: hits[code])
    close = any({best, wanted} <= group for group in _CLOSE)
    enough = MIN_HITS if len(words) < 40 else len(words) // 10
    if best == wanted or close or hits[best] < enough or hits[best] < MUCH_MORE * hits[wanted]:
        return None
    return best
