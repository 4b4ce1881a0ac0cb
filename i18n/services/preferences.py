"""What a person chose once and need not be asked again."""

from typing import Any

from i18n.models import ReviewPreference

OnApproval = ReviewPreference.OnApproval
Digest = ReviewPreference.Digest


def of(person: Any) -> ReviewPreference:
    """The preferences of a person; without a row, the (unsaved) defaults."""
    return ReviewPreference.objects.filter(user=person).first() or ReviewPreference(user=person)


def on_approval(person: Any) -> str:
    """What an approval of this person does to open reports on the sentence; empty where nobody has asked yet."""
    if person is None or person.pk is None:
        return OnApproval.ASK
    chosen = ReviewPreference.objects.filter(user_id=person.pk).values_list("on_approval", flat=True).first()
    return chosen or OnApproval.ASK


def remember(*, person: Any, on_approval: str) -> ReviewPreference:
    """Keep the answer to the question; the account page changes it. Raises `ValueError` where there is no such one."""
    if on_approval not in OnApproval.values:
        raise ValueError(f"Approval does not {on_approval!r} reports.")
    row, _made = ReviewPreference.objects.update_or_create(user=person, defaults={"on_approval": on_approval})
    return row
