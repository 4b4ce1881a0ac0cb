import re

import pytest
from django.test import Client

from articles.sharing import is_own, mastodon_server, targets
from tests.articles import factories as make


def test_the_row_has_all_ways_in_order():
    row = targets("https://example.org/en/news/a/", "A day & a night", "en")
    assert [target.icon for target in row] == ["linkedin", "x", "facebook", "mastodon", "bluesky", "whatsapp", "mail"]
    for target in row:
        assert "https%3A%2F%2Fexample.org%2Fen%2Fnews%2Fa%2F" in target.url
        assert "A day" not in target.url
    assert row[3].url.startswith("/en/share/mastodon/?url=")
    assert row[-1].url.startswith("mailto:?subject=A%20day%20%26%20a%20night&body=")


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.social", "mastodon.social"),
        (" HTTPS://Mastodon.Social/@me ", "mastodon.social"),
        ("@me@social.example.org", "social.example.org"),
        ("me@social.example.org", "social.example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("mastodon.social.", "mastodon.social"),
    ],
)
def test_a_server_is_understood_in_every_spelling(typed: str, host: str):
    assert mastodon_server(typed) == host


@pytest.mark.parametrize(
    "typed",
    ["", "localhost", "127.0.0.1", "[::1]", "a.b:8080", "javascript:alert(1)", "a b.example", "-a.example", "a..b",
     "x" * 300 + ".example", "evil.example\\@good.example", "é" * 100 + ".example", "http://", "@", "1.2.3.4"],
)  # fmt: skip
def test_what_is_no_public_host_name_is_refused(typed: str):
    with pytest.raises(ValueError, match="address of your server"):
        mastodon_server(typed)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://testserver/en/news/a/", True),
        ("https://testserver/", True),
        ("http://evil.example/", False),
        ("http://testserver@evil.example/", False),
        ("//testserver/", False),
        ("http://testserver\\evil", False),
        ("javascript:alert(1)", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_addresses_of_this_site_are_shared(url: str, own: bool):
    assert is_own(url, "testserver") is own


@pytest.mark.django_db
def test_the_form_leads_to_the_readers_server_and_stores_nothing(client: Client):
    form = client.get("/en/share/mastodon/?url=http://testserver/en/news/a/")
    assert "http://testserver/en/news/a/" in form.content.decode()
    assert (
        "form-action https:" in form.headers["Content-Security-Policy"]
        or "'self' https:" in form.headers["Content-Security-Policy"]
    )
    sent = client.get("/en/share/mastodon/?url=http://testserver/en/news/a/&server=mastodon.social")
    assert sent.headers["Location"] == "https://mastodon.social/share?text=http%3A%2F%2Ftestserver%2Fen%2Fnews%2Fa%2F"
    assert not sent.cookies


@pytest.mark.django_db
def test_a_foreign_address_is_replaced_by_our_own(client: Client):
    sent = client.get("/en/share/mastodon/?url=http://evil.example/&server=mastodon.social")
    assert "evil.example" not in sent.headers["Location"]


@pytest.mark.django_db
def test_a_wrong_server_is_said_beside_the_field(client: Client):
    response = client.get("/en/share/mastodon/?server=nothing")
    assert response.status_code == 400
    assert 'id="server-error"' in response.content.decode()


@pytest.mark.django_db
def test_nothing_of_the_row_is_loaded_before_a_click(client: Client):
    html = client.get(make.article().url).content.decode()
    row = html[html.index('class="share"') : html.index('id="copied"')]
    assert not re.search(r"<(script|iframe|img|link)\b", row)
    assert row.count("<li") == 9
    for name in ("LinkedIn", "Facebook", "Mastodon", "Bluesky", "WhatsApp", "E-mail"):
        assert f'aria-label="Share: {name}"' in row
