"""Blocks: what they refuse, how they are translated at any depth, and what readers get."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from articles.texts import texts_by_path
from articles.view_models.blocks.tables import in_words
from i18n.models import LanguageVersion, State
from i18n.services import content
from tests.articles import bodies
from tests.articles import factories as make
from tests.i18n.reader_pages import parsed

pytestmark = pytest.mark.django_db
BODY = BodyBlock()


def refusals(kind: str, value: dict[str, Any]) -> dict[str, str]:
    """Part of the block → the message beside it."""
    block = BODY.child_blocks[kind]
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        with translation.override("en"):
            return {name: _message(problem) for name, problem in error.block_errors.items()}
    return {}


def _message(error: ValidationError) -> str:
    return " ".join(error.messages) if hasattr(error, "error_list") else type(error).__name__


def table(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    value = copy.deepcopy(bodies.TABLE)
    change(value["table"])
    return value


REFUSED: list[tuple[str, Callable[[], dict[str, Any]], str, str]] = [
    ("quotation", lambda: bodies.quotation(source=""), "source", "Name the source"),
    ("quotation", lambda: bodies.quotation(source_url="javascript:alert(1)"), "source_url", "URL"),
    ("quotation", lambda: bodies.quotation(source_url="ftp://example.org/"), "source_url", "begins with https://"),
    ("picture", lambda: bodies.picture(alt=" "), "alt", "mark it as decorative"),
    ("link_card", lambda: bodies.link_card(alt=""), "alt", "mark it as decorative"),
    ("link_card", lambda: bodies.link_card(title=""), "title", "required"),
    ("video", lambda: bodies.video(link=""), "file", "Choose a file, or write a link"),
    ("video", lambda: bodies.video(file=bodies.document("film.mp4").pk), "link", "not both"),
    ("video", lambda: bodies.video(link="", file=bodies.document("film.pdf").pk), "file", "do not play “film"),
    ("table", lambda: table(lambda t: t.update(caption=" ")), "table", "caption"),
    ("table", lambda: table(lambda t: t.update(rows=[])), "table", "at least one column and one row"),
    ("table", lambda: table(lambda t: t["columns"][1].update(heading="")), "table", "heading"),
    ("table", lambda: table(lambda t: t.update(rows=t["rows"] * 101)), "table", "too large"),
]


@pytest.mark.parametrize(("kind", "value", "part", "words"), REFUSED)
def test_what_is_missing_in_a_block_is_said_beside_it(kind: str, value: Any, part: str, words: str):
    found = refusals(kind, value())
    assert list(found) == [part]
    assert words in found[part]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("quotation", lambda: bodies.quotation(source="", source_url="")),
        ("link_card", lambda: bodies.link_card(alt="", decorative=True)),
        ("link_card", lambda: bodies.link_card(alt="", image=None)),
        ("video", lambda: bodies.video(poster=None, minutes=None, transcript="", language="")),
        ("box", lambda: bodies.box(make.block("gallery", bodies.gallery()))),
    ],
)
def test_what_may_stay_empty_is_not_asked_for(kind: str, value: Any):
    assert refusals(kind, value()) == {}


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (12000, "en", "12,000"), (2022, "en", "2022"), ("30.5", "fr", "30,5"), ("1234567", "es", "1 234 567"),
        (None, "en", ""), ("", "en", ""), ("many", "en", ""), ("NaN", "en", ""), ("-0.5", "ar", "-0,5"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_manner_of_the_language(value: Any, language: str, words: str):
    with translation.override(language):
        assert in_words(value).replace("\xa0", " ") == words


@pytest.fixture
def source() -> ArticlePage:
    return make.article("Every block", body=bodies.every_block())


@pytest.fixture
def french(source: ArticlePage) -> LanguageVersion:
    return make.version(source, "fr")


def test_every_text_is_translated_at_any_depth_and_nothing_else_is_touched(
    source: ArticlePage, french: LanguageVersion
):
    before, after = content.read_values(source), content.read_values(make.page_of(french))
    assert list(before) == list(after)
    assert {path for path, text in after.items() if text and "fr: " not in text} == set()
    deep = [path for path in after if path.count("/") >= 6 and path.endswith("/caption")]
    assert deep, "a caption in a list in a stream in a struct in a stream"
    assert content.structure_of(source) == content.structure_of(make.page_of(french))
    assert texts_by_path(source).keys() == before.keys(), "readers' pages find each text where the store keeps it"


def test_a_new_optional_field_of_a_block_leaves_stored_pages_as_they_were(source: ArticlePage):
    stored = bodies.raw_body(source)
    old = copy.deepcopy(stored)
    for block in old:
        if block["type"] == "quotation":
            block["value"] = {"text": block["value"]["text"], "attribution": block["value"]["attribution"]}
        if block["type"] == "quotation" and (value := next(b for b in stored if b["id"] == block["id"])["value"]):
            value["source"] = value["source_url"] = ""
    hashes = []
    for raw in (stored, old):
        source.body = BODY.to_python(raw)
        hashes.append(content.structure_hash(source))
    assert hashes[0] == hashes[1]


def test_readers_get_every_block_in_their_language(client: Client, french: LanguageVersion):
    document = parsed(client.get(make.page_of(french).url))
    prose = document.xpath("//div[@class='prose']")[0]
    for text in ("A night with the team", "They walk first.", "Rumours and trust.", "City", "The yearly report",
                 "Find your city here.", "The map makers", "Speech at the harbour", "A library two in May.",
                 "How to take part", "Write to us."):  # fmt: skip
        assert f"fr: {text}" in prose.text_content(), text
    assert not prose.xpath(".//iframe | .//script | .//object | .//embed")
    assert {image.get("alt") for image in prose.xpath(".//aside[@class='box']//div[@class='gallery']//img")} == {
        "fr: A library one seen from the water",
        "fr: A library two seen from the water",
    }
    assert len(prose.xpath("./table | ./div[@class='table']")) == 1
    assert len(document.xpath("//*[@id]")) == len({node.get("id") for node in document.xpath("//*[@id]")})


def test_a_video_loads_nothing_before_a_click_and_never_shows_another_site(client: Client, source: ArticlePage):
    there, here = parsed(client.get(source.url)).xpath("//figure[@class='video']")
    link = there.find("a")
    assert link.get("href") == "https://video.example.net/watch?v=1"
    assert "video.example.net" in link.text_content()
    assert "another site" in there.text_content()
    assert not there.xpath(".//video")
    (video,) = here.xpath("./details[not(@open)]/video")
    assert (video.get("preload"), video.get("src")[-4:]) == ("none", ".mp4")
    assert video.get("controls") is not None
    assert video.get("autoplay") is None
    assert "They walk first." in here.xpath("string(.//details[@class='transcript'])")


def test_a_table_says_what_each_cell_belongs_to(client: Client, french: LanguageVersion):
    (region,) = parsed(client.get(make.page_of(french).url)).xpath("//div[@class='prose']/div[@class='table']/div")
    caption = region.xpath(".//caption")[0]
    assert (region.get("tabindex"), region.get("aria-labelledby")) == ("0", caption.get("id"))
    assert [cell.get("scope") for cell in region.xpath(".//thead//th")] == ["col"] * 3
    assert [row[0].get("scope") for row in region.xpath(".//tbody/tr")] == ["row"] * 2
    assert [cell.text_content().replace("\xa0", " ") for cell in region.xpath(".//td[@class='num']")] == [
        "12 000",
        "30,5",
    ]


def test_rows_that_were_left_empty_are_no_rows_for_readers(client: Client):
    empty = {"values": ["", "", None]}
    page = make.article("Harbours", body=[make.block("table", table(lambda t: t["rows"].append(empty)))])
    assert len(parsed(client.get(page.url)).xpath("//div[@class='table']//tbody/tr")) == 2


def test_documents_and_cards_say_what_a_click_brings(client: Client, source: ArticlePage):
    document = parsed(client.get(source.url))
    listed = document.xpath("//div[@class='documents']//li")[0]
    assert listed.find("a").get("hreflang") == "ar"
    for words in ("PDF", "14", "Arabic"):
        assert words in listed.text_content()
    card = document.xpath("//aside[@class='linkcard']")[0]
    assert card.xpath(".//a/@href") == ["https://www.example.com/cities?a=1&b=2"]
    for words in ("The map makers", "example.com", "Arabic", "Find your city here."):
        assert words in card.text_content()
    quotation = document.xpath("//blockquote")[0]
    assert quotation.get("cite") == quotation.xpath("string(.//footer/a/@href)") == "https://example.org/speech"


def test_open_sentences_of_each_block_lead_to_their_originals(
    client: Client, source: ArticlePage, french: LanguageVersion
):
    article = parsed(client.get(make.page_of(french).url))
    parallel = parsed(client.get(f"{make.page_of(french).url}parallel/"))
    rows = {row.get("id"): row for row in parallel.xpath("//ol[@class='pairs']/li")}
    linked: list[str] = []
    for link in article.xpath("//div[@class='prose']//a[@data-check]"):
        ids = link.get("data-check").split()
        linked += ids
        assert link.get("href").endswith(f"#{ids[0]}")
        heading = parallel.xpath(f"string(//h2[@id=//li[@id='{ids[0]}']/parent::ol/@aria-labelledby])")
        number = [word for word in link.xpath("string(.//span)").split() if word.isdigit()]
        assert [word for word in heading.split() if word.isdigit()] == number, "paragraphs are counted alike"
    assert len(linked) == len(set(linked))
    assert set(linked) <= set(rows)
    within = {"A quay in May.", "A tram one in May.", "A night with the team", "The yearly report", "A map of cities"}
    said = " ".join(rows[ident].text_content() for ident in linked)
    assert {words for words in within if f"fr: {words}" not in said} == set()
    assert any("fr: Rumours and trust." in rows[ident].text_content() for ident in linked)


def test_a_quotation_that_nobody_checked_says_so_beside_the_name(
    client: Client, source: ArticlePage, french: LanguageVersion
):
    words = translation.override("fr")
    with words:
        said = translation.gettext("translation not checked")
    assert said in parsed(client.get(make.page_of(french).url)).xpath("string(//blockquote/footer)")
    assert "not checked" not in parsed(client.get(source.url)).xpath("string(//blockquote/footer)")


def test_what_was_written_past_the_form_runs_nothing(client: Client):
    evil = "javascript:alert(1)"
    body = [
        make.block("link_card", bodies.link_card(url=evil, title="<script>x</script>")),
        make.block("video", bodies.video(link=evil)),
        make.block("quotation", bodies.quotation(source_url=evil)),
        make.block("table", table(lambda t: t.update(caption="<img src=x onerror=y>"))),
        make.block("documents", bodies.documents(documents=[bodies.item({"document": 999999, "title": "Gone"})])),
        make.block("picture", bodies.picture(image=999999)),
        make.block("gallery", {}),
        make.block("video", {"title": "Only a title"}),
    ]
    html = client.get(make.article("Hostile", body=body).url).content.decode()
    assert "javascript:" not in html
    assert "<script>x" not in html
    assert "<img src=x" not in html
    assert "Only a title" in html


def test_search_and_reading_time_know_the_words_of_all_blocks():
    long = "<p>" + "word " * 400 + "</p>"
    page = make.article(
        "Long", body=[make.block("video", bodies.video(transcript=long)), make.block("table", bodies.TABLE)]
    )
    assert page.reading_minutes == 2
    text = page.search_entry.text
    assert "umour" in text
    assert "A night with the team" in text
    assert "Ana" not in text.split(), "credits are not searched"


# The editor


def save(client: Client, page: ArticlePage, raw: list[dict[str, Any]], *, loaded: int | None = None) -> Any:
    """Publish a page with this body through the editor's form, as it was `loaded` (a revision; else the latest)."""
    page = ArticlePage.objects.get(pk=page.pk)
    data = {
        "title": page.title, "slug": page.slug, "summary": page.summary, "place": page.place,
        "lead_alt": "", "lead_caption": "", "lead_credit": "", "published_on": str(page.published_on),
        "kind": page.kind_id, "lead_image": "", "body": bodies.posted(BODY, raw), "comments": inline_formset([]),
        "loaded_revision_id": str(loaded or page.latest_revision_id), "loaded_revision_created_at": "",
        "action-publish": "1",
    }  # fmt: skip
    tags = [tag.pk for tag in page.tags.all()]
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data) | {"tags": tags})


