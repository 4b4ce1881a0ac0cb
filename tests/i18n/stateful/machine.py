"""Editors, translators, machines and the worker, in random order."""

import contextlib
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from i18n.models import SegmentRevision, TranslationJob, UrgentMode
from i18n.services import chips, jobs, publishing, release, review, urgent
from i18n.services.chips import TextRefused
from i18n.services.sentences import UnknownSentence
from tests.i18n.stateful import oracle
from tests.i18n.stateful.edits import EDITS, TRANSLATION_EDITS, SourceEdit, TranslationEdit
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
        self.before, hashes = oracle.check(self.world)
        self.record, self.ids = self._record(), list(hashes)
        self.done: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._example.__exit__(None, None, None)

    def _record(self) -> set[int]:
        return set(SegmentRevision.objects.values_list("pk", flat=True))

    def _after(self, *, touched: set[str] | None = None, by_source: bool = False) -> None:
        """Everything agrees, and people's texts are those of before the step, except where `touched` by a person."""
        after, hashes = oracle.check(self.world)
        for key, was in self.before.items():
            if touched is None or key not in touched:
                self._still_there(key, was, after[key], hashes.get(key) if by_source else None)
        record = self._record()
        assert self.record <= record, "a text is gone from the record"
        self.before, self.record, self.ids = after, record, list(hashes)

    def _still_there(self, key: str, was: oracle.Texts, now: oracle.Texts, new_hash: str | None) -> None:
        if oracle.is_persons(was.latest) and not _same(was.latest, now.latest):
            recalled = now.latest is not None and now.latest.decision == "approved"
            assert recalled and now.latest.source_hash == new_hash, f"{key}: a person's latest text was changed"
        if oracle.is_persons(was.live) and not _same(was.live, now.live):
            assert now.live in self._leading_to(was.latest), f"{key}: a person's live text was changed"

    def _leading_to(self, text: SegmentRevision | None) -> list[SegmentRevision]:
        """A text and what it was based on: what a publication may take."""
        found = []
        while text is not None:
            found.append(text)
            text = text.based_on
        return found

    # The original

    @rule(
        kind=st.sampled_from(EDITS),
        at=number,
        other=number,
        text=st.sampled_from(POOL),
        said=st.sampled_from(("", "", "typos")),
        worker=st.booleans(),
    )
    def edit_source(self, kind: SourceEdit, at: int, other: int, text: str, said: str, worker: bool) -> None:
        blocks = self.world.blocks()
        kind(blocks, at, other, text)
        self.world.publish_source(blocks, said)
        self._after(by_source=True)
        if worker:
            self.work()

    @rule(which=number)
    def restore_source(self, which: int) -> None:
        self.world.restore_source(which)
        self._after(by_source=True)

    @precondition(lambda self: "copy" not in self.done)
    @rule()
    def copy_source(self) -> None:
        self.done.add("copy")
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
        key = self.ids[at % len(self.ids)]
        return key, self.before.get(key)

    def _decide(self, service: Any, at: int, person: Any, **kwargs: Any) -> None:
        key, texts = self._sentence(at)
        shown = texts.latest.pk if texts and texts.latest else None
        touched = {key}
        with contextlib.suppress(TextRefused, UnknownSentence):
            done = service(version=self.world.spanish, public_id=key, person=person, base_revision_id=shown, **kwargs)
            touched |= set(done.also)  # of an act on many sentences that is taken back
        self._after(touched=touched)

    def _typed(self, at: int, words: str) -> str:
        """The words with the mark of the source around one of them, as a translator types them."""
        version = self.world.spanish
        key, _texts = self._sentence(at)
        source = SegmentRevision.objects.filter(
            segment__group=version.group, segment__public_id=key, locale=version.group.source.locale
        ).last()
        first, rest = words.split(" ", 1)
        return f"⟨1⟩{first}⟨/1⟩ {rest}" if source and "<1>" in source.text else words

    @rule(at=number, words=phrase, approves=st.booleans(), worker=st.booleans())
    def write(self, at: int, words: str, approves: bool, worker: bool) -> None:
        service, person = (review.approve, self.world.ana) if approves else (review.suggest, self.world.iris)
        self._decide(service, at, person, text=self._typed(at, words))
        if worker:
            self.work()

    @rule(at=number, words=phrase)
    def write_draft(self, at: int, words: str) -> None:
        self._decide(review.save, at, self.world.iris, text=self._typed(at, words))

    @rule(at=number)
    def approve_as_it_is(self, at: int) -> None:
        _key, texts = self._sentence(at)
        if texts and texts.latest and texts.latest.text:
            self._decide(review.approve, at, self.world.ana, text=chips.to_field(texts.latest.text))

    @rule(at=number, service=st.sampled_from((review.reject, review.undo, review.keep, review.cover)))
    def decide(self, at: int, service: Any) -> None:
        self._decide(service, at, self.world.ana, **({"reason": "Not so."} if service is review.reject else {}))

    @rule(at=number, service=st.sampled_from((review.use_conflict, review.dismiss_conflict)))
    def settle_conflict(self, at: int, service: Any) -> None:
        key, texts = self._sentence(at)
        if texts and texts.conflict_id:
            service(version=self.world.spanish, public_id=key, person=self.world.ana, conflict_id=texts.conflict_id)
        self._after(touched={key})

    @rule(opened=st.booleans())
    def approve_all(self, opened: bool) -> None:
        shown = {key: texts.latest.pk for key, texts in self.before.items() if texts.latest}
        release.approve_many(
            version=self.world.spanish, shown=shown, opened=set(shown) if opened else set(), person=self.world.ana
        )
        self._after(touched=set(shown))

    # Translators in the page editor

    @rule(
        kind=st.sampled_from(TRANSLATION_EDITS), at=number, words=phrase, publish=st.booleans(), approves=st.booleans()
    )
    def edit_directly(self, kind: TranslationEdit, at: int, words: str, publish: bool, approves: bool) -> None:
        def change(found: Paragraphs) -> Paragraphs:
            places = [(p, i) for p in found for i in range(len(p))]
            paragraph, index = places[at % len(places)]
            kind(paragraph, index, words)
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
        touched = {key for key, now in written.items() if now.latest and now.latest.pk not in self.record} | {
            key for key, now in written.items() if now.conflict_id != self.before.get(key, now).conflict_id
        }
        if publish and TranslationJob.objects.due(timezone.now()).filter(purpose=jobs.Purpose.REPUBLISH).exists():
            self.world.work()  # a text in question was published with it: the worker puts the page right at once
        self._after(touched=touched)

    # The version as a whole

    @precondition(lambda self: "take down" not in self.done)
    @rule()
    def take_down_and_publish_again(self) -> None:
        self.done.add("take down")
        release.take_down(version=self.world.spanish, person=self.world.ana)
        oracle.check(self.world)
        release.publish_version(version=self.world.spanish, person=self.world.ana)
        self._after()

    @precondition(lambda self: "delete" not in self.done)
    @rule()
    def delete_and_create_again(self) -> None:
        self.done.add("delete")
        page = self.world.spanish_page
        if page is not None:
            page.delete()
        version = self.world.spanish
        release.create_by_machine(source=version.group.source, locale=version.locale, person=self.world.editor)
        self.world.work()
        self._after()

    @rule(mode=st.sampled_from(UrgentMode.values))
    def correct_urgently(self, mode: str) -> None:
        urgent.begin(group=self.world.spanish.group, modes={"es": mode}, person=self.world.editor)
        self._after(touched=set(self.before))

    @rule()
    def take_urgent_back(self) -> None:
        if self.world.spanish.urgent_id:
            urgent.take_back(version=self.world.spanish, person=self.world.editor)
            self._after(touched=set(self.before))


def _same(one: SegmentRevision | None, other: SegmentRevision | None) -> bool:
    """The same text, or the same carried over to another wording of the original."""
    return one == other or (
        one is not None
        and other is not None
        and other.made_at is not None
        and (one.text, one.author_id, one.decision) == (other.text, other.author_id, other.decision)
    )
