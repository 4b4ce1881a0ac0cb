"""Arabic words without what is written together with them: و ف (and), ب ل ك (in, to, as), ال (the), usual endings.

A light stemmer for folded words (أ is ا, ة is ه, ى is ي). A first letter may belong to the word (وزارة is a ministry,
not "and …"): then both readings are answered.
"""

_ARTICLES = ("وبال", "وكال", "ولل", "فبال", "فلل", "وال", "بال", "كال", "فال", "لل", "ال")
_CONJUNCTIONS, _PREPOSITIONS = "وف", "بلك"
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SHORTEST = 3
_SHORTEST_ASKED = 4  # what a reader types is read twice only where enough of it remains: كتاب stays a book


def without_article(word: str) -> str:
    """A folded word without its article, and without what stands before that."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return word[len(article) :]
    return word


def keys(word: str, *, asked: bool) -> tuple[str, ...]:
    """Stems of a folded word, its plain reading first."""
    bare = without_article(word)
    if bare != word:
        return (_without_ending(bare),)
    shortest = _SHORTEST_ASKED if asked else _SHORTEST
    readings = [word]
    if word[0] in _CONJUNCTIONS + _PREPOSITIONS and len(word) > shortest:
        readings.append(word[1:])
        if word[0] in _CONJUNCTIONS and word[1] in _PREPOSITIONS and len(word) > shortest + 1:
            readings.append(word[2:])
    return tuple(dict.fromkeys(_without_ending(reading) for reading in readings))


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
