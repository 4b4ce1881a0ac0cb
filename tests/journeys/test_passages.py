"""Who changes the language goes on where she was reading; a link to a sentence works in each."""

from urllib.parse import urlsplit

IN_VIEW = "s => { const box = s.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"


SCROLL = """(s, to) => new Promise((done) => {
  addEventListener("scroll", done, { once: true });
  scrollTo(0, to ?? scrollY + s.getBoundingClientRect().top);
})"""


def _read(page, sentence):
    """She stays there for a while, then scrolls up to the list of languages."""
    page.clock.install()
    for to in (None, 0):
        sentence.evaluate(SCROLL, to)
        page.clock.run_for(3000)


def _change(page, language):
    page.get_by_role("button", name="English").click()
    page.locator(f"#site-languages a[hreflang={language}]").click()
    page.wait_for_url(f"**/{language}/**")


def test_a_change_of_language_lands_on_the_sentence_that_was_read(site, visit, addresses):
    page = visit(site).open(addresses.of("en", "original"))
    sentence = page.locator(".prose > p .s[id]").nth(5)
    name = sentence.get_attribute("id")
    _read(page, sentence)
    _change(page, "es")
    assert urlsplit(page.url).fragment == name
    assert page.locator(f"#{name}").evaluate(IN_VIEW)


def test_at_the_head_of_an_article_nothing_is_added(site, visit, addresses):
    page = visit(site).open(addresses.of("en", "original"))
    _change(page, "ar")
    assert urlsplit(page.url).fragment == ""
