"""People are named in public by consent, which counts for what is already public, too."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from i18n import public
from i18n.models import PublicName
from i18n.services import naming, publishing
from tests.articles import factories as articles
from tests.i18n import factories as make
from tests.i18n import people

pytestmark = pytest.mark.django_db
Choice = PublicName.Choice


def checked_by(*persons):
    """A French article, each sentence approved, by these people in turn."""
    made = articles.version(articles.article(), "fr")
    for number, key in enumerate(make.sentences(made)):
        make.approve(made, key, f"Phrase {number}.", persons[number % len(persons)])
    publishing.publish(version=made, release=True)
    return articles.page_of(made)


def person(name: str, first: str = "", last: str = ""):
    made = make.user(name)
    made.first_name, made.last_name = first, last
    made.save()
    return made


def test_nobody_is_named_unless_they_say_so_and_it_may_change(client: Client):
    amal, lea = person("amal", "Amal", "Haddad"), person("lea", "Léa", "Martin")
    page = checked_by(amal, lea)

    def shown() -> str:
        return client.get(page.url).content.decode()

    html = shown()
    assert "Haddad" not in html
    assert "Martin" not in html
    naming.choose(user=amal, choice=Choice.NAME)
    assert '<strong translate="no"><bdi>Amal Haddad</bdi></strong>' in shown()
    assert 'its-rev-person="Amal Haddad"' in shown()
    naming.choose(user=lea, choice=Choice.ROLE)
    reading = public.reading(page)
    assert (reading.people, reading.others_checked) == (["Amal Haddad"], True)
    assert "its-rev-person" not in shown()
    naming.choose(user=amal, choice=Choice.PSEUDONYM, pseudonym=" <b>Nour</b> ")
    assert "<bdi>&lt;b&gt;Nour&lt;/b&gt;</bdi>" in shown()
    assert "Haddad" not in shown()
    naming.choose(user=amal, choice=Choice.UNNAMED)
    assert "Nour" not in shown()


def test_names_of_many_people_are_one_query(django_assert_num_queries):
    ids = []
    for number in range(5):
        someone = person(f"p{number}", f"P{number}", "X")
        naming.choose(user=someone, choice=Choice.NAME)
        ids.append(someone.pk)
    with django_assert_num_queries(1):
        assert naming.named(ids).names == [f"P{number} X" for number in range(5)]
    with django_assert_num_queries(0):
        assert naming.named([]).names == []


def test_a_choice_that_names_nobody_is_refused():
    nameless = person("nameless")
    for choice in (Choice.NAME, Choice.PSEUDONYM):
        with pytest.raises(ValidationError):
            naming.choose(user=nameless, choice=choice)


def test_each_person_decides_on_their_own_account_page():
    people.ensure()
    somebody = people.member("somebody", "Translators: French")
    browser = people.logged_in(somebody)
    account = reverse("wagtailadmin_account")
    page = browser.get(account).content.decode()
    assert "public_name-choice" in page
    assert 'value="Europe/Oslo"' in page
    assert 'value="localtime"' not in page  # no browser knows it
    form = {
        "name_email-first_name": "Nour", "name_email-last_name": "K.", "name_email-email": somebody.email,
        "notifications-submitted_notifications": "on", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default", "theme-keyboard_shortcuts": "on", "locale-preferred_language": "",
        "locale-current_time_zone": "UTC", "public_name-choice": "pseudonym", "public_name-pseudonym": "",
    }  # fmt: skip
    refused = browser.post(account, form)
    assert refused.status_code == 200
    assert not PublicName.objects.exists()
    saved = browser.post(account, form | {"public_name-pseudonym": "Nour"})
    assert saved.status_code == 302, saved.context and [p.get_form().errors for p in saved.context["panels_by_tab"]]
    assert PublicName.objects.get().pseudonym == "Nour"
