"""What every check has: id, name, explanation, severity, and one question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from .finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence and its translation: coded texts and the same without tags. Languages are BCP 47."""

    source: str
    target: str
    source_plain: str
    target_plain: str
    source_lang: str
    target_lang: str

    @property
    def target_language(self) -> str:
        """Language without region or script."""
        return self.target_lang.replace("_", "-").split("-")[0].lower()

    @property
    def same_language(self) -> bool:
        return self.source_lang.replace("_", "-").split("-")[0].lower() == self.target_language


class Check(ABC):
    """`name` and `explanation` are English msgids; the explanation is also the finding's message."""

    id: str
    name: str
    explanation: str
    severity: Severity = "warning"

    @abstractmethod
    def problem(self, pair: Pair) -> str | None:
        """None where all is well; else what it is about, "" where there is nothing to point at."""

    def find(self, pair: Pair) -> Finding | None:
        detail = self.problem(pair)
        return None if detail is None else Finding(self.id, self.explanation, self.severity, detail)
