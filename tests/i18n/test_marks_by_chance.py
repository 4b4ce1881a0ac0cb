"""Five hundred random edits of a text with nested marks: what is stored is balanced, and its links are the source's."""

import random
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest

from i18n.review import screen
from i18n.segments import Target, rebuild, wrap
from i18n.services import chips, publishing, review
from tests.i18n import factories, people
from tests.testsite.models import NotePage

pytestmark = [pytest.mark.django_db]

BODY = [
    '<p>The <b>old <a href="https://example.org/house">house <i>by the</i> river</a></b> was'
    ' <a href="https://example.org/sold">sold</a>.<br/>Nobody <b>knew</b> why.</p>'
]
EDITS = 500


class Reader(HTMLParser):
    """Whether tags close in order, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links[dict(attrs).get("href") or ""] += 1
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def one_edit(text: str, chance: random.Random) -> str:
    """What a hand does to a text: letters, cuts, pastes, marks moved, doubled, halved and made up."""
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    before, piece, after = text[:start], text[start:end], text[end:]
    without = text.replace("⟨/1⟩", "", 1)
    return chance.choice(
        [
            f"{before}é <i>&amp; ⟨{piece}{after}",
            before + after,
            before + piece + piece + after,
            before + piece[::-1] + after,
            piece + before + after,
            text.replace("⟨2⟩", "", 1) + "⟨2⟩",
            f"{before}⟨7⟩x⟨/7⟩{piece}{after}",
            f"{without[:start]}⟨/1⟩{without[start:]}",
            text.replace(" ", "  ⟨⟨", 1),
            f"{before}</a></p><script>{piece}{after}",
        ]
    )


def edited(text: str, chance: random.Random) -> str:
    for _step in range(chance.randint(1, 3)):
        text = one_edit(text, chance)
    return text


def moved(marks: list[chips.Chip], chance: random.Random) -> str:
    """All marks of the source around words, nested by chance: what a translator may well write."""
    text = "mots"
    for mark in chance.sample(marks, len(marks)):
        before, after = chance.choice([("", " encore"), ("encore ", ""), ("", "")])
        inner = f"{mark.before}{text}{mark.after}" if mark.after else f"{text}{mark.before}"
        text = f"{before}{inner}{after}"
    return text


def test_five_hundred_edits_of_marks_leave_the_page_balanced_with_the_links_of_the_source() -> None:
    """Each text that the field's rules let through is put into the page; some take the whole way to the readers."""
    people.ensure()
    person: Any = people.member("anna", "Translators: French")
    version = factories.published(factories.note(body=BODY), "fr")
    public_id = factories.id_of(version, "house")
    found = screen.find(version.pk)
    assert found is not None
    row = screen.build(version=found, user=person).row(public_id)
    assert row is not None
    source, wanted = factories.sentences(version)[public_id], read(BODY[0]).links
    skeleton = found.group.current_snapshot.skeleton
    others = {ref.id: Target(f"fr: {factories.sentences(version)[ref.id]}", None) for ref in skeleton.sentences()}
    chance = random.Random(20221102)
    taken = 0
    for number in range(EDITS):
        base = moved(row.marks, chance) if number % 2 else row.text
        text = base if number % 4 == 1 else edited(base, chance)
        try:
            coded = chips.from_field(text)
            chips.check_marks(coded, source)
        except chips.TextRefused:
            with pytest.raises(chips.TextRefused):
                review.approve(version=version, public_id=public_id, text=text, person=person)
            continue
        taken += 1
        texts = {**others, public_id: Target(coded, None)}
        html = "".join(rebuild(skeleton, texts, language="fr").values())
        assert read(html).links == wanted
        for field in wrap(skeleton, texts, language="fr").values():
            assert set(read(field.html).links) <= set(wanted)
        if taken % 20 == 0:
            review.approve(version=version, public_id=public_id, text=text, person=person)
            publishing.publish(version=version)
            page = NotePage.objects.get(pk=version.page_id)
            assert read(page.body[0].value.source).links == wanted
    assert EDITS / 4 < taken < EDITS * 0.9
