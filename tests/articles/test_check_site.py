"""`check_site` says each thing that is missing, with what to do, and nothing where nothing is."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import override_settings
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from articles.models import HomePage, NewsIndexPage, SiteSettings, StandardPage
from articles.search import index
from articles.site_checks import database, files, languages, public_address
from i18n.models import EngineChoice, TranslationJob
from i18n.services import engines, jobs, signs
from tags.models import ContentKind, Tag
from tests.articles.factories import article, kind, structure, tag, version

pytestmark = pytest.mark.django_db
FAKE = {"fake": {"class": "tests.engines_fake.fake.FakeEngine"}}
NO_ADDRESS = {"class": "i18n.engines.libretranslate.LibreTranslateEngine", "options": {"url": "here"}}
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def run(*words):
    output, status = io.StringIO(), 0
    try:
        call_command("check_site", *words, stdout=output)
    except SystemExit as end:
        status = end.code
    return output.getvalue(), status


def everything(*words):
    """Id → finding."""
    return {finding["id"]: finding for finding in json.loads(run("--json", *words)[0])}


def found(*words):
    """The same without standard pages: ten of them would cost each test half a second, and have a test of their own."""
    return {name: finding for name, finding in everything(*words).items() if "standard-pages" not in name}


@pytest.fixture
def ready(settings, monkeypatch, tmp_path):
    """A site of which nothing is missing."""
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    settings.INTERURBAN_DEMO = False
    settings.INTERURBAN_REPORT_EMAIL = "desk@stad.no"
    settings.INTERURBAN_ENGINES = FAKE
    settings.WAGTAILADMIN_BASE_URL = "https://news.stad.no"
    settings.ALLOWED_HOSTS = [".stad.no"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECRET_KEY = "k" * 20 + "0123456789" * 5
    settings.TIME_ZONE = "Europe/Oslo"
    settings.EMAIL_BACKEND = SMTP
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("i18n.site_checks.get_connection", lambda **_options: Server())
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _path: Disk(50 * 1024**3))
    monkeypatch.setattr(database, "changes_to_make", lambda: 0)  # reading 190 migrations costs a second
    monkeypatch.setattr(database, "is_local", lambda: True)  # the kind of database has a test of its own
    for code in ("en", "fr"):
        structure(code)
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={"name_en": "Stad", "name_fr": "Ville", "tagline_en": "Of the city", "tagline_fr": "De la ville"},
    )
    get_user_model().objects.create_superuser("anna", "anna@stad.no", "sju gåter ved kaia")
    kind("News", name_fr="Nouvelles")
    tag("Prevention", name_fr="Prévention")
    signs.give(worker="here:1", started=timezone.now())
    engines.reset()
    yield
    engines.reset()


@pytest.fixture
def standard_pages():
    for role in [role for role in StandardPage.Role if role]:
        for code in ("en", "fr"):
            home = HomePage.objects.get(locale__language_code=code)
            home.add_child(instance=StandardPage(title=role, slug=role, role=role, locale=home.locale))


class Server:
    def __init__(self, error=None):
        self.error = error

    def open(self):
        if self.error:
            raise self.error

    def close(self):
        pass


class Disk:
    def __init__(self, free):
        self.free = free


def test_nothing_is_missing_until_a_standard_page_is(ready, standard_pages):
    index.complete()
    said, status = run()
    assert (status, "Nothing is missing" in said) == (0, True), said
    StandardPage.objects.filter(role="about", locale__language_code="fr").update(live=False)
    StandardPage.objects.filter(role="privacy").update(live=False)
    findings = everything()
    assert list(findings) == ["articles.site.standard-pages", "articles.site.standard-pages-language"]
    assert "Privacy" in findings["articles.site.standard-pages"]["message"]
    assert "French: About us" in findings["articles.site.standard-pages-language"]["message"]


def test_an_empty_site_is_told_what_it_needs(settings):
    settings.INTERURBAN_DEMO = False
    said, status = run()
    assert status == 1
    for words in ("no administrator", "manage.py ensure_languages", "no content type yet", "No worker runs"):
        assert words in said


def remove(model, **which):
    return lambda: model.objects.filter(**which).delete()


def change(model, **values):
    return lambda: model.objects.update(**values)


def make_user(name, email, password="x", **more):
    return lambda: get_user_model().objects.create_user(name, email, password, **more)


def choose(engine):
    english, french = (Locale.objects.get(language_code=code) for code in ("en", "fr"))
    EngineChoice.objects.create(source=english, target=french, engine=engine, position=1)


ROWS = {
    "i18n.site.engine-absent": lambda: choose("deepl"),
    "articles.site.administrator": lambda: get_user_model().objects.update(is_superuser=False),
    "articles.site.sample-accounts": make_user("editor", "editor@demo.interurban.example"),
    "articles.site.known-password": make_user("moderator", "m@stad.no", "interurban-demo"),
    "articles.site.structure": lambda: NewsIndexPage.objects.get(locale__language_code="fr").delete(),
    "articles.site.structure-hidden": change(HomePage, live=False),
    "articles.site.name": change(SiteSettings, name_en=""),
    "tags.site.no-type": remove(ContentKind),
    "tags.site.no-tag": remove(Tag),
    "i18n.site.worker": lambda: signs.take_back(worker="here:1"),
}
HINTS = {
    "articles.site.name-language": change(SiteSettings, name_fr=""),
    "articles.site.tagline": change(SiteSettings, tagline_fr=""),
    "tags.site.tag-labels": change(Tag, name_fr=None),
    "tags.site.contentkind-labels": change(ContentKind, name_fr=""),
}


def test_what_is_missing_in_the_database_is_found(ready):
    for name, harm in {**ROWS, **HINTS}.items():
        with transaction.atomic():
            harm()
            findings = found()
            transaction.set_rollback(True)
        assert list(findings) == [name]
        assert findings[name]["todo"]
        assert findings[name]["level"] == ("wrong" if name in ROWS else "hint")


SETTINGS = {
    "articles.site.address": {"WAGTAILADMIN_BASE_URL": "news"},
    "articles.site.https": {"WAGTAILADMIN_BASE_URL": "http://news.stad.no"},
    "articles.site.any-host": {"ALLOWED_HOSTS": ["*"]},
    "articles.site.host": {"ALLOWED_HOSTS": ["localhost"]},
    "articles.site.debug": {"DEBUG": True},
    "articles.site.secret-key": {"SECRET_KEY": "short"},
    "i18n.E006": {"INTERURBAN_ENGINES": {**FAKE, "libretranslate": NO_ADDRESS}},
    "articles.site.media": {"MEDIA_ROOT": "/proc/no-such-place"},
    "i18n.site.report-email": {"INTERURBAN_REPORT_EMAIL": "translations@example.org"},
}
SETTINGS_HINTS = {
    "articles.site.local": {"WAGTAILADMIN_BASE_URL": "http://localhost:8000", "ALLOWED_HOSTS": ["localhost"]},
    "articles.site.interface": {"LOCALE_PATHS": []},
    "articles.site.time-zone": {"TIME_ZONE": "UTC"},
    "i18n.site.mail": {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"},
    "i18n.site.engines": {"INTERURBAN_ENGINES": {}},
}


def test_what_is_wrong_with_the_settings_is_found(ready):
    for name, values in {**SETTINGS, **SETTINGS_HINTS}.items():
        engines.reset()
        with override_settings(**values):
            findings = found()
            status = run()[1]
        assert list(findings) == [name]
        assert (findings[name]["level"], status) == (("wrong", 1) if name in SETTINGS else ("hint", 0))
    engines.reset()


def test_the_words_that_readers_see_without_a_catalogue_are_those_of_the_first_language(ready, settings):
    settings.LANGUAGES = [("fr", "French"), ("en", "English"), ("pt", "Portuguese")]
    for first, shown in (("fr", "French"), ("pt", "English")):
        settings.LANGUAGE_CODE = first
        with translation.override("en"):
            said = languages.check_interface()[0].msg
        assert "into: Portuguese." in said
        assert f"Readers see them in {shown}." in said


def test_a_worker_that_is_gone_is_missed_but_not_at_a_start(ready):
    signs.give(worker="here:1", started=timezone.now(), now=timezone.now() - 2 * signs.MISSED_AFTER)
    assert "given no sign since" in found()["i18n.site.worker"]["message"]
    assert found("--starting") == {}


def test_failed_work_is_told_with_its_reason_until_it_is_done(ready):
    work = jobs.enqueue(purpose=jobs.Purpose.PLAN)
    jobs.fail(job=jobs.lease_next(worker="here:1"), reason="The engine was away.")
    assert "1 job failed: The engine was away." in found()["i18n.site.jobs"]["message"]
    work.refresh_from_db()
    jobs.again(job=work)
    jobs.finish(job=jobs.lease_next(worker="here:1"))
    assert TranslationJob.objects.failed().exists()
    assert found() == {}


def test_failed_work_of_a_language_that_was_taken_out_is_not_told(ready, settings):
    made = version(article())
    jobs.enqueue(purpose=jobs.Purpose.REPUBLISH, version=made)
    TranslationJob.objects.filter(version=made).update(status=jobs.Status.FAILED, reason="The page is locked.")
    assert "The page is locked." in found()["i18n.site.jobs"]["message"]
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    assert "i18n.site.jobs" not in found()


def test_missing_pairs_name_debians_packages(ready, settings, monkeypatch):
    settings.LANGUAGES = [("en", "English"), ("es", "Spanish")]
    settings.INTERURBAN_ENGINES = {"apertium": {"class": "i18n.engines.apertium.ApertiumEngine"}}
    monkeypatch.setattr("i18n.engines.apertium.installed_modes", lambda *_args: {})
    engines.reset()
    try:
        assert "apertium-eng-spa" in found()["i18n.site.engines"]["todo"]
    finally:
        engines.reset()


def test_a_mail_server_that_is_away_is_named(ready, monkeypatch, settings):
    settings.EMAIL_HOST = "mail.stad.no"
    monkeypatch.setattr("i18n.site_checks.get_connection", lambda **_options: Server(ConnectionRefusedError("refused")))
    finding = found()["i18n.site.mail-server"]
    assert "mail.stad.no" in finding["message"]
    assert "refused" in finding["message"]


def test_a_test_mail_is_sent(ready, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run("--send-test-mail", "anna@stad.no")
    assert [message.to for message in mail.outbox] == [["anna@stad.no"]]


def test_a_test_mail_that_cannot_be_sent_is_told(ready, monkeypatch):
    def away(*_args, **_options):
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr("articles.management.commands.check_site.send_mail", away)
    assert "refused" in found("--send-test-mail", "anna@stad.no")["articles.site.test-mail"]["message"]


@pytest.mark.parametrize(("free", "name"), [(100, "articles.site.disk-full"), (1000, "articles.site.disk")])
def test_a_full_disk_is_told(ready, monkeypatch, free, name):
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _path: Disk(free * 1024**2))
    assert list(found()) == [name]


def test_a_settings_file_that_others_can_read_is_told(ready, settings, tmp_path):
    path = tmp_path / "site.env"
    path.write_text("SECRET_KEY=x")
    settings.INTERURBAN_ENV_FILE = str(path)
    path.chmod(0o640)
    assert list(found()) == ["articles.site.settings-file"]
    path.chmod(0o600)
    assert found() == {}


def test_a_database_that_everybody_on_the_machine_can_read_is_told(ready, monkeypatch, tmp_path):
    path = tmp_path / "site.sqlite3"
    path.touch(0o644)
    monkeypatch.setattr(public_address, "database_file", lambda: path)
    assert found()["articles.site.database-file"]["todo"] == f"Run: chmod 600 {path}"
    path.chmod(0o640)
    assert found() == {}


def test_a_public_site_on_sqlite_is_told(ready, monkeypatch, database_vendor):
    monkeypatch.setattr(database, "is_local", lambda: False)
    assert list(found()) == (["articles.site.sqlite"] if database_vendor == "sqlite" else [])


def test_without_a_database_nothing_else_is_asked(ready, monkeypatch):
    def away():
        raise DatabaseError("secret address")

    monkeypatch.setattr(database.connection, "ensure_connection", away)
    said, status = run()
    assert "does not answer" in said
    assert "secret" not in said
    assert status == 1


def test_tables_that_are_behind_are_told_alone(ready, monkeypatch):
    monkeypatch.setattr(database, "changes_to_make", lambda: 2)
    assert list(found()) == ["articles.site.tables"]


def test_columns_of_a_new_language_are_missed(ready, monkeypatch):
    monkeypatch.setattr("tags.site_checks.missing_columns", lambda: ["tags_tag.name_pt"])
    assert "tags_tag.name_pt" in found()["tags.site.columns"]["message"]
