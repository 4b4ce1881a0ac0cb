"""Whether pages in different languages name each other as search engines ask for. Pure: heads in, problems out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

X_DEFAULT = "x-default"


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself. `alternates`: language, or x-default, → whole address."""

    status: int
    language: str = ""
    canonical: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    url: str
    text: str


def head_of(status: int, html: str) -> Head:
    """The head of a page that was answered with a status."""
    if status != 200:
        return Head(status)
    parser = _HeadParser()
    parser.feed(html[: html.find("</head>") + len("</head>")] if "</head>" in html else html)
    return Head(status, parser.language, parser.canonical, parser.alternates, frozenset(parser.twice))


def problems(
    heads: Mapping[str, Head], in_sitemap: Mapping[str, Mapping[str, str]], roots: frozenset[str]
) -> Iterator[Problem]:
    """Everything that is wrong. `roots` are addresses that choose a language, good for x-default only."""
    for url, head in heads.items():
        if head.status != 200:
            yield Problem(url, f"answers {head.status}")
            continue
        yield from (Problem(url, text) for text in _of_page(url, head, roots))
        yield from (Problem(url, text) for text in _of_versions(url, head, heads))
        for code, other in in_sitemap.get(url, {}).items():
            if head.alternates.get(code) != other:
                yield Problem(url, f"the sitemap names {other} as {code}, the page does not")


def _of_page(url: str, head: Head, roots: frozenset[str]) -> Iterator[str]:
    """What the page says of itself."""
    language = urlsplit(url).path.split("/")[1]
    if head.language != language:
        yield f'<html lang="{head.language}">, but its address is in {language}'
    if head.canonical != url:
        yield f"canonical is {head.canonical or 'missing'}"
    if not head.alternates:
        yield "names no versions, not even itself"
        return
    if head.alternates.get(language) != url:
        yield f"does not name itself as {language}"
    if X_DEFAULT not in head.alternates:
        yield "names none for all other languages (x-default)"
    elif head.alternates[X_DEFAULT] not in {*_languages(head).values(), *roots}:
        yield f"x-default, {head.alternates[X_DEFAULT]}, is none of its versions"
    for code in sorted(head.twice):
        yield f"names two addresses as {code}"


def _of_versions(url: str, head: Head, heads: Mapping[str, Head]) -> Iterator[str]:
    """Whether each version is there, is in its language, and names the same versions."""
    for code, other in _languages(head).items():
        found = heads.get(other)
        if found is None or found.status != 200:
            yield f"its {code} version {other} answers {found.status if found else 'nothing'}"
        elif found.language != code:
            yield f"its {code} version {other} says that it is in {found.language}"
        elif url not in _languages(found).values():
            yield f"its {code} version {other} does not name it"
        elif dict(found.alternates) != dict(head.alternates):
            yield f"its {code} version {other} names other versions than it does"


def _languages(head: Head) -> dict[str, str]:
    return {code: url for code, url in head.alternates.items() if code != X_DEFAULT}


class _HeadParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language, self.canonical = "", ""
        self.alternates: dict[str, str] = {}
        self.twice: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        rel = values.get("rel", "").split()
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "link" and "canonical" in rel:
            self.canonical = values.get("href", "")
        elif tag == "link" and "alternate" in rel and "hreflang" in values:
            code = values["hreflang"]
            if code in self.alternates:
                self.twice.add(code)
            self.alternates[code] = values.get("href", "")
