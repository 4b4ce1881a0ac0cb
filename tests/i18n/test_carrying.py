"""Texts made for one wording of the original that serve for another: the same text, author and decision, no flash."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from i18n.models import LanguageVersion, State
from i18n.services import carrying, publishing, readback, standing, texts
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, fresh, needed, replace
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def hashes(version: LanguageVersion) -> dict[str, tuple[str, str]]:
    """Old and new hash of what the newest source changed."""
    old, new = (
        {ref.id: ref.hash for ref in snapshot.skeleton.sentences()}
        for snapshot in version.group.snapshots.order_by("number")[:2]
    )
    return {key: (old[key], new[key]) for key in new if key in old and old[key] != new[key]}


def carry(version: LanguageVersion, pairs=None) -> carrying.Carried:
    version = fresh(version)
    done = carrying.carry(version=version, hashes=pairs or hashes(version), person=make.user("ana"), reason="Typos")
    standing.refresh(version=version)
    return done


def row(version, public_id):
    return texts.load(version).translations[public_id]


def suggest(version, public_id, text, based_on=None, decision="suggested"):
    """A person's text, unless `decision` approves it not live."""
    person = make.user("translator")
    store = texts.load(version)
    new = texts.NewText(
        public_id, text, store.latest(public_id).source_hash, "person", decision, author=person, based_on=based_on,
        decided_by=person if decision == "approved" else None,
    )  # fmt: skip
    return texts.record(store=store, new=[new])[public_id]


def test_a_carried_text_is_the_same_text_of_the_same_author_and_nothing_is_outdated():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "two days")
    translator = make.user("translator")
    make.approve(version, public_id, "Se quedaron dos días.", translator)
    publishing.publish(version=version)
    before = row(version, public_id).live
    counts = fresh(version).counts
    edit(page, lambda blocks: replace("two days", "two dayss")(replace("showed the", "showd the")(blocks)))
    assert fresh(version).state == State.OUTDATED
    done = carry(version)
    assert set(done.live) == set(hashes(version))
    assert needed(version) == []
    assert fresh(version).counts == counts
    live = row(version, public_id).live
    assert live.pk != before.pk
    assert (live.text, live.origin, live.author, live.decision, live.decided_by) == (
        "Se quedaron dos días.", "person", translator, "approved", translator,
    )  # fmt: skip
    assert (live.based_on, live.reason, live.carried_by.username) == (before, "Typos", "ana")
    assert live.moment == before.created_at
    publishing.publish(version=fresh(version))
    assert fresh(version).snapshot.number == 2
    spanish = NotePage.objects.get(pk=version.page_id).body[0].value.source
    assert "Se quedaron dos días." in spanish
    assert '<a href="https://example.org/house">old house</a>' in spanish


def test_a_suggestion_is_carried_and_still_waits_while_readers_keep_the_carried_live_text():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "two days")
    live_before = row(version, public_id).live
    suggest(version, public_id, "Estuvieron dos días.", based_on=live_before)
    edit(page, replace("two days", "two dayss"))
    carry(version)
    now = row(version, public_id)
    assert (now.live.text, now.latest.text, now.latest.decision) == (
        live_before.text, "Estuvieron dos días.", "suggested",
    )  # fmt: skip
    assert now.latest.based_on == now.live
    assert now.latest.source_hash == now.live.source_hash
    publishing.publish(version=fresh(version))
    assert make.live_texts(version)[public_id] == live_before.text


def test_a_text_approved_a_moment_ago_below_a_draft_still_goes_live():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "two days")
    approved = suggest(version, public_id, "Se quedaron dos días.", decision="approved")
    suggest(version, public_id, "Estuvieron dos días.", based_on=approved, decision="stored")
    edit(page, replace("two days", "two dayss"))
    carry(version)
    publishing.publish(version=fresh(version))
    assert make.live_texts(version)[public_id] == "Se quedaron dos días."
    assert row(version, public_id).latest.text == "Estuvieron dos días."
    assert fresh(version).outdated == 0


def test_a_version_not_public_yet_is_carried_too():
    page = make.note()
    version = make.fill(make.version_of(page, "es"))
    edit(page, replace("two days", "two dayss"))
    carry(version)
    assert needed(version) == []
    assert publishing.publish(version=fresh(version)).published


def test_what_was_outdated_stays_outdated_and_a_conflict_stays():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "two days")
    other = suggest(version, public_id, "Otra cosa.")
    store = texts.load(version)
    store.translations[public_id].conflict = other
    texts.save_rows([store.translations[public_id]])
    edit(page, replace("two days", "three days"))
    edit(page, replace("three days", "three dayss"))
    old, new = (
        {ref.id: ref.hash for ref in snapshot.skeleton.sentences()}
        for snapshot in fresh(version).group.snapshots.order_by("number")[1:3]
    )
    done = carry(version, {public_id: (old[public_id], new[public_id])})
    assert not done
    assert row(version, public_id).conflict == other
    assert fresh(version).outdated == 1


@pytest.mark.parametrize("change", [
    ("A guide showed the", "A <b>guide</b> showd the"),
    ('<a href="https://example.org/house">old house</a>', '<a href="https://example.org/new">old hous</a>'),
])  # fmt: skip
def test_a_sentence_with_other_marks_is_left_outdated(change):
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "old house")
    edit(page, replace(*change))
    done = carry(version)
    assert done.left == [public_id]
    assert fresh(version).outdated == 1


def test_marks_in_another_order_keep_their_targets():
    body = ['<p>See <a href="https://example.org/a">one</a> and <a href="https://example.org/b">two</a> now.</p>']
    page = make.note(body=body)
    version = make.published(page, say=lambda text: text.replace("See", "Ver"))
    other = 'Se <a href="https://example.org/b">two</a> and <a href="https://example.org/a">one</a> now.'
    edit(page, lambda blocks: [{**blocks[0], "value": f"<p>{other}</p>"}])
    carry(version)
    publishing.publish(version=fresh(version))
    html = NotePage.objects.get(pk=version.page_id).body[0].value.source
    assert html == body[0].replace("See", "Ver")
    assert fresh(version).outdated == 0


def test_a_direct_edit_afterwards_is_read_back_as_ever():
    page = make.note()
    version = make.published(page)
    edit(page, replace("two days", "two dayss"))
    carry(version)
    publishing.publish(version=fresh(version))
    spanish = NotePage.objects.get(pk=version.page_id)
    spanish.title = "Un día"
    spanish.save_revision(user=make.user("translator"))
    read = readback.pull(version=fresh(version), store=texts.load(fresh(version)))
    assert [text.text for text in read.changed.values()] == ["Un día"]


def test_carrying_takes_the_same_queries_for_2_and_for_40_sentences():
    counts = []
    for number in (2, 40):
        page = make.note(body=[f"<p>Sentence {n} of words stands here.</p>" for n in range(number)])
        version = make.published(page)
        for public_id in make.live_texts(version):
            suggest(version, public_id, "Una sugerencia.", based_on=row(version, public_id).live)
        edit(page, replace("stands", "stnds"))
        version = fresh(version)
        pairs, store = hashes(version), texts.load(version)
        with CaptureQueriesContext(connection) as captured:
            done = carrying.carry(version=version, hashes=pairs, person=None, reason="Typos", store=store)
        assert len(done.latest) == number
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 9
