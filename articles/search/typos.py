"""Words that differ from a typed one by one letter: left out, put in, exchanged, or two of them swapped."""

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяђєіјљњћџґ",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह\u0901\u0902\u0903\u093c\u093e\u093f\u0940\u0941\u0942\u0943\u0947\u0948\u094b\u094c\u094d",
)
SHORTEST, _LONGEST = 4, 25


def may_be_mistyped(word: str) -> bool:
    """Whether a folded word is long enough to be recognised with a wrong letter; numbers are meant as they stand."""
    return SHORTEST <= len(word) <= _LONGEST and not any(character.isdigit() for character in word)


def one_letter_away(word: str) -> list[str]:
    """All strings that are one slip away from a folded word, in a fixed order, itself left out."""
    letters = next((alphabet for alphabet in _ALPHABETS if word[0] in alphabet), "")
    parts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    found = [a + b[1:] for a, b in parts if b]
    found += [a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1]
    found += [a + letter + b[1:] for a, b in parts if b for letter in letters]
    found += [a + letter + b for a, b in parts for letter in letters]
    return [text for text in dict.fromkeys(found) if text != word]
