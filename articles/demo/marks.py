"""Inline marks of an authored sentence: which there are, and whether they are well formed. Pure."""

from collections import Counter
from html.parser import HTMLParser

ALLOWED = frozenset({"a", "b", "i"})

Mark = tuple[str, str]  # tag, address of a link (else empty)


class BadMarkup(ValueError):
    """A sentence whose marks are not allowed, not closed or wrongly nested."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.marks: Counter[Mark] = Counter()
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            raise BadMarkup(f"<{tag}> is not among the marks {', '.join(sorted(ALLOWED))}")
        names = [name for name, _value in attrs]
        if names != (["href"] if tag == "a" else []):
            raise BadMarkup(f"<{tag}> with the attributes {names}")
        address = dict(attrs).get("href") or ""
        if tag == "a" and not address.startswith("https://"):
            raise BadMarkup(f"the link {address!r} does not begin with https://")
        self.marks[tag, address] += 1
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise BadMarkup(f"<{tag}/> holds no words")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise BadMarkup(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            raise BadMarkup("write &lt; and &amp; for < and &")
        self.words.append(data)

    def handle_entityref(self, name: str) -> None:
        if name not in {"amp", "lt", "gt"}:
            raise BadMarkup(f"&{name}; – write the character itself")
        self.words.append({"amp": "&", "lt": "<", "gt": ">"}[name])

    def handle_charref(self, name: str) -> None:
        raise BadMarkup(f"&#{name}; – write the character itself")

    def finish(self) -> None:
        self.close()
        if self._open:
            raise BadMarkup(f"<{self._open[-1]}> is not closed")


def _read(sentence: str) -> _Reader:
    reader = _Reader()
    reader.feed(sentence)
    reader.finish()
    return reader


def marks_of(sentence: str) -> Counter[Mark]:
    """The marks of a sentence with their number. Raises BadMarkup."""
    return _read(sentence).marks


def words_of(sentence: str) -> str:
    """The sentence without marks, entities as characters. Raises BadMarkup."""
    return "".join(_read(sentence).words)
