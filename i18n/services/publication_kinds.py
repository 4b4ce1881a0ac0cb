"""What each kind of publication does to the translations, in the transaction that publishes the original."""

from collections.abc import Callable, Mapping

from i18n.models import PublicationKind
from i18n.services import typos, urgent
from i18n.services.declaring import Change

# Called after the snapshot is taken, before anything is queued or counted. "The content changed" does nothing: what was
# made for an older wording is outdated by itself.
EFFECTS: Mapping[str, Callable[[Change], None]] = {
    PublicationKind.TYPOS: typos.keep_fresh,
    PublicationKind.URGENT: urgent.correct,
}


def take_effect(change: Change) -> None:
    """Do what the declared kind asks for."""
    effect = EFFECTS.get(change.kind)
    if effect is not None:
        effect(change)
