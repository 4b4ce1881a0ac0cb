"""The content that the demonstration ships: complete, true to its own format, and well typeset."""

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from articles.blocks import BodyBlock
from articles.demo.blocks import blocks_in
from articles.demo.content import (
    FOLDER,
    PICTURES,
    SITE_LANGUAGES,
    Article,
    CallOut,
    ContentError,
    Heading,
    Picture,
    Quotation,
    Text,
    load,
)
from articles.demo.marks import BadMarkup, marks_of, words_of
from articles.models import StandardPage
from articles.reading_time import minutes
from i18n.segments import split_sentences

CONTENT = load()
ARTICLES = {article.key: article for article in CONTENT.articles}
SUMMIT = ARTICLES["nordic-safe-cities-summit"]
SHORT = ARTICLES["world-cities-day"]
SHORT_FILE = "world-cities-day.toml"
VERSIONS = [
    pytest.param(text, language, id=f"{text.key}-{language}")
    for text in (*CONTENT.articles, *CONTENT.pages)
    for language in text.languages
]
ARABIC = re.compile(r"[\u0621-\u064a]")


def in_language(language: str) -> list[str]:
    """Every text of the demonstration in a language, without marks."""
    texts: list[str] = []
    for article in (*CONTENT.articles, *CONTENT.pages):
        if language in article.languages:
            texts += [words_of(sentence) for sentence in article.sentences(language)]
            texts += article.lines(language)
    for tag in CONTENT.tags.values():
        texts += [tag.name[language], tag.description[language]]
    texts += [kind.name[language] for kind in CONTENT.kinds.values()]
    texts += [author.role[language] for author in CONTENT.authors.values()]
    return [*texts, CONTENT.site.name[language], CONTENT.site.tagline[language], CONTENT.site.footer[language]]


def whole_text(article: Article, language: str) -> str:
    """Title, summary and body: what a reader's minutes are counted from."""
    headings = (block.text[language] for block in article.blocks if isinstance(block, Heading))
    sentences = (words_of(sentence) for sentence in article.sentences(language))
    return "\n".join((article.title[language], *headings, *sentences))


def words(article: Article, language: str) -> int:
    return len(re.findall(r"\w[\w'’\-]*", whole_text(article, language)))


# What there is


def test_fifteen_articles_in_order_of_publication() -> None:
    dates = [article.published for article in CONTENT.articles]
    assert len(dates) == 15
    assert dates == sorted(dates)
    assert date(2022, 9, 1) <= dates[0] and dates[-1] <= date(2023, 3, 31)


def test_english_and_french_are_sources() -> None:
    assert Counter(article.source for article in CONTENT.articles) == {"en": 11, "fr": 2, "es": 1, "ar": 1}


def test_spanish_is_left_to_the_machine_but_for_one_original() -> None:
    assert [article.key for article in CONTENT.articles if "es" in article.languages] == ["congreso-de-daejeon"]


def test_some_articles_have_no_french_and_some_no_arabic() -> None:
    assert sum("fr" not in article.languages for article in CONTENT.articles) == 4
    assert sum("ar" not in article.languages for article in CONTENT.articles) == 3


def test_summit_report_of_2_november_2022() -> None:
    assert SUMMIT.published == date(2022, 11, 2)
    assert SUMMIT.source == "en"
    body = [sentence for sentence in SUMMIT.sentences("en") if sentence.endswith((".", ":", "?"))]
    assert len(body) >= 20
    marks = sum((marks_of(sentence) for sentence in body), Counter())
    assert sum(tag == "a" for tag, _address in marks) >= 3
    assert sum(count for (tag, _address), count in marks.items() if tag == "b") >= 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_summit_report_takes_two_minutes(language: str) -> None:
    assert 350 <= words(SUMMIT, language) <= 440
    assert minutes(whole_text(SUMMIT, language), language) == 2


def test_short_news_item_has_four_paragraphs_and_no_picture() -> None:
    assert SHORT.picture is None
    (text,) = SHORT.blocks
    assert isinstance(text, Text)
    assert [part.style for part in text.parts] == ["paragraph"] * 4


@pytest.mark.parametrize("article", [a for a in CONTENT.articles if a not in (SHORT, SUMMIT)], ids=lambda a: a.key)
def test_other_articles_have_150_to_400_words_and_a_picture(article: Article) -> None:
    assert 150 <= words(article, article.source) <= 400
    assert article.picture is not None


