"""What goes into an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence as coded text (numbered tags, `&amp; &lt; &gt;` escaped).

    `keep` are numbers of tags whose content stays as it is (code); `max_length` is in characters, None if free.
    """

    id: str
    text: str
    kind: str = "body"
    max_length: int | None = None
    keep: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds the segments; engines that use context may read it."""

    title: str = ""
    summary: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms of the source with their translations, and a hash that changes with them."""

    terms: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Segments of one document in one direction; languages are BCP 47.

    `deadline` is a reading of the monotonic clock after which nothing more is started.
    """

    source: str
    target: str
    segments: tuple[Request, ...]
    context: Context = field(default_factory=Context)
    glossary: Glossary | None = None
    formality: str | None = None
    deadline: float | None = None
    idempotency_key: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def characters(self) -> int:
        """Length of all texts, in characters: what most engines bill."""
        return sum(len(segment.text) for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a batch would use; `cost` in `currency`, None where the engine costs nothing or does not say."""

    characters: int
    cost: float | None = None
    currency: str | None = None
