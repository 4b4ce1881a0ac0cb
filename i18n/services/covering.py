"""Sentences that are said in the text of another: whether that text still says them."""

from collections.abc import Mapping

from i18n.models import Decision, Origin, Segment, SegmentRevision
from i18n.segments import Skeleton

Texts = Mapping[str, SegmentRevision | None]


def unsaid(skeleton: Skeleton, texts: Texts, segments: Mapping[str, Segment]) -> frozenset[str]:
    """Public ids of covered sentences that nothing says any more: no query, but for texts that came after the decision.

    The text that was there when somebody decided so says them, and any that a person has written in its place since:
    she saw what it had to say. A machine's text does not, nor an older one that was brought back, nor a sentence of
    another paragraph. What was left out on purpose is said by nothing, and stays left out.
    """
    ids = {segment.pk: public_id for public_id, segment in segments.items()}
    found = set()
    for block in skeleton.blocks():
        here = {ref.id: texts.get(ref.id) for ref in block.sentences}
        for public_id, text in here.items():
            if text is not None and _is_covered(text) and text.said_in_id and not _is_said(text, here, ids):
                found.add(public_id)
    return frozenset(found)


def _is_covered(text: SegmentRevision) -> bool:
    return text.decision == Decision.COVERED


def _is_said(text: SegmentRevision, here: Texts, ids: Mapping[int, str]) -> bool:
    """Whether the sentence that says it, or the one in which that one is said, still does."""
    step, seen = text, {text.segment_id}
    while step.said_in_id is not None and step.said_in_id not in seen:
        seen.add(step.said_in_id)
        carrier = here.get(ids.get(step.said_in_id, ""))
        if carrier is None:
            return False
        if not _is_covered(carrier):
            return bool(carrier.text) and _says(carrier, text)
        step = carrier
    return False


def _says(carrier: SegmentRevision, covered: SegmentRevision) -> bool:
    """Whether the carrier's text was there at the decision, word for word, or a person has written it since."""
    if carrier.origin == Origin.PERSON and carrier.undoes_id is None:
        return True
    text: SegmentRevision | None = carrier
    while text is not None and text.pk > covered.pk:
        before = text.based_on
        if text.undoes is not None:  # what it took back stood there at the decision, or came after it
            before = text.undoes if text.undoes.pk < covered.pk else text.undoes.based_on
        text = before if before is not None and before.text == carrier.text else None
    return text is not None
