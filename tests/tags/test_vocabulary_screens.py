"""Lists, merging and deleting of tags and content types in the admin."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles.models import ArticlePage
from tags.models import ContentKind, Tag
from tags.services import drafts_with, merge_tags, with_uses
from tests.articles.factories import article, version
from tests.i18n import people
from tests.tags.factories import make_kind, make_tag

pytestmark = pytest.mark.django_db


def url(model: Any, view: str, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@pytest.fixture
def moderator(client: Client) -> Client:
    """The product's own group."""
    people.ensure("en", "fr", "ar")
    client.force_login(people.member("mona", "Moderators"))
    return client


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def tags_of(page: Any) -> set[str]:
    return {tag.key for tag in ArticlePage.objects.get(pk=page.pk).tags.all()}


def test_articles_are_counted_once_in_all_languages_and_apart_where_they_are_public() -> None:
    safety, peace, news = make_tag(en="Safety"), make_tag(en="Peace"), make_kind(en="News")
    page = article(tags=[safety], kind=news)
    version(page, "fr")
    article(tags=[safety], kind=news, publish=False)
    assert [(tag.key, tag.public_uses, tag.all_uses) for tag in with_uses(Tag.objects.order_by("key"))] == [
        ("peace", 0, 0), ("safety", 1, 2),
    ]  # fmt: skip
    assert [(kind.public_uses, kind.all_uses) for kind in with_uses(ContentKind.objects.all())] == [(1, 2)]
    safety.related.set([peace])
    assert with_uses(Tag.objects.all()).get(key="peace").all_uses == 0, "a related tag is no article"


def test_the_list_tells_counts_and_missing_names_and_leads_to_them(moderator: Client) -> None:
    safety = make_tag(en="Safety", fr="Sécurité")
    make_tag(en="Peace", fr="Paix", es="Paz", ar="السلام")
    article(tags=[safety])
    html = moderator.get(url(Tag, "list")).content.decode()
    text = words(html)
    for said in ("1 article , 1 public", "Not used", "No name yet in Arabic", "Arabic (1)", "1 is not used"):
        assert said in text, said
    assert re.search(r'<span lang="ar" dir="rtl">السلام</span>', html)
    for query, shown, hidden in (("?missing=ar", "Safety", "Peace"), ("?uses=unused", "Peace", "Safety")):
        names = re.findall(
            r'id="snippet_\d+_title"[^>]*>(.*?)</div>', moderator.get(url(Tag, "list") + query).content.decode(), re.S
        )
        assert shown in words(" ".join(names))
        assert hidden not in words(" ".join(names))
    assert moderator.get(url(Tag, "list") + "?missing=xx&uses=zz&ordering=all_uses").status_code == 200


def test_the_list_takes_the_same_queries_for_few_and_many(moderator: Client) -> None:
    def queries(model: Any) -> int:
        moderator.get(url(model, "list"))
        with CaptureQueriesContext(connection) as captured:
            assert moderator.get(url(model, "list") + "?ordering=-all_uses").status_code == 200
        return len(captured)

    first = [make_tag(en="Tag 0")], make_kind(en="Kind 0")
    article(tags=first[0], kind=first[1])
    few = queries(Tag), queries(ContentKind)
    for number in range(1, 7):
        article(tags=[make_tag(en=f"Tag {number}"), *first[0]], kind=make_kind(en=f"Kind {number}"), publish=False)
    assert (queries(Tag), queries(ContentKind)) == few


# Merging


def merge_form(*items: Any, into: Any, **more: str) -> dict[str, Any]:
    return {"items": [str(getattr(item, "pk", item)) for item in items], "into": str(getattr(into, "pk", into)), **more}


def test_a_merge_is_shown_confirmed_done_once_and_keeps_addresses_in_every_language(moderator: Client) -> None:
    safety = make_tag(en="Safety", fr="Sécurité")
    security = make_tag(en="Security", fr="Sûreté", ar="الأمن")
    page = article(tags=[security])
    french = version(page, "fr")
    chosen = moderator.get(url(Tag, "merge") + f"?item={security.pk}").content.decode()
    assert re.search(rf'value="{security.pk}" checked', chosen)
    shown = words(moderator.post(url(Tag, "merge"), merge_form(security, into=safety)).content.decode())
    for said in ("1 article (1 public)", "takes over a name that it lacks: الأمن", "Sûreté",
                 "fr/ sûreté → fr/ sécurité",
                 "en/ security → en/ safety", "cannot be undone"):  # fmt: skip
        assert said in shown, said
    assert tags_of(page) == {"security"}, "nothing is done before it is confirmed"
    form = merge_form(security, into=safety, confirmed="1")
    answers = [moderator.post(url(Tag, "merge"), form, follow=True) for _press in range(2)]
    assert [answer.redirect_chain[-1][0] for answer in answers] == [url(Tag, "edit", safety.pk)] * 2
    assert "merged into “Safety” already" in answers[1].content.decode()
    assert tags_of(page) == tags_of(ArticlePage.objects.get(pk=french.page_id)) == {"safety"}
    reader = Client()
    for old, new in (("/en/tags/security/", "/en/tags/safety/"), ("/fr/tags/sûreté/", "/fr/tags/s%C3%A9curit%C3%A9/")):
        answer = reader.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
    assert reader.get("/ar/tags/الأمن/").status_code == 200
    history = moderator.get(url(Tag, "history", safety.pk)).content.decode()
    assert "Merged into this: Security" in history


