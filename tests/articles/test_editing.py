"""The article in Wagtail's editor."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import html
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.blocks import PictureBlock
from articles.models import ArticlePage
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.user("root", superuser=True))
    return client


def form(**changes) -> dict:
    data = {
        "title": "A summit in the north",
        "slug": "a-summit-in-the-north",
        "summary": "What happened.",
        "published_on": "2022-11-02",
        "kind": make.kind().pk,
        "tags": [make.tag().pk],
        "place": "",
        "lead_image": "",
        "lead_alt": "",
        "lead_caption": "",
        "lead_credit": "",
        "body": streamfield([("text", rich_text("<p>Some words.</p>"))]),
        "comments": inline_formset([]),
    }
    data |= changes
    tags = data.pop("tags")
    return nested_form_data(data) | {"tags": tags, "action-publish": "1"}


def create(editor: Client, **changes):
    news = make.structure("en").news
    return editor.post(f"/admin/pages/add/articles/articlepage/{news.pk}/", form(**changes), follow=True)


def test_an_editor_publishes_an_article(editor: Client, client: Client):
    create(editor)
    page = ArticlePage.objects.get()
    assert page.live
    assert "Some words." in Client().get(page.url).content.decode()


def test_the_empty_form_shows_where_the_headline_goes_and_tags_by_their_names(editor: Client):
    for key, name in (("quality", "Air"), ("alps", "Mountains"), ("water", "Harbours")):
        make.tag(name).__class__.objects.filter(name_en=name).update(key=key)
    news = make.structure("en").news
    page = html.fromstring(editor.get(f"/admin/pages/add/articles/articlepage/{news.pk}/").content)
    assert page.xpath("//input[@name='title']/@placeholder") == ["Title"]
    assert page.xpath("//input[@name='tags']/ancestor::div[contains(@class, 'w-field--checkbox_select_multiple')]")
    labels = [label.text_content().strip() for label in page.xpath("//label[input[@name='tags']]")]
    assert labels == ["Air", "Harbours", "Mountains"]


MISSING = {
    "title": "",
    "summary": "",
    "published_on": "",
    "kind": "",
    "tags": [],
}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("summary", "Write a summary of one to three sentences."),
        ("published_on", "Give the publication date."),
        ("kind", "Choose the content type."),
        ("tags", "Choose at least one tag"),
        ("title", "Write a headline."),
    ],
)
def test_what_is_missing_is_said_in_plain_words(editor: Client, field: str, message: str):
    response = create(editor, **{field: MISSING[field]})
    assert message in response.content.decode()
    assert not ArticlePage.objects.filter(live=True).exists()


def test_a_reserved_word_is_refused_as_slug(editor: Client):
    assert "is an address of the site itself" in create(editor, slug="parallel").content.decode()


def test_a_picture_needs_a_description_or_is_decorative(editor: Client):
    image = make.picture()
    assert "Describe the picture" in create(editor, lead_image=image.pk).content.decode()
    create(editor, lead_image=image.pk, lead_decorative="on")
    assert ArticlePage.objects.get().lead_decorative


def test_a_picture_in_the_text_needs_a_description_or_is_decorative():
    block = PictureBlock()
    value = {"image": make.picture(), "alt": " ", "decorative": False, "caption": "", "credit": ""}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value | {"image": value["image"].pk}))
    block.clean(block.to_python(value | {"image": value["image"].pk, "decorative": True}))


def test_reading_time_is_computed_per_language():
    words = "<p>" + "word " * 400 + "</p>"
    page = make.article("Long", body=[make.block("text", words)])
    assert page.reading_minutes == 2
    page.body = page.body.stream_block.to_python([make.block("text", "<p>Court métrage.</p>")])
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.reading_minutes == 1


def test_every_page_of_the_editor_opens(editor: Client):
    page = make.article("Open me", lead_image=make.picture(), lead_alt="x")
    author = make.author()
    for path in ("/admin/", f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{make.structure().news.pk}/",
                 f"/admin/pages/add/articles/articlepage/{make.structure().news.pk}/",
                 f"/admin/snippets/articles/author/edit/{author.pk}/", "/admin/snippets/articles/author/add/",
                 "/admin/settings/articles/sitesettings/", "/admin/images/", "/admin/documents/"):  # fmt: skip
        assert editor.get(path, follow=True).status_code == 200, path
