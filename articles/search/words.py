"""What is kept of a word for guessing: folded, its beginning, and as people write it."""

from articles.search import arabic

LONGEST, _LONGEST_SHOWN = 40, 60
_SHORTEST = 3


def is_kept(text: str, is_word: bool) -> bool:
    """Whether a folded word is worth guessing; numbers are not. Pairs of characters are, for their first one."""
    return not is_word or (_SHORTEST <= len(text) <= LONGEST and not any(sign.isdigit() for sign in text))


def bare(text: str, language: str) -> str:
    """A folded word without what may stand before it: a wrong letter is looked for in the word itself."""
    return arabic.without_article(text) if language.split("-")[0] == "ar" else text


def head_of(text: str, is_word: bool) -> str:
    """The beginning by which a folded word is looked up; of a pair of characters, the first one."""
    return text[:3] if is_word else text[:1]


def as_shown(text: str, folded: str, kept: str) -> str:
    """A word as it was written, in small letters, without invisible signs; where it was made bare, what is kept."""
    shown = "".join(sign for sign in text.lower() if sign.isprintable())
    if kept != folded:
        shown = shown[len(folded) - len(kept) :] if len(shown) == len(folded) else kept
    return shown[:_LONGEST_SHOWN]