def test_every_kind_of_block_is_in_use() -> None:
    used = {block.type for article in CONTENT.articles for block in blocks_in(article.blocks)}
    assert used == set(BodyBlock().child_blocks)
    styles = {p.style for a in CONTENT.articles for b in a.blocks if isinstance(b, Text) for p in b.parts}
    assert styles == {"paragraph", "bullets", "numbers"}


def test_articles_have_three_or_four_tags() -> None:
    assert all(len(set(article.tags)) in (3, 4) for article in CONTENT.articles)


def test_every_tag_and_author_is_in_use() -> None:
    assert {tag for article in CONTENT.articles for tag in article.tags} == set(CONTENT.tags)
    assert {author for article in CONTENT.articles for author in article.authors} == set(CONTENT.authors)
    assert len(CONTENT.tags) == 25


def test_authors_say_that_they_are_samples() -> None:
    for author in CONTENT.authors.values():
        assert author.role["en"].startswith("Sample account")


@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_slugs_are_unique_in_each_language(language: str) -> None:
    for vocabulary in (CONTENT.tags, CONTENT.kinds):
        slugs = [entry.slug[language] for entry in vocabulary.values()]
        assert len(slugs) == len(set(slugs))
        assert all(re.fullmatch(r"\w+(-\w+)*", slug) and slug == slug.lower() for slug in slugs)
        if language == "ar":
            assert all(ARABIC.match(slug) for slug in slugs)
        else:
            assert all(slug.isascii() for slug in slugs)


def test_each_purpose_has_its_standard_page_in_every_language() -> None:
    assert {page.role for page in CONTENT.pages} == set(StandardPage.Role.values) - {""}
    assert all(set(page.languages) == set(SITE_LANGUAGES) for page in CONTENT.pages)


# Texts


@pytest.mark.parametrize(("article", "language"), VERSIONS)
def test_marks_correspond_sentence_by_sentence(article: Article, language: str) -> None:
    pairs = zip(article.sentences(article.source), article.sentences(language), strict=True)
    assert all(marks_of(source) == marks_of(sentence) for source, sentence in pairs)


def test_links_lead_to_home_pages() -> None:
    links = {
        address for a in CONTENT.articles for s in a.sentences(a.source) for tag, address in marks_of(s) if tag == "a"
    }
    assert links
    assert all(urlsplit(link).scheme == "https" and urlsplit(link).path == "/" for link in links)


def test_quotations_come_from_the_article_itself_or_are_proverbs() -> None:
    for article in CONTENT.articles:
        for block in article.blocks:
            if isinstance(block, Quotation):
                for language in article.languages:
                    prose = " ".join(words_of(s) for b in article.blocks if isinstance(b, Text)
                                     for p in b.parts for s in p.sentences[language])  # fmt: skip
                    quoted = block.text(language).rstrip(".")
                    is_passage = quoted.casefold() in prose.casefold()
                    assert is_passage or block.source[language] in ("Proverb", "Proverbe", "مثل سائر")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_sentence_occurs_in_two_articles(language: str) -> None:
    seen = Counter(
        sentence for a in CONTENT.articles if language in a.languages for sentence in set(a.sentences(language))
    )
    assert [sentence for sentence, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_typewriter_signs_are_absent(language: str) -> None:
    for text in in_language(language):
        assert not set(text) & set("'\"…\t"), text
        assert "  " not in text and "..." not in text and " - " not in text, text


def test_french_spaces_before_double_signs_do_not_break() -> None:
    narrow, wide = "\u202f", "\u00a0"
    for text in in_language("fr"):
        assert not re.search(f"[^{narrow}][;!?]", text), text
        assert not re.search(f"[^{wide}]:", text), text
        assert not re.search(f"«[^{wide}]|[^{wide}]»", text), text


def test_english_keeps_signs_close() -> None:
    assert not [text for text in in_language("en") if re.search(r"\s[;:!?,.]", text)]


def test_arabic_is_written_in_arabic_letters_with_arabic_signs() -> None:
    for text in in_language("ar"):
        assert ARABIC.search(text) or text == "Interurban", text
        assert not set(text) & set(",;?"), text


@pytest.mark.parametrize(("article", "language"), VERSIONS)
def test_the_text_engine_cuts_paragraphs_into_the_authored_sentences(article: Article, language: str) -> None:
    blocks = [block.parts for block in article.blocks if isinstance(block, Text | CallOut)]
    paragraphs = [part.sentences[language] for parts in blocks for part in parts if part.style == "paragraph"]
    items = [(s,) for parts in blocks for part in parts if part.style != "paragraph" for s in part.sentences[language]]
    quotations = [block.sentences[language] for block in article.blocks if isinstance(block, Quotation)]
    for authored in (article.summary[language], *paragraphs, *items, *quotations):
        sentences = [words_of(sentence) for sentence in authored]
        assert [piece.strip() for piece in split_sentences(" ".join(sentences), language)] == sentences


# Pictures


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.jpg")), ids=lambda path: path.stem)
def test_pictures_are_light_and_of_one_size(path: Path) -> None:
    assert path.stat().st_size <= 150_000
    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 1067))
    assert (PICTURES / "src" / f"{path.stem}.svg").is_file()


