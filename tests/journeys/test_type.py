"""Right in every script: faces, lines, sizes, hyphens and quotation marks by the language of the text.

The figures are those of the design: measured, not read from the stylesheet.
"""

import pytest
from django.conf.locale import LANG_INFO

from articles.languages import is_latin

# language: first face of headlines and text; line height of the headline, of the text; headline in px at 1280.
_FACES = {
    "en": ("Bricolage", "Source Serif", 1.1, 1.55, 46),
    "fr": ("Bricolage", "Source Serif", 1.1, 1.55, 46),
    "ru": ("Avenir Next", "Charter", 1.1, 1.55, 46),
    "el": ("Avenir Next", "Charter", 1.1, 1.55, 46),
    "ar": ("Noto Kufi Arabic", "Noto Naskh Arabic", 1.4, 1.85, 38),
    "fa": ("Noto Kufi Arabic", "Noto Naskh Arabic", 1.4, 1.85, 38),
    "hi": ("Noto Sans Devanagari", "Noto Serif Devanagari", 1.35, 1.75, 37),
    "zh-hans": ("PingFang SC", "PingFang SC", 1.3, 1.75, 37),
    "ja": ("Hiragino Sans", "Hiragino Sans", 1.3, 1.75, 37),
    "ko": ("Apple SD Gothic Neo", "Apple SD Gothic Neo", 1.3, 1.75, 37),
}
_MEASURE = """(language) => {
  document.documentElement.lang = language;
  const measure = (selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    const size = parseFloat(style.fontSize);
    return {
      face: style.fontFamily.split(",")[0].replaceAll('"', ""),
      line: Math.round(parseFloat(style.lineHeight) / size * 100) / 100,
      spacing: parseFloat(style.letterSpacing) || 0,
      size: Math.round(size),
    };
  };
  return [measure("h1"), measure(".prose > p")];
}"""
_NAMES = (
    "//nav//a[@hreflang]/span[@lang]",
    "//nav[@id='site-languages']//a",
    "//p[@class='byline']/a[contains(@href, '/authors/')]",
    "//main//a[starts-with(@href, 'mailto:')][contains(., '@')]",
)
_WITH_OUR_FONTS = """(codes) => codes.filter((code) => {
  document.documentElement.lang = code;
  return /Bricolage|Source Serif/.test(getComputedStyle(document.body).fontFamily);
})"""


def test_each_script_has_the_faces_and_lines_of_the_design(site, visit, addresses):
    page = visit(site).open(addresses.of("en", "original"))
    for language, (display, text, tight, leading, size) in _FACES.items():
        headline, paragraph = page.evaluate(_MEASURE, language)
        assert (headline["face"], paragraph["face"]) == (display, text), language
        assert (headline["line"], paragraph["line"]) == (tight, leading), language
        assert (headline["size"], paragraph["size"]) == (size, 19), language
        # Letters that join, or stand in squares, are never pulled together.
        assert (headline["spacing"] < 0) == (display == "Bricolage"), language


def test_only_languages_whose_letters_our_fonts_have_ask_for_them(site, visit, addresses):
    page = visit(site).open(addresses.of("ar", "contact"))
    codes = sorted(code for code, info in LANG_INFO.items() if "name_local" in info)
    assert page.evaluate(_WITH_OUR_FONTS, codes) == [code for code in codes if is_latin(code)]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_words_break_and_quotations_are_marked_as_the_language_does(site, visit, addresses, language):
    """Browsers do both by `lang`: it must be there, and no rule may stand in the way."""
    reader = visit(site, width=360)
    page = reader.open(addresses.of(language, "translation"))
    paragraph = page.locator(".prose > p").first
    assert paragraph.evaluate("one => getComputedStyle(one).hyphens") == "auto"
    assert paragraph.evaluate("one => one.closest('[lang]').lang") == language
    quotation = reader.open(addresses.of(language, "report form")).locator("main q")
    assert quotation.evaluate("one => getComputedStyle(one).quotes") == "auto"
    assert quotation.evaluate("one => getComputedStyle(one, '::before').content") == "open-quote"
    assert quotation.get_attribute("lang") != language


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_ask_not_to_be_translated(addresses, language):
    """Of the site, of languages in themselves, of people, and addresses of mail: a browser's translation keeps them."""
    for kind in ("original", "translation", "author", "contact"):
        tree = addresses.page(language, kind).tree
        kept = "ancestor-or-self::*[@translate='no']"
        assert tree.xpath(f"//a[@class='brand'][{kept}]"), kind
        for names in _NAMES:
            assert tree.xpath(f"count({names}[not({kept})])") == 0, (kind, names)
