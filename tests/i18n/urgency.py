"""Helps for tests of urgent corrections."""

import hashlib
import json

from django.utils import translation

from i18n import tasks
from i18n.models import (
    RenderedText,
    SegmentRevision,
    SegmentTranslation,
)
from i18n.services import jobs, urgent
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, fresh, replace
from tests.testsite.models import NotePage


def work():
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def checked(page, code="es", **facts):
    """A version whose sentences a person has checked."""
    return make.published(
        page, code, origin="person", decision="approved", author=make.user("ana"), decided_by=make.user("ana"), **facts
    )


def editor():
    return make.user("boss", superuser=True)


def note_in(code, words="This sentence is being corrected."):
    with translation.override(code):
        return translation.gettext(words)


def people(version):
    """A hash of everything that people wrote or decided in a language, and of what translators have in hand."""
    rows = SegmentRevision.objects.filter(locale=version.locale).exclude(origin__in=["machine", "notice"])
    in_hand = SegmentTranslation.objects.filter(locale=version.locale, latest__isnull=False).order_by("segment_id")
    said = [
        list(rows.order_by("pk").values_list("pk", "text", "decision", "source_hash")),
        list(in_hand.values_list("segment_id", "latest_id")),
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def public(version):
    """What readers get, byte by byte: the page's fields, the wrapped texts, the state and its counts."""
    page = NotePage.objects.get(pk=version.page_id)
    rendered = RenderedText.objects.get(version=version)
    version = fresh(version)
    return (
        page.live, page.title, page.draft_title, page.slug, page.intro, json.dumps(page.body.get_prep_value()),
        rendered.fields, rendered.marks_sentences, rendered.facts, version.state, version.counts, version.snapshot_id,
    )  # fmt: skip


def body(version):
    return "".join(block.value.source for block in NotePage.objects.get(pk=version.page_id).body)


def begin(version, mode="withhold", **facts):
    code = version.locale.language_code
    return urgent.begin(group=fresh(version).group, modes={code: mode}, person=facts.pop("person", editor()), **facts)[
        0
    ]


def changed(page):
    """The original: one sentence with another fact, one deleted, one new; the heading's part stays."""
    return edit(
        page,
        lambda blocks: replace("<b>five</b>", "<b>four</b>")(
            replace("They stayed for two days.", "A new sentence came.")(replace("It begins in spring.", "")(blocks))
        ),
    )