@pytest.mark.parametrize(
    ("items", "into", "message"),
    [
        ([], "safety", "Choose at least one to merge."),
        (["security"], "", "Choose what is to remain."),
        (["safety"], "safety", "cannot be merged into itself"),
        (["999999"], "safety", "is gone"),
        (["security"], "999999", "is gone"),
        (["x\x00", "-1", "9" * 40], "²", "is gone"),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_a_merge_that_makes_no_sense_is_refused_with_the_reason(
    moderator: Client, items: list[str], into: str, message: str, confirmed: dict[str, str]
) -> None:
    tags = {"safety": make_tag(en="Safety"), "security": make_tag(en="Security")}
    form = merge_form(*(tags.get(name, name) for name in items), into=tags.get(into, into), **confirmed)
    answer = moderator.post(url(Tag, "merge"), form)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert Tag.objects.count() == 2


def test_content_types_are_merged_on_a_screen_of_their_own(moderator: Client) -> None:
    news, brief = make_kind(en="News"), make_kind(en="Brief")
    page = article(kind=brief)
    moderator.post(url(ContentKind, "merge"), merge_form(brief, into=news, confirmed="1"))
    assert ArticlePage.objects.get(pk=page.pk).kind == news
    assert Client().get("/en/types/brief/").status_code == 301


def test_several_chosen_in_the_list_lead_to_the_screen(moderator: Client) -> None:
    one, two = make_tag(en="One"), make_tag(en="Two")
    bulk = reverse("wagtail_bulk_action", args=["tags", "tag", "merge"])
    answer = moderator.get(f"{bulk}?id={one.pk}&id={two.pk}&next=/admin/")
    assert answer["Location"] == f"{url(Tag, 'merge')}?item={one.pk}&item={two.pk}"


@pytest.mark.parametrize("group", ["Editors", "Translators: French"])
def test_only_who_looks_after_tags_may_merge(client: Client, group: str) -> None:
    people.ensure("en", "fr")
    client.force_login(people.member("eva", group))
    one, two = make_tag(en="One"), make_tag(en="Two")
    for answer in (
        client.get(url(Tag, "merge")),
        client.post(url(Tag, "merge"), merge_form(one, into=two, confirmed="1")),
    ):
        assert answer.status_code in {302, 403}
    assert Tag.objects.count() == 2


def test_related_tags_follow_a_merge_and_never_lead_to_themselves() -> None:
    safety, security, peace, order = (make_tag(en=name) for name in ("Safety", "Security", "Peace", "Order"))
    security.related.set([safety, peace])
    order.related.set([security])
    merge_tags(tags=[security], into=safety)
    assert {tag.key for tag in safety.related.all()} == {"peace", "order"}
    assert [tag.key for tag in order.related.all()] == ["safety"]


# Deleting and editing


def test_a_tag_in_a_draft_alone_is_not_deleted_and_the_way_to_merge_is_shown(moderator: Client) -> None:
    safety, peace = make_tag(en="Safety"), make_tag(en="Peace")
    page = article(tags=[peace])
    page.tags.set([peace, safety])
    page.save_revision()
    assert (drafts_with(safety), drafts_with(peace)) == (1, 0)
    html = moderator.post(url(Tag, "delete", safety.pk), follow=True).content.decode()
    assert "is in use in 1 draft and was not deleted" in html
    assert f"{url(Tag, 'merge')}?item={safety.pk}" in html
    bulk = reverse("wagtail_bulk_action", args=["tags", "tag", "delete"])
    moderator.post(f"{bulk}?id={safety.pk}&id={peace.pk}&next=/admin/")
    assert Tag.objects.count() == 2


def test_the_form_tells_use_and_old_addresses_and_relates_tags_both_ways(moderator: Client) -> None:
    safety, peace = make_tag(en="Safety"), make_tag(en="Peace")
    safety.slug_en = "urban-safety"
    safety.save()
    article(tags=[safety])
    text = words(moderator.get(url(Tag, "edit", safety.pk)).content.decode())
    assert "In use on 1 page" in text
    assert "en/ safety" in text
    assert moderator.get(url(Tag, "add")).status_code == 200
    fields = {f"{name}_{code}": "" for name in ("name", "description", "slug") for code in ("en", "fr", "es", "ar")}
    form = {**fields, "name_en": "Safety", "slug_en": "urban-safety", "related": [str(peace.pk)]}
    moderator.post(url(Tag, "edit", safety.pk), form)
    assert list(peace.related.all()) == [safety]
    refused = moderator.post(url(Tag, "edit", safety.pk), {**form, "related": [str(safety.pk)]})
    assert refused.status_code == 200, "not related to itself"


def test_the_number_of_articles_leads_to_the_list_of_them(moderator: Client) -> None:
    tag, kind = make_tag(en="Mayors", fr="Maires"), make_kind(en="News")
    page = article("A day in the city", tags=[tag], kind=kind)
    french = version(page, "fr").page
    article("A day elsewhere", tags=[make_tag(en="Other")])
    for item in (tag, kind):
        shown = words(moderator.get(url(type(item), "usage", item.pk)).content.decode())
        assert "A day in the city" in shown and str(french.get_admin_display_title()) in shown
        assert "Article French" in shown
        assert "A day elsewhere" not in shown or item == kind


def test_related_topics_to_choose_stand_in_the_alphabet_of_whoever_chooses(moderator: Client) -> None:
    for english, french in (("Air", "Qualité de l’air"), ("Water", "Énergie de l’eau"), ("Zoo", "Animaux")):
        make_tag(en=english, fr=french)
    mona = get_user_model().objects.get(username="mona")
    UserProfile.objects.update_or_create(user=mona, defaults={"preferred_language": "fr"})
    shown = words(moderator.get(url(Tag, "add")).content.decode())
    assert shown.index("Animaux") < shown.index("Énergie de l’eau") < shown.index("Qualité de l’air")
