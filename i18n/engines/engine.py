"""The interface of an engine. Everything hard is done by the core, so an adapter stays small."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .batch import Batch, Estimate
from .capabilities import Capabilities, best_pair
from .markup import MarkupForm, PlainForm
from .result import Result


class Engine(ABC):
    """One translation engine.

    `translate` gets a batch within the engine's limits whose texts are already in the engine's own `markup` form, and
    returns raw texts in that form, one Result per id. It need not check, retry or clean anything; it raises the errors
    of `errors.py` (time-outs, refused connections and unreadable answers may be raised as the exceptions they are) and
    honours `batch.deadline`, a reading of the monotonic clock.
    """

    name: str = ""
    label: str = ""
    version: str = ""
    markup: MarkupForm = PlainForm()
    # Whether its model was trained on texts of others; an engine of rules and dictionaries was not.
    trained: bool = True

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities:
        """What the engine can do now; may change while the site runs (packages installed)."""

    @abstractmethod
    def translate(self, batch: Batch) -> list[Result]:
        """Raw answers for the batch."""

    def estimate(self, batch: Batch) -> Estimate:
        """What the batch would use; engines that cost money say how much."""
        return Estimate(characters=batch.characters())

    def supports(self, source: str, target: str) -> bool:
        return best_pair(self.capabilities.pairs, source, target) is not None

    def version_for(self, source: str, target: str) -> str:
        """Name and version of what translates this pair, recorded on each text."""
        return self.version

    def close(self) -> None:  # noqa: B027 - most engines hold nothing
        """Give back processes and connections; the engine may be used again afterwards."""