def test_the_editors_form_keeps_every_block_as_it_is_stored(client: Client, source: ArticlePage):
    client.force_login(make.user("root", superuser=True))
    assert save(client, source, bodies.raw_body(source)).status_code == 302
    again = ArticlePage.objects.get(pk=source.pk)
    assert content.structure_hash(again) == content.structure_hash(source)
    assert body_of(again) == body_of(source)


def body_of(page: ArticlePage) -> dict[str, str]:
    """Texts without the keys that the editor gives to paragraphs."""
    return {path: re.sub(r' data-block-key="\w+"', "", text) for path, text in content.read_values(page).items()}


def test_a_deep_text_edited_in_the_page_editor_is_read_back_and_a_block_taken_away_is_refused(
    client: Client, french: LanguageVersion
):
    client.force_login(make.user("root", superuser=True))
    page = make.page_of(french)
    raw = bodies.raw_body(page)
    box = next(block for block in raw if block["type"] == "box")["value"]["content"]
    gallery = next(block for block in box if block["type"] == "gallery")["value"]["pictures"]
    cells = next(block for block in box if block["type"] == "table")["value"]["table"]
    gallery[1]["value"]["caption"] = "Une bibliothèque au mois de mai."
    cells["rows"][0]["values"][1] = "La confiance."
    assert save(client, page, raw).status_code == 302
    texts = make.live_texts(french).values()
    assert {"Une bibliothèque au mois de mai.", "La confiance."} <= set(texts)
    assert "Une bibliothèque au mois de mai." in client.get(page.url).content.decode()
    del cells["rows"][1]
    refused = save(client, page, raw)
    assert refused.status_code == 200
    assert "come from the original" in refused.content.decode()


