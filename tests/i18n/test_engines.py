"""Engines of the site: order per pair, fallback sentence by sentence, what is kept for the screens, the screen."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from i18n import site_checks
from i18n.checks import check_engines
from i18n.engines import FAILURES
from i18n.models import EngineChoice, EngineStatus, SegmentRevision, TranslationJob
from i18n.review.words import failure, reason
from i18n.services import engine_choices, engines
from tests.engines_fake.deepl_server import DeepL
from tests.engines_fake.libretranslate_server import LibreTranslate
from tests.engines_fake.servers import serving
from tests.i18n import factories as make
from tests.i18n import people
from tests.i18n.test_source_edits import edit, replace
from tests.i18n.test_worker import spanish, work

pytestmark = pytest.mark.django_db

KEY = "k3y-that-must-not-be-seen"
FAKE = "tests.engines_fake.fake.FakeEngine"


@pytest.fixture
def site(settings):
    """`site(libre={…}, deepl={…}, near=[pairs])`: servers with these options and the engines of the site for them."""
    with ExitStack() as stack:

        def configure(*, libre=None, deepl=None, near=(), ask=True):
            found, servers = {}, {}
            if near:
                found["near"] = {"class": FAKE, "options": {"pairs": list(near)}}
            if libre is not None:
                servers["libre"] = server = stack.enter_context(serving(LibreTranslate(**libre)))
                options = {"url": server.url, "key": server.key}
                found["libre"] = {"class": "i18n.engines.libretranslate.LibreTranslateEngine", "options": options}
            if deepl is not None:
                servers["deepl"] = server = stack.enter_context(serving(DeepL(**{"key": KEY, **deepl})))
                options = {"key": server.key, "server": server.url}
                found["deepl"] = {"class": "i18n.engines.deepl.DeepLEngine", "options": options}
            settings.INTERURBAN_ENGINES = found
            engines.reset()
            if ask:
                engines.ask_servers()
            return servers

        yield configure
        engines.reset()


def names(source="en", target="es"):
    return [route.engine for route in engines.routes(source, target)]


def admin():
    return make.user("admin", superuser=True)


def choose(*order, pair=("en", "es")):
    for code in pair:
        make.locale(code)
    return engine_choices.choose(orders={pair: order}, person=admin())


def test_the_usual_order_and_a_chosen_one(site):
    site(libre={"pairs": ("en>fr", "fr>es")}, deepl={}, near=["en>es", "fr>es"])
    assert names() == ["near", "deepl", "libre"], "direct before chained"
    assert [route.chained for route in engines.routes("en", "es")] == [False, False, True]
    choose("libre", "deepl")
    assert names() == ["libre", "deepl"], "an engine that was left out is not asked"
    assert names("en", "fr") == ["libre", "deepl"], "another pair has the usual order"
    assert choose("libre", "deepl").pairs == []
    choose("deepl", "libre", "near")
    assert names() == ["deepl", "libre", "near"]
    choose()
    assert names() == ["near", "deepl", "libre"]


def test_a_bad_order_changes_nothing(site):
    site(near=["en>es"], libre={})
    choose("near")
    for order, pair in [(("near", "near"), ("en", "es")), (("other",), ("en", "es")), (("near",), ("en", "xx"))]:
        with pytest.raises(ValidationError):
            engine_choices.choose(orders={pair: order, ("es", "en"): ["near"]}, person=admin())
    with pytest.raises(PermissionDenied):
        engine_choices.choose(orders={("en", "es"): []}, person=make.user("editor"))
    assert [choice.engine for choice in EngineChoice.objects.all()] == ["near"]


def test_each_sentence_is_translated_by_the_first_engine_that_can(site):
    servers = site(libre={"fault": "echo"}, deepl={})
    choose("libre", "deepl")
    make.notes_index("es")
    page = make.note(body=["<p>A good sentence of ours. Poison is in this rather long second <b>sentence</b>.</p>"])
    assert [job.status for job in work()] == ["done"]
    assert spanish(page).page.live
    found = SegmentRevision.objects.filter(locale__language_code="es", origin="machine").order_by("pk")
    by_engine = {(row.engine, row.engine_version, row.chained) for row in found}
    assert by_engine == {
        ("libre", "LibreTranslate 1.9.0", False),
        ("deepl", "DeepL quality_optimized", False),
    }
    [asked] = servers["deepl"].asked
    assert len(asked["text"]) == 1
    assert asked["context"] == "A day in the city\nWhat happened there."
    assert EngineStatus.objects.get(engine="deepl").worked_at


def test_a_quota_goes_to_the_next_engine_at_once_and_chained_text_is_held(site):
    servers = site(libre={"pairs": ("en>fr", "fr>es")}, deepl={"fault": "456", "always": True})
    make.notes_index("es")
    page = make.note()
    assert [job.status for job in work()] == ["done"]
    version = spanish(page)
    assert len(servers["deepl"].asked) == 1
    assert version.held
    assert not version.page.live, "the engine of the first choice would have gone out; this text went through French"
    assert set(SegmentRevision.objects.filter(origin="machine").values_list("engine", "chained")) == {("libre", True)}
    assert EngineStatus.objects.get(engine="deepl").failure == "quota"


def test_an_update_that_a_second_choice_made_through_another_language_is_held_or_never_made(site, settings):
    servers = site(libre={"pairs": ("en>fr", "fr>es")}, deepl={})
    make.notes_index("es")
    page = make.note()
    work()
    assert spanish(page).page.live
    servers["deepl"].fault, servers["deepl"].always = "456", True
    edit(page, replace("two days", "three days"))
    work()
    version = spanish(page)
    public_id = make.id_of(version, "three days")
    assert version.held
    assert "twoes" in make.live_texts(version)[public_id]
    settings.INTERURBAN_CHAINED_POLICY = "never"
    edit(page, replace("three days", "four days"))
    asked = len(servers["libre"].asked)
    assert "failed" in {job.status for job in work()}
    assert len(servers["libre"].asked) == asked


def test_an_engine_that_is_not_set_up_any_more_keeps_its_name(settings):
    settings.INTERURBAN_ENGINES = {}
    engines.reset()
    assert [engines.label(name) for name in ("libretranslate", "deepl", "own")] == ["LibreTranslate", "DeepL", "own"]


def test_each_failure_of_an_engine_has_words_for_the_screens():
    assert [code for code in FAILURES if f"({code})" in failure(code)] == []


def test_when_all_are_down_the_job_comes_back_later_and_says_why(site):
    servers = site(libre={"fault": "429-hour", "always": True}, deepl={"fault": "403", "always": True})
    make.notes_index("es")
    page = make.note()
    before = timezone.now()
    [job] = work()
    assert job.status == "waiting"
    assert job.run_after >= before + timedelta(minutes=59)
    said = reason(job.reason)
    assert "LibreTranslate: The engine asked for a pause. DeepL: The engine refused our key." in said
    assert KEY not in job.reason
    for server in servers.values():
        server.fault = ""
    TranslationJob.objects.update(run_after=before)
    engines.read_again()
    assert [job.status for job in work()] == ["done"]
    assert spanish(page).page.live


def test_a_server_that_goes_away_keeps_its_pairs_and_one_never_reached_has_none(site, settings):
    site(libre={})
    assert names() == ["libre"]
    assert engines.ask_servers() == [], "not due again for some minutes"
    options = settings.INTERURBAN_ENGINES["libre"]["options"]
    EngineStatus.objects.update(tried_at=timezone.now() - timedelta(hours=1))
    engine = engines.registry().engine("libre")
    engine.ask = lambda deadline: (_ for _ in ()).throw(ConnectionRefusedError())
    [status] = engines.ask_servers()
    assert status.failure == "unavailable"
    assert names() == ["libre"], "work for it waits until it is back"
    for _call in range(5):
        engines.registry().breaker("libre").failure("unavailable")
    assert names() == ["libre"], "an engine that rests is still there"
    options["url"] = "http://127.0.0.1:9"
    engines.reset()
    assert names() == [], "another address is another server"
    warned = {message.id: message.msg for message in site_checks.check_engines()}
    assert warned["i18n.site.engine-server"] == "LibreTranslate: The engine could not be reached."
    assert names() == []
    assert EngineStatus.objects.get().failure == "unavailable"


def test_the_worker_asks_the_servers(site):
    site(libre={}, ask=False)
    assert names() == []
    call_command("run_worker", "--once")
    engines.read_again()
    assert names() == ["libre"]


def test_looking_up_routes_costs_two_queries_for_all_pairs(site, django_assert_num_queries):
    site(libre={}, deepl={})
    with django_assert_num_queries(2):
        for target in ("es", "fr", "ar", "es"):
            names("en", target)
    engines.reset()


class TestScreen:
    ADDRESS = "/admin/translations/engines/"

    def test_shows_saves_tries_and_keeps_what_was_typed(self, site):
        assert reverse("translations:engines") == self.ADDRESS
        people.ensure()
        site(libre={"key": KEY, "pairs": ("en>fr", "fr>es")}, deepl={"key": KEY})
        client = people.logged_in(people.member("ada", "Site admins"))
        page = client.get(self.ADDRESS).content.decode()
        for words in (
            "LibreTranslate",
            "DeepL",
            "It works",
            "direct",
            "through French",
            "In use: DeepL, LibreTranslate",
        ):
            assert words in page, words
        form = {"es.0": "libre", "es.1": "", "es.2": "deepl"}

        tried = client.post(f"{self.ADDRESS}?source=en", {**form, "try": "es:deepl"}).content.decode()
        assert "Thees libraryes ises openes" in tried
        assert '<option value="libre" selected>' in tried
        assert not EngineChoice.objects.exists()

        saved = client.post(f"{self.ADDRESS}?source=en", {**form, "save": "1"}, follow=True)
        assert "In use: LibreTranslate, DeepL" in saved.content.decode()
        assert names() == ["libre", "deepl"]

        bad = client.post(f"{self.ADDRESS}?source=en", {"es.0": "deepl", "es.1": "deepl", "save": "1"})
        assert bad.status_code == 422
        assert bad.content.decode().count('<option value="deepl" selected>') == 2
        assert names() == ["libre", "deepl"]
        assert KEY not in page + tried + saved.content.decode()

    def test_says_in_words_what_is_wrong(self, site):
        people.ensure()
        servers = site(libre={"fault": "403", "always": True}, deepl={"fault": "456", "always": True})
        client = people.logged_in(admin())
        tried = client.post(f"{self.ADDRESS}?source=en", {"try": "es:deepl"}).content.decode()
        assert "The engine&#x27;s quota is used up." in tried
        assert "The latest call failed" in tried
        tried = client.post(f"{self.ADDRESS}?source=en", {"try": "es:libre"}).content.decode()
        assert "The engine refused our key." in tried
        EngineStatus.objects.filter(engine="libre").update(resting_until=timezone.now() + timedelta(minutes=1))
        page = client.get(self.ADDRESS).content.decode()
        assert "is left alone until" in page
        assert "In use: LibreTranslate, DeepL" in page
        servers["libre"].fault = ""
        again = client.post(f"{self.ADDRESS}?source=en", {"ask": "1"}, follow=True)
        assert "The latest call failed" in again.content.decode(), "that it lists its languages does not fill a quota"
        for trial in ("es:nobody", "xx:deepl", "en:deepl", ""):
            said = client.post(f"{self.ADDRESS}?source=en", {"try": trial})
            assert "does not offer this pair" in said.content.decode()
        assert client.get(f"{self.ADDRESS}?source=xx").status_code == 404
        assert client.post(f"{self.ADDRESS}?source=en", {"es.0": "\x00", "save": "1"}).status_code == 422

    def test_without_any_engine_it_says_what_to_set(self, site):
        people.ensure()
        site()
        page = people.logged_in(admin()).get(self.ADDRESS).content.decode()
        assert "INTERURBAN_LIBRETRANSLATE_URL" in page
        assert "DEEPL_AUTH_KEY" in page

    def test_only_site_admins(self, site):
        site()
        cast = people.everybody()
        for role, person in cast.items():
            client = people.logged_in(person)
            expected = 200 if role == "admin" else 403
            assert client.get(self.ADDRESS).status_code == expected, role
            assert client.post(self.ADDRESS, {"es.0": "", "ask": "1"}).status_code == (302 if role == "admin" else 403)


def found(settings, **config):
    settings.INTERURBAN_ENGINES = config
    return [message.id for message in check_engines()]


def test_bad_settings_are_told(settings):
    libre = "i18n.engines.libretranslate.LibreTranslateEngine"
    deepl = "i18n.engines.deepl.DeepLEngine"
    assert found(settings, a={"class": libre, "options": {"url": f"http://me:{KEY}@mt.example"}}) == ["i18n.E006"]
    assert KEY not in str(check_engines())
    assert found(settings, a={"class": libre, "options": {"url": "mt.example"}}) == ["i18n.E006"]
    assert found(settings, a={"class": libre, "options": {"url": "https://mt.example"}}) == []
    assert found(settings, a={"class": libre, "options": {"url": "http://mt.example"}}) == ["i18n.W007"]
    assert found(settings, a={"class": libre, "options": {"url": "http://127.0.0.1:5000"}}) == []
    assert found(settings, a={"class": deepl, "options": {"key": KEY, "formality": "polite"}}) == ["i18n.E006"]
    assert found(settings, a={"class": deepl, "options": {"key": KEY}}) == []


def test_the_site_goes_on_without_an_engine_whose_settings_are_wrong(settings):
    settings.INTERURBAN_ENGINES = {
        "bad": {"class": "i18n.engines.libretranslate.LibreTranslateEngine", "options": {"url": "mt.example"}},
        "near": {"class": FAKE, "options": {"pairs": ["en>es"]}},
    }
    engines.reset()
    assert names() == ["near"]
    engines.reset()


def test_engines_come_from_the_environment(monkeypatch):
    from config.settings.engines import engines as from_environment

    assert list(from_environment()) == ["apertium"]
    monkeypatch.setenv("INTERURBAN_LIBRETRANSLATE_URL", "http://127.0.0.1:5000")
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)
    assert list(from_environment()) == ["apertium", "libretranslate", "deepl"]
    assert from_environment()["deepl"]["options"]["key"] == KEY
