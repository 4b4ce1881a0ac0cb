"""The button that takes back what a person did last, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.models import ReviewAct
from i18n.services.json_rows import read


@dataclass(frozen=True, slots=True)
class LastAct:
    """An act that can be taken back: its id, a sentence that it changed, and what the button says."""

    pk: int
    sentence: str
    label: str


def of(facts: Mapping[str, Any] | None, numbers: Mapping[str, int]) -> LastAct | None:
    """The button for an act, as `services.acts.FACTS` describes it; `numbers`: public id → number of the sentence."""
    if not facts:
        return None
    ids = [each[0] for each in read(facts["steps"]) if each[0] in numbers]
    if not ids:
        return None
    label = _("%(act)s, sentence %(number)d") % {
        "act": ReviewAct.Kind(facts["kind"]).label,
        "number": numbers[ids[0]],
    }
    if len(ids) > 1:
        more = ngettext("%(act)s and %(count)d more", "%(act)s and %(count)d more", len(ids) - 1)
        label = more % {"act": label, "count": len(ids) - 1}
    return LastAct(facts["pk"], ids[0], label)