def test_cells_and_captions_are_reviewed_like_any_sentence(client: Client, french: LanguageVersion):
    client.force_login(make.user("root", superuser=True))
    html = client.get(reverse("translations:review", args=[french.pk])).content.decode()
    for words in ("fr: Rumours and trust.", "fr: A library two in May.", "fr: They talk later."):
        assert words in html, words
    assert french.total > 50
    assert french.state == State.MACHINE


def in_box(raw: list[dict[str, Any]], kind: str) -> Any:
    """The value of a block in the box."""
    box = next(block for block in raw if block["type"] == "box")["value"]["content"]
    return next(block for block in box if block["type"] == kind)["value"]


def test_two_people_who_edit_deep_texts_at_once_both_keep_theirs(client: Client, french: LanguageVersion):
    page = make.page_of(french)
    loaded = page.latest_revision_id
    first, second = bodies.raw_body(page), bodies.raw_body(page)
    in_box(first, "gallery")["pictures"][0]["value"]["caption"] = "La première légende."
    in_box(second, "table")["table"]["rows"][1]["values"][1] = "Les rues, la nuit."
    for name, raw in (("ana", first), ("ben", second)):
        client.force_login(make.user(name, superuser=True))
        assert save(client, page, raw, loaded=loaded).status_code == 302
    assert {"La première légende.", "Les rues, la nuit."} <= set(content.read_values(make.page_of(french)).values())


def test_a_row_and_a_picture_more_in_the_original_leave_all_other_texts(source: ArticlePage, french: LanguageVersion):
    before = make.live_texts(french)
    raw = bodies.raw_body(source)
    in_box(raw, "table")["table"]["rows"].insert(0, {"values": ["Oslo", "Harbours in winter.", 7]})
    in_box(raw, "gallery")["pictures"].insert(0, bodies.item(bodies.picture("A ferry")))
    source.body = BODY.to_python(raw)
    source.save_revision().publish()
    version = LanguageVersion.objects.select_related("group__current_snapshot").get(pk=french.pk)
    wanted = {ref.id for ref in version.group.current_snapshot.skeleton.sentences()}
    assert set(before) <= wanted, "no sentence lost its translation"
    assert len(wanted - set(before)) == 5, "two cells, and a description, a caption and a credit"
