"""Numbers of terms: 63 bits of a digest, the same on every database whatever its collation."""

from functools import lru_cache
from hashlib import blake2b


@lru_cache(maxsize=200_000)
def term(form: str, language: str) -> int:
    """The number of a word's form in a language."""
    return _number(f"{language}\n{form}")


def topic_term(pk: int, language: str) -> int:
    """The number of a tag, on pages of a language: whatever it is called."""
    return _number(f"{language}\n\ntag\n{pk}")


def kind_term(pk: int, language: str) -> int:
    """The number of a content type, on pages of a language."""
    return _number(f"{language}\n\nkind\n{pk}")


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) >> 1
