"""Editors, translators, machines and the worker, in random order."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from i18n.models import SegmentRevision
from i18n.services import chips, publishing, release, review
from i18n.services.chips import TextRefused
from i18n.services.sentences import UnknownSentence
from tests.i18n.stateful import oracle
from tests.i18n.stateful.world import PHRASES, POOL, Paragraphs, World

number = st.integers(0, 7)
phrase = st.sampled_from(PHRASES)


class Newsroom(RuleBasedStateMachine):
    """Each example begins with the same article, and is rolled back at its end."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self._example = transaction.atomic()
        self._example.__enter__()
        self.before = oracle.rows(self.world.spanish)
        self.record = self._record()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._example.__exit__(None, None, None)

    def _record(self) -> set[int]:
        return set(SegmentRevision.objects.values_list("pk", flat=True))

    @invariant()
    def everything_agrees(self) -> None:
        oracle.check(self.world)

    # People's texts change only by people

    def _after(self, *, touched: set[str] | None = None, by_source: bool = False) -> None:
        """Compare with the time before the step. `touched`: sentences that a person decided upon in it."""
        after = oracle.rows(self.world.spanish)
        now = {
            s.id: s.hash
            for _p, _k, found in oracle.skeleton(self.world.spanish.group.current_snapshot)
            for s in found
        }
        for key, was in self.before.items():
            if touched is not None and key in touched:
                continue
            self._still_there(key, was, after[key], now.get(key) if by_source else None)
        record = self._record()
        assert self.record <= record, "a text is gone from the record"
        self.before, self.record = after, record

    def _still_there(self, key: str, was: oracle.Texts, now: oracle.Texts, new_hash: str | None) -> None:
        if oracle.is_persons(was.latest) and was.latest != now.latest:
            recalled = now.latest is not None and now.latest.decision == "approved"
            assert recalled and now.latest.source_hash == new_hash, f"{key}: a person's latest text was changed"
        if oracle.is_persons(was.live) and was.live != now.live:
            assert now.live in self._leading_to(was.latest), f"{key}: a person's live text was changed"

    def _leading_to(self, text: SegmentRevision | None) -> list[SegmentRevision]:
        """A text and what it was based on: what a publication may take."""
        found = []
        while text is not None:
            found.append(text)
            text = text.based_on
        return found

    # The original

    def _edit(self, change: Callable[[list[dict[str, Any]]], Any]) -> None:
        blocks = self.world.blocks()
        self.world.publish_source(change(blocks) or blocks)
        self._after(by_source=True)

    @staticmethod
    def _place(blocks: list[dict[str, Any]], at: int) -> tuple[list[str], int]:
        """A paragraph and an index in it: one sentence of the whole article."""
        places = [(p, i) for block in blocks for p in block["value"] for i in range(len(p))]
        return places[at % len(places)]

    @rule(at=number, text=st.sampled_from(POOL))
    def rewrite(self, at: int, text: str) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            paragraph, index = self._place(blocks, at)
            paragraph[index] = text

        self._edit(change)

    @rule(at=number, text=st.sampled_from(POOL))
    def add_sentence(self, at: int, text: str) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            paragraph, index = self._place(blocks, at)
            paragraph.insert(index, text)

        self._edit(change)

    @rule(at=number)
    def remove_sentence(self, at: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            paragraph, index = self._place(blocks, at)
            del paragraph[index]

        self._edit(change)

    @rule(one=number, other=number)
    def swap_sentences(self, one: int, other: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            (p, i), (q, j) = self._place(blocks, one), self._place(blocks, other)
            p[i], q[j] = q[j], p[i]

        self._edit(change)

    @rule(at=number)
    def split_sentence(self, at: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            paragraph, index = self._place(blocks, at)
            words = paragraph[index].split(" ")
            if len(words) > 3:
                paragraph[index : index + 1] = [f"{' '.join(words[:2])}.", " ".join(words[2:]).capitalize()]

        self._edit(change)

    @rule(at=number)
    def join_sentences(self, at: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            paragraph, index = self._place(blocks, at)
            if index + 1 < len(paragraph):
                paragraph[index : index + 2] = [f"{paragraph[index][:-1]} and {paragraph[index + 1]}"]

        self._edit(change)

    @rule()
    def move_block(self) -> None:
        self._edit(lambda blocks: blocks[1:] + blocks[:1])

    @rule(at=number)
    def cut_and_paste_paragraph(self, at: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            block = blocks[at % len(blocks)]
            blocks[(at + 1) % len(blocks)]["value"].append(block["value"].pop(0))

        self._edit(change)

    @rule(at=number)
    def paste_over_block(self, at: int) -> None:
        def change(blocks: list[dict[str, Any]]) -> None:
            blocks[(at + 1) % len(blocks)]["value"] = [list(p) for p in blocks[at % len(blocks)]["value"]]

        self._edit(change)

    @rule(which=number)
    def restore_source(self, which: int) -> None:
        self.world.restore_source(which)
        self._after(by_source=True)

    @rule()
    def copy_source(self) -> None:
        copied = self.world.source.copy(update_attrs={"slug": f"copy-{len(self.record)}"}, keep_live=False)
        copied.save_revision(user=self.world.editor).publish(user=self.world.editor)
        self._after()

    # Machines

    @rule()
    def work(self) -> None:
        done = self.world.work()
        assert {job.status for job in done} <= {"done"}, [job.reason for job in done]
        self._after()

    @rule()
    def republish(self) -> None:
        publishing.publish(version=self.world.spanish)
        self._after()

    # Translators in the review screen

    def _sentence(self, at: int) -> tuple[str, oracle.Texts | None]:
        version = self.world.spanish
        ids = [s.id for _p, _k, found in oracle.skeleton(version.group.current_snapshot) for s in found]
        key = ids[at % len(ids)]
        return key, oracle.rows(version).get(key)

    def _decide(self, service: Any, at: int, person: Any, **kwargs: Any) -> None:
        key, texts = self._sentence(at)
        shown = texts.latest.pk if texts and texts.latest else None
        try:
            service(version=self.world.spanish, public_id=key, person=person, base_revision_id=shown, **kwargs)
        except (TextRefused, UnknownSentence):
            pass
        self._after(touched={key})

    def _typed(self, at: int, words: str) -> str:
        """The words with the mark of the source around one of them, as a translator types them."""
        version = self.world.spanish
        key, _texts = self._sentence(at)
        source = SegmentRevision.objects.filter(
            segment__group=version.group, segment__public_id=key, locale=version.group.source.locale
        ).last()
        first, rest = words.split(" ", 1)
        return f"⟨1⟩{first}⟨/1⟩ {rest}" if source and "<1>" in source.text else words

    @rule(at=number, words=phrase)
    def approve_own_words(self, at: int, words: str) -> None:
        self._decide(review.approve, at, self.world.ana, text=self._typed(at, words))

    @rule(at=number)
    def approve_as_it_is(self, at: int) -> None:
        _key, texts = self._sentence(at)
        if texts and texts.latest and texts.latest.text:
            self._decide(review.approve, at, self.world.ana, text=chips.to_field(texts.latest.text))

    @rule(at=number, words=phrase, service=st.sampled_from((review.save, review.suggest)))
    def write(self, at: int, words: str, service: Any) -> None:
        self._decide(service, at, self.world.iris, text=self._typed(at, words))

    @rule(at=number)
    def reject(self, at: int) -> None:
        self._decide(review.reject, at, self.world.ana, reason="Not so.")

    @rule(at=number)
    def undo(self, at: int) -> None:
        self._decide(review.undo, at, self.world.ana)

    @rule(at=number, service=st.sampled_from((review.keep, review.cover)))
    def keep_or_cover(self, at: int, service: Any) -> None:
        self._decide(service, at, self.world.ana)

    @rule(at=number, service=st.sampled_from((review.use_conflict, review.dismiss_conflict)))
    def settle_conflict(self, at: int, service: Any) -> None:
        key, texts = self._sentence(at)
        if texts and texts.conflict_id:
            service(
                version=self.world.spanish, public_id=key, person=self.world.ana, conflict_id=texts.conflict_id
            )
        self._after(touched={key})

    @rule(opened=st.booleans())
    def approve_all(self, opened: bool) -> None:
        shown = {key: texts.latest_pk for key, texts in self._shown().items()}
        release.approve_many(
            version=self.world.spanish, shown=shown, opened=set(shown) if opened else set(), person=self.world.ana
        )
        self._after(touched=set(shown))

    def _shown(self) -> dict[str, Any]:
        return {}

    # Translators in the page editor

    @rule(at=number, which=number, words=phrase, publish=st.booleans(), approves=st.booleans())
    def edit_directly(self, at: int, which: int, words: str, publish: bool, approves: bool) -> None:
        def change(found: Paragraphs) -> Paragraphs:
            places = [(p, i) for p in found for i in range(len(p))]
            paragraph, index = places[at % len(places)]
            _EDITS[which % len(_EDITS)](paragraph, index, words)
            return found

        self._directly(self.world.edit_directly, change, at, publish, approves)

    @rule(which=number, publish=st.booleans(), approves=st.booleans())
    def restore_directly(self, which: int, publish: bool, approves: bool) -> None:
        self._directly(self.world.restore_directly, None, which, publish, approves)

    def _directly(self, service: Any, change: Any, at: int, publish: bool, approves: bool) -> None:
        person = self.world.ana if approves else self.world.iris
        args = (at,) if change is None else (change, at)
        service(*args, person, publish and approves)
        written = oracle.rows(self.world.spanish)
        touched = {
            key for key, now in written.items() if now.latest and now.latest.pk not in self.record
        } | {key for key, now in written.items() if now.conflict_id != self.before.get(key, now).conflict_id}
        self._after(touched=touched)

    # The version as a whole

    @rule()
    def take_down_and_publish_again(self) -> None:
        release.take_down(version=self.world.spanish, person=self.world.ana)
        oracle.check(self.world)
        release.publish_version(version=self.world.spanish, person=self.world.ana)
        self._after()

    @rule()
    def delete_and_create_again(self) -> None:
        page = self.world.spanish_page
        if page is not None:
            page.delete()
        version = self.world.spanish
        release.create_by_machine(source=version.group.source, locale=version.locale, person=self.world.editor)
        self.work()


def _replace(paragraph: list[str], index: int, words: str) -> None:
    paragraph[index] = words


def _append(paragraph: list[str], index: int, words: str) -> None:
    paragraph.insert(index + 1, words)


def _remove(paragraph: list[str], index: int, words: str) -> None:
    if len(paragraph) > 1:
        del paragraph[index]


def _merge(paragraph: list[str], index: int, words: str) -> None:
    if index + 1 < len(paragraph):
        paragraph[index : index + 2] = [f"{paragraph[index][:-1]} y {paragraph[index + 1]}"]


def _cut(paragraph: list[str], index: int, words: str) -> None:
    start, _space, end = paragraph[index].partition(" ")
    if end and "<b>" not in start:
        paragraph[index : index + 1] = [f"{start}.", end]


def _swap(paragraph: list[str], index: int, words: str) -> None:
    other = (index + 1) % len(paragraph)
    paragraph[index], paragraph[other] = paragraph[other], paragraph[index]


_EDITS = (_replace, _append, _remove, _merge, _cut, _swap)
