"""Figures of engines, of what readers get and of what waits: right, for those who may see them, and safe as a file."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from delivery.models import PageViews
from i18n.models import ErrorReport, LanguageVersion, SegmentTranslation
from i18n.quality.edits import SLIGHT, Fate, edit_distance, fate
from i18n.review import figures as tables
from i18n.services import chips, figures, figures_readers, publishing, release, restoring, review, spreadsheet
from i18n.services.figures_scope import Scope, scope_of
from tests.i18n import factories as make
from tests.i18n import people
from tests.i18n.people import logged_in
from tests.i18n.test_source_edits import edit, replace

pytestmark = pytest.mark.django_db

ALL = Scope(everything=True)
YEAR_AGO = timezone.localdate() - timedelta(days=366)


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return make.published(make.note(), "fr", engine="apertium", engine_version="eng-fra 1.0")


def row(version: LanguageVersion, words: str) -> SegmentTranslation:
    rows = SegmentTranslation.objects.select_related("latest", "live", "segment")
    return rows.get(segment__public_id=make.id_of(version, words), segment__group=version.group, locale=version.locale)


def decide(version: LanguageVersion, words: str, text: str, person: Any) -> Any:
    """Approve a text for a sentence; an empty one is what stands there."""
    found = row(version, words)
    done = review.approve(
        version=version,
        public_id=found.segment.public_id,
        text=text or chips.to_field(found.latest.text),
        person=person,
        base_revision_id=found.latest_id,
    )
    return done.stored


def the_tally() -> figures.Tally:
    [tally] = figures.of_engines(scope=ALL, since=YEAR_AGO).values()
    return tally


def table(name: str, **kwargs: Any) -> tables.Table:
    [found] = tables.build(scope=ALL, names=[name], **kwargs)
    return found


class TestEngines:
    def test_what_people_decided_about_each_text(self, version: LanguageVersion, anna: Any) -> None:
        decide(version, "opened its doors", "", anna)
        decide(version, "stayed for two days", "fr: They stayed for two day.", anna)
        decide(version, "next", "Tout autre chose.", anna)
        unseen = row(version, "spring")
        release.approve_many(
            version=version, shown={unseen.segment.public_id: unseen.latest_id}, opened=set(), person=anna
        )
        [(work, tally)] = figures.of_engines(scope=ALL, since=YEAR_AGO).items()
        assert (work.engine, work.engine_version, work.target) == ("apertium", "eng-fra 1.0", version.locale_id)
        assert work.month == timezone.localdate().replace(day=1)
        assert (tally.unchanged, tally.slight, tally.rewritten, tally.unseen, tally.undecided) == (1, 1, 1, 1, 5)
        assert (tally.made, tally.approval_rate) == (9, pytest.approx(1 / 3))
        assert tally.edit_distance is not None and 0.2 < tally.edit_distance < 0.4

    def test_the_last_decision_that_stands_counts(self, version: LanguageVersion, anna: Any) -> None:
        done = decide(version, "opened its doors", "Autre.", anna)
        assert the_tally().rewritten == 1
        key = done.segment.public_id
        review.undo(version=version, public_id=key, person=anna, base_revision_id=done.pk)
        assert (the_tally().decided, the_tally().made) == (0, 9)
        decide(version, "opened its doors", "", anna)
        assert (the_tally().unchanged, the_tally().made) == (1, 9)

    def test_a_machines_text_that_is_put_back_is_not_made_twice(self, version: LanguageVersion, anna: Any) -> None:
        machine = row(version, "opened its doors").latest
        done = decide(version, "opened its doors", "Autre.", anna)
        restoring.put_back(
            version=version, public_id=done.segment.public_id, revision_id=machine.pk, person=anna, approve=True,
            base_revision_id=done.pk,
        )  # fmt: skip
        assert (the_tally().unchanged, the_tally().rewritten, the_tally().made) == (1, 0, 9)

    def test_a_decision_about_another_wording_says_nothing(self, version: LanguageVersion, anna: Any) -> None:
        edit(version.group.source.page.specific, replace("opened its doors", "shut its doors"))
        decide(version, "shut its doors", "La ville a fermé.", anna)
        assert (the_tally().decided, the_tally().undecided) == (0, 9)

    def test_by_month_and_without_what_is_older(self, version: LanguageVersion, anna: Any) -> None:
        with time_machine.travel(datetime(2024, 2, 3, 12, tzinfo=UTC)):
            make.published(make.note("Old"), "es", engine="deepl")
        found = figures.of_engines(scope=ALL, since=YEAR_AGO)
        assert {work.engine for work in found} == {"apertium"}
        assert {f"{work.month:%Y-%m}" for work in figures.of_engines(scope=ALL, since=datetime(2024, 1, 1).date())} == {
            "2024-02", f"{timezone.localdate():%Y-%m}",
        }  # fmt: skip

    def test_one_query(self, version: LanguageVersion, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            figures.of_engines(scope=ALL, since=YEAR_AGO)


class TestReaders:
    def test_share_of_views_that_were_not_checked(self, version: LanguageVersion) -> None:
        today = timezone.localdate()
        original = version.group.source.page_id
        for page, label, count in (
            (version.page_id, "machine", 6), (version.page_id, "partly_reviewed", 1), (version.page_id, "reviewed", 3),
            (original, "original", 50), (999_999, "machine", 9),
        ):  # fmt: skip
            PageViews.objects.create(page_id=page, day=today, label=label, count=count)
        [views] = figures_readers.views(scope=ALL, since=YEAR_AGO).values()
        assert (views.total, views.machine, views.unchecked, views.share) == (10, 6, 7, 0.7)

    def test_time_from_report_to_correction_and_only_where_there_are_enough(self, version: LanguageVersion) -> None:
        def report(number: int, status: str, hours: float) -> None:
            text = row(version, "opened its doors")
            made = ErrorReport.objects.create(
                segment=text.segment, version=version, revision=text.live, token=f"t{number}", status=status
            )
            moment = timezone.now().replace(day=1, hour=12)
            closed = moment + timedelta(hours=hours) if hours else None
            ErrorReport.objects.filter(pk=made.pk).update(created_at=moment, closed_at=closed)

        for number, hours in enumerate((1, 2, 3, 40)):
            report(number, "corrected", hours)
        report(10, "received", 0)
        report(11, "withdrawn", 1)
        [line] = figures_readers.reports(scope=ALL, since=YEAR_AGO).values()
        assert (line.received, line.corrected, line.waiting, line.median) == (5, 4, 1, None)
        report(12, "corrected", 5)
        [line] = figures_readers.reports(scope=ALL, since=YEAR_AGO).values()
        assert line.median == timedelta(hours=3)
        assert table("reports").cells[0][-1] == "3 h"
        [waiting] = figures_readers.waiting(scope=ALL).values()
        assert waiting.open_reports == 1

    def test_a_sentence_is_outdated_since_the_original_first_said_something_else(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        now = timezone.now()
        decide(version, "opened its doors", "La ville a ouvert ses portes.", anna)
        publishing.publish(version=version)
        source = version.group.source.page.specific
        with time_machine.travel(now - timedelta(days=8)):
            source = edit(source, replace("opened its doors", "shut its doors"))
        with time_machine.travel(now - timedelta(days=2)):
            edit(version.group.source.page.specific, replace("shut its doors", "locked its doors"))
        [waiting] = figures_readers.waiting(scope=ALL, at=now).values()
        assert (waiting.outdated, waiting.oldest) == (1, waiting.median_age)
        assert waiting.oldest is not None and abs(waiting.oldest - timedelta(days=8)) < timedelta(hours=1)

    def test_nothing_waits_where_nothing_does(self, version: LanguageVersion) -> None:
        assert figures_readers.waiting(scope=ALL) == {}


class TestScope:
    def test_each_sees_her_own(self, version: LanguageVersion) -> None:
        make.published(make.note("Second"), "es", engine="deepl")
        cast = people.everybody()
        seen = {
            role: {work.engine for work in figures.of_engines(scope=scope_of(person), since=YEAR_AGO)}
            for role, person in cast.items()
        }
        everything = {"apertium", "deepl"}
        assert seen == {
            "nobody": set(), "translator": {"apertium"}, "reviewer": {"apertium"}, "editor": everything,
            "stranger": set(), "moderator": everything, "admin": everything,
        }  # fmt: skip
        for read in (figures_readers.views, figures_readers.reports):
            assert read(scope=scope_of(cast["stranger"]), since=YEAR_AGO) == {}
        assert figures_readers.waiting(scope=scope_of(cast["editor"])) == {}

    def test_a_translator_of_french_reads_nothing_spanish_by_filter_or_file(self, version: LanguageVersion) -> None:
        make.published(make.note("Second"), "es", engine="deepl")
        people.ensure()
        client = logged_in(people.member("anna", "Translators: French"))
        for address in (reverse("translations:figures"), reverse("translations:figures_csv", args=["engines"])):
            for query in ("", "?language=es"):
                text = client.get(address + query).content.decode()
                assert "deepl" not in text.casefold()


class TestPage:
    def test_tables_charts_and_links(self, version: LanguageVersion, anna: Any) -> None:
        decide(version, "opened its doors", "", anna)
        PageViews.objects.create(page_id=version.page_id, day=timezone.localdate(), label="machine", count=6)
        html = logged_in(anna).get(reverse("translations:figures")).content.decode()
        for title in ("What readers get", "What waits now", "Engines", "Readers’ reports"):
            assert title in html
        charts = re.findall(r"<svg viewBox.*?</svg>", html, re.S)
        assert len(charts) == 2
        assert all("<title" in chart and "<desc" in chart and 'role="img"' in chart for chart in charts)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert "anna" not in html.split('class="review-panel"')[1].casefold()

    def test_charts_are_mirrored_where_one_reads_from_the_right(self, version: LanguageVersion, anna: Any) -> None:
        decide(version, "opened its doors", "", anna)
        decide(version, "next", "Tout autre chose.", anna)
        [left] = table("engines").charts
        with translation.override("ar"):
            [right] = table("engines").charts
        good = [next(part for part in chart.parts if part.kind == "good") for chart in (left, right)]
        assert (good[0].x, good[1].x + good[1].width) == (0, left.width)

    def test_a_file_for_each_table(self, version: LanguageVersion, anna: Any) -> None:
        decide(version, "opened its doors", "", anna)
        for name in tables.TABLES:
            answer = logged_in(anna).get(reverse("translations:figures_csv", args=[name]))
            text = answer.content.decode()
            assert text.startswith("\ufeff")
            lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
            assert ("attachment" in answer["Content-Disposition"], "no-store" in answer["Cache-Control"]) == (
                True,
                True,
            )
            if name == "engines":
                [line] = lines
                assert (line["engine"], line["source"], line["target"], line["made"], line["approval_rate"]) == (
                    "apertium", "en", "fr", "9", "1.0",
                )  # fmt: skip
        assert logged_in(anna).get(reverse("translations:figures_csv", args=["people"])).status_code == 404

    def test_an_empty_site_says_so(self) -> None:
        boss = make.user("boss", superuser=True)
        assert logged_in(boss).get(reverse("translations:figures")).content.decode().count("Nothing yet.") == 4


class TestShareOnTheReviewScreen:
    def test_says_how_much_is_the_machines_words(
        self, version: LanguageVersion, anna: Any, django_assert_max_num_queries: Any
    ) -> None:
        decide(version, "opened its doors", "", anna)
        decide(version, "stayed for two days", "fr: They stayed for two day.", anna)
        decide(version, "next", "Tout autre chose.", anna)
        unseen = row(version, "spring")
        release.approve_many(
            version=version, shown={unseen.segment.public_id: unseen.latest_id}, opened=set(), person=anna
        )
        client = logged_in(anna)
        html = client.get(reverse("translations:review", args=[version.pk])).content.decode()
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.findall(r"<p[^>]* data-share>.*?</p>", html, re.S)[0]))
        assert "Machine’s words unchanged in 33% of what is checked" in said
        assert "1 unchanged, 1 edited slightly, 1 rewritten, 0 written by people" in said
        assert "1 approved unseen, which does not count as checked" in said


@pytest.mark.parametrize(
    ("before", "after", "distance", "became"),
    [
        ("La ville.", "La ville.", 0.0, Fate.UNCHANGED),
        ("La <1>ville</1>.", "La ville .".replace(" .", "."), 0.0, Fate.UNCHANGED),  # marks do not count
        ("cafe\u0301", "café", 0.0, Fate.UNCHANGED),
        ("a\u00a0b", "a b", 0.0, Fate.UNCHANGED),
        ("0123456789", "0123456xxx", 0.3, Fate.SLIGHT),
        ("0123456789", "012345xxxx", 0.4, Fate.REWRITTEN),
        ("数字共和国", "数字共和國", 0.2, Fate.SLIGHT),
        ("", "", 0.0, Fate.UNCHANGED),
        ("abc", "", 1.0, Fate.REWRITTEN),
    ],
)
def test_edit_distance(before: str, after: str, distance: float, became: Fate) -> None:
    assert edit_distance(before, after) == pytest.approx(distance)
    assert edit_distance(after, before) == edit_distance(before, after)
    assert fate(edit_distance(before, after)) == became
    assert SLIGHT == 0.3


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1+1", "＝1+1"])
def test_no_cell_is_a_formula(value: str) -> None:
    out = io.StringIO()
    assert spreadsheet.write(out, ["a", "b"], [(value, -1.5)]) == 1
    [_header, [first, second]] = list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))
    assert first == f"'{value}"
    assert second == "-1.5"