def test_every_picture_is_in_use() -> None:
    used = {
        picture.file
        for article in CONTENT.articles
        for picture in (article.picture, *article.blocks)
        if isinstance(picture, Picture)
    }
    assert used == {path.name for path in PICTURES.glob("*.jpg")}
    assert len(used) == 12


# Parts as HTML


def test_parts_become_paragraphs_and_lists() -> None:
    text = next(block for block in SUMMIT.blocks if isinstance(block, Text) and block.parts[-1].style == "bullets")
    html = text.html("en")
    assert html.startswith("<p>Safety is local") and html.count("<li>") == 3 and html.endswith("</li></ul>")
    first = SUMMIT.blocks[0]
    assert isinstance(first, Text)
    assert ">Nordic Safe Cities</a> (NSC) held its summit in Copenhagen. Cities and" in first.html("en")


# Mistakes are named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER / "content", tmp_path / "content"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (SHORT_FILE, "    'The main event took place in Shanghai.',\n", "", "fr has 2 sentences, en has 1"),
        (SHORT_FILE, "<b>Objectifs de développement durable</b>", "Objectifs", "marks [] do not correspond"),
        (SHORT_FILE, "<b>Objectifs", "<u>Objectifs", "<u> is not among the marks"),
        (SHORT_FILE, "durable</b>", "durable", "<b> is not closed"),
        (SHORT_FILE, "'public-space'", "'public-spice'", "unknown tag “public-spice”"),
        (SHORT_FILE, "kind = 'news'", "kind = 'poem'", "unknown content type “poem”"),
        (SHORT_FILE, "['desk']", "['nobody']", "unknown author “nobody”"),
        (SHORT_FILE, "published = 2022-10-31", "published = '31 October'", "“published” must be a date"),
        (SHORT_FILE, "key = 'world", "key = 'whole-world", "“key” must be the name of the file"),
        (SHORT_FILE, "languages = ['en', ", "languages = [", "“languages” must begin with the source"),
        (SHORT_FILE, "type = 'text'", "type = 'film'", "unknown type “film”"),
        (SHORT_FILE, "fr = 'Shanghai'", "es = 'Shanghái'", "unknown: es"),
        ("jumelages.toml", "twin-bridges.jpg", "no-bridge.jpg", "there is no picture “no-bridge.jpg”"),
        ("jumelages.toml", "style = 'bullets'", "style = 'stars'", "unknown style “stars”"),
        ("jumelages.toml", "source = 'fr'", "source = fr", "jumelages.toml: Invalid value"),
        ("tags.toml", "slug = { en = 'peace'", "slug = { en = 'health'", "“health” occurs twice in en"),
        ("site.toml", "es = 'Interurban'\n", "", "“es” is missing"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_the_reason(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(message)) as caught:
        load(folder)
    assert str(caught.value).startswith(file)


@pytest.mark.parametrize(
    "sentence",
    [
        "a <b>b</i>",
        "a</b>",
        "<br/>",
        "a & b",
        "a < b",
        "<a href='http://x.org/'>x</a>",
        "<b class='x'>b</b>",
        "&nbsp;",
        "&#39;",
    ],
)
def test_marks_that_are_not_well_formed_are_refused(sentence: str) -> None:
    with pytest.raises(BadMarkup):
        marks_of(sentence)


def test_words_of_a_sentence_have_no_marks() -> None:
    assert words_of('Climate &amp; <a href="https://example.org/">Energy</a>') == "Climate & Energy"
