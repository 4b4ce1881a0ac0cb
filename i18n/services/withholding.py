"""The notes that stand in place of withheld sentences, in the language of the version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from i18n.models import Decision, Origin, SegmentRevision, SourceSnapshot
from i18n.segments import SentenceRef, Skeleton
from i18n.services.texts import NewText, Store, record


def notes(store: Store, snapshot: SourceSnapshot, withheld: Iterable[str]) -> dict[str, SegmentRevision]:
    """Public id → the note in its place, one for neighbours in a paragraph. A note that stands there already is kept;
    others are new entries of the record: it tells what readers saw. People's texts stay as they are.
    """
    hashes = {ref.id: ref.hash for ref in snapshot.skeleton.sentences()}
    with translation.override(store.version.locale.language_code):
        wanted = dict(_wanted(snapshot.skeleton, frozenset(withheld), store.version.arrangement))
    there = {key: live for key in wanted if (live := store.live(key)) is not None and _is(live, wanted[key])}
    new = record(
        store=store,
        new=[
            NewText(
                key,
                text,
                hashes[key],
                Origin.NOTICE,
                decision=Decision.WITHHELD,
                elements=(),
                based_on=store.before.get(key),
                suggestion=True,
            )
            for key, text in wanted.items()
            if key not in there
        ],
    )
    return there | new


def _is(live: SegmentRevision, text: str) -> bool:
    return live.decision == Decision.WITHHELD and live.text == text


def _wanted(
    skeleton: Skeleton, withheld: frozenset[str], arrangement: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    for block in skeleton.blocks():
        run: list[SentenceRef] = []
        for ref in [*_in_order(block.sentences, arrangement.get(block.key, ())), None]:
            if ref is not None and ref.id in withheld:
                run.append(ref)
            elif run:
                yield from _note(run)
                run = []


def _in_order(sentences: Sequence[SentenceRef], order: Sequence[str]) -> list[SentenceRef]:
    place = {key: number for number, key in enumerate(order)}
    return sorted(sentences, key=lambda ref: place.get(ref.id, len(place))) if place else list(sentences)


def _note(run: Sequence[SentenceRef]) -> Iterator[tuple[str, str]]:
    """The note at the first of neighbouring sentences; nothing at the others."""
    yield run[0].id, _words(run[0].kind, len(run))
    for ref in run[1:]:
        yield ref.id, ""


def _words(kind: str, count: int) -> str:
    if kind == "title":
        return _("This headline is being corrected")
    if kind == "heading":
        return _("This heading is being corrected")
    if kind == "alt":
        return _("The description of this picture is being corrected.")
    if kind in ("credit", "label"):
        return _("being corrected")
    return _("This sentence is being corrected.") if count == 1 else _("These sentences are being corrected.")
