"""An empty site begins: languages, groups, a first account, a name; a second time nothing happens."""

import io
import sys

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from articles.management.commands import begin_site
from articles.models import ArticlePage, HomePage, SiteSettings

pytestmark = pytest.mark.django_db
VARIABLES = {"EMAIL": "anna@stad.example", "NAME": "Anna Berg"}
GOOD = "sju gåter ved kaia"


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    for name in ("ADMIN_EMAIL", "ADMIN_NAME", "ADMIN_PASSWORD", "SITE_NAME"):
        monkeypatch.delenv(f"INTERURBAN_{name}", raising=False)


@pytest.fixture
def anna(monkeypatch):
    for name, value in VARIABLES.items():
        monkeypatch.setenv(f"INTERURBAN_ADMIN_{name}", value)


@pytest.fixture
def typed(monkeypatch):
    """Answers at a terminal: lines and passwords."""

    def sit_down(lines, passwords):
        lines, passwords = iter(lines), iter(passwords)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _question: next(lines))
        monkeypatch.setattr(begin_site.getpass, "getpass", lambda _question: next(passwords))

    return sit_down


def begin(*words):
    output = io.StringIO()
    call_command("begin_site", *words, stdout=output)
    return output.getvalue()


def state():
    users = list(get_user_model().objects.order_by("pk").values())
    names = list(SiteSettings.objects.values())
    return (
        users,
        names,
        list(Page.objects.values_list("pk", "title")),
        list(Group.objects.values_list("name", flat=True)),
    )


def test_from_the_environment_with_a_password_that_is_shown_once(anna, monkeypatch):
    monkeypatch.setenv("INTERURBAN_SITE_NAME", "Stad")
    monkeypatch.setenv("INTERURBAN_SITE_NAME_FR", "Ville")
    said = begin("--no-input")
    user = get_user_model().objects.get()
    password = said.split("password: ")[1].split()[0]
    assert user.check_password(password)
    assert (user.username, user.first_name, user.last_name) == ("anna@stad.example", "Anna", "Berg")
    assert user.is_superuser
    assert user.is_active
    named = SiteSettings.objects.get()
    assert (named.name_en, named.name_fr, named.name_ar) == ("Stad", "Ville", "Stad")
    assert set(HomePage.objects.values_list("locale__language_code", flat=True)) == {"en", "fr", "es", "ar"}
    assert Group.objects.filter(name="Editors").exists()
    assert not ArticlePage.objects.exists()
    before = state()
    again = begin("--no-input")
    assert state() == before
    assert password not in again
    assert "nothing was changed" in again


def test_a_given_password_is_kept_and_never_shown(anna, monkeypatch):
    monkeypatch.setenv("INTERURBAN_ADMIN_PASSWORD", GOOD)
    assert GOOD not in begin("--no-input")
    assert get_user_model().objects.get().check_password(GOOD)


@pytest.mark.parametrize("password", ["short", "password1234", "anna@stad.example"])
def test_a_weak_password_begins_nothing(anna, monkeypatch, password):
    monkeypatch.setenv("INTERURBAN_ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        begin("--no-input")
    assert not get_user_model().objects.exists()


def test_without_a_terminal_an_address_is_needed():
    with pytest.raises(CommandError, match="INTERURBAN_ADMIN_EMAIL"):
        begin("--no-input")


def test_at_a_terminal_wrong_answers_are_asked_again(typed):
    typed(
        ["Anna Berg", "anna at stad", "Anna Berg", "anna@stad.example", "", "Stad", "Ville", "", ""],
        ["password123", GOOD, "other than before", GOOD, GOOD],
    )
    said = begin()
    assert get_user_model().objects.get().check_password(GOOD)
    assert "not the same" in said
    assert GOOD not in said
    named = SiteSettings.objects.get()
    assert (named.name_en, named.name_fr, named.name_es) == ("Stad", "Ville", "")
    typed([], [])
    assert "nothing was changed" in begin()


def test_wagtail_follows_the_address_until_it_is_a_public_one(anna, settings):
    """A site is begun on somebody's own machine and moves to its place later: mails must not lead to the machine."""
    for address, known in (("http://localhost:8000", ("localhost", 8000)), ("http://127.0.0.1", ("127.0.0.1", 80))):
        settings.WAGTAILADMIN_BASE_URL = address
        begin("--no-input")
        assert Site.objects.values_list("hostname", "port").get() == known
    settings.WAGTAILADMIN_BASE_URL = "https://news.example.org"
    begin("--no-input")
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("news.example.org", 443)
    settings.WAGTAILADMIN_BASE_URL = "https://other.example.org"
    begin("--no-input")
    assert Site.objects.get().hostname == "news.example.org"


def test_the_demonstration_and_a_site_of_ones_own_never_share_a_database(anna):
    sample = get_user_model().objects.create_user("editor", "editor@demo.interurban.example", "x")
    with pytest.raises(CommandError, match="holds the demonstration"):
        begin("--no-input")
    sample.delete()
    begin("--no-input")
    with pytest.raises(CommandError, match="somebody began"):
        call_command("load_demo")
    assert not ArticlePage.objects.exists()
