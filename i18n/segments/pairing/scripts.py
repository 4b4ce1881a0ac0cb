"""Names in other scripts: the consonants of a word, near enough to recognise Berlin in Берлин and برلين."""

from __future__ import annotations

_CLASSES = {
    "b": "bбבببـ", "p": "pfvпфвפףوفپ", "k": "ckqgxкгחקכךگكقغجخк", "t": "tdтдтטתדتطدضةث", "s": "szjсзцчшщжסזשצץسزشصذظ",
    "l": "lлלل", "m": "mмמםم", "n": "nнנןنङञणन", "r": "rрרرर",
}  # fmt: skip
_CLASS_OF = {ord(character): name for name, characters in _CLASSES.items() for character in characters}
_ARTICLE = "ال"


def skeleton(word: str) -> str:
    """The consonants of a folded word by class, doubled ones once; empty for scripts that this knows nothing of."""
    bare = word.removeprefix(_ARTICLE) if len(word) > 4 else word
    found = ""
    for character in bare:
        name = _CLASS_OF.get(ord(character), "")
        if name and not found.endswith(name):
            found += name
    return found
