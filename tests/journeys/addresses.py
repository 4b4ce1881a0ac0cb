"""Where a page of each kind is, in each language: found by links, as readers and search engines find them."""

import os
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from articles.demo.content import Article, load
from articles.slugs import RESERVED
from tests.journeys.patience import until
from tests.journeys.words import say

# Kinds of pages that each language of the demonstration has.
COMMON = (
    "home", "news", "original", "tags", "tag", "kind", "author", "search", "found nothing", "share", "standard",
    "contact", "licence", "not found", "elsewhere", "unknown language", "withdrawn", "broken", "down",
)  # fmt: skip
# Articles of the demonstration in each state that readers meet, in a language from the left and in one from the right;
# between them they have every block.
IN_STATES = (
    ("original", "nordic-safe-cities-summit", "en"), ("original", "arab-towns", "ar"),
    ("machine", "jumelages", "en"), ("machine", "tallinn-green-capital", "fr"), ("machine", "access-city-award", "ar"),
    ("partly", "nordic-safe-cities-summit", "fr"), ("partly", "european-mobility-week", "ar"),
    ("reviewed", "access-city-award", "fr"), ("reviewed", "world-cities-day", "ar"),
    ("outdated", "healthy-cities", "fr"), ("outdated", "healthy-cities", "ar"),
)  # fmt: skip
# Kinds that do not answer 200, as they should not; and what a form answers that was not filled in right.
STATUS = {"not found": 404, "elsewhere": 404, "unknown language": 404, "withdrawn": 410, "broken": 500, "down": 503}
REFUSED = {"refused": 400}
TRANSLATED = ("translation", "parallel", "republish", "how to report", "report form", "thanks", "status")
KINDS = (*COMMON, *TRANSLATED)
# One sender for the few reports that make the pages about them; nobody of the journeys has this network.
SENDER = f"10.251.{os.getpid() % 250}.1"
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    """What the site answered to a request without a browser."""

    status: int
    url: str
    text: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.text.encode(), parser=html.HTMLParser(encoding="utf-8"))

    def href(self, path: str, where: str = "") -> str:
        """The address of the first link that an XPath finds; `where` is text that it contains."""
        for link in self.tree.xpath(path):
            if where in link.text_content():
                return str(link.get("href"))
        raise AssertionError(f"No link {path} with “{where}” on {self.url}")


def fetch(url: str, data: dict[str, str] | None = None, *, language: str = "") -> Answer:
    """A page, redirects followed; errors of HTTP are answers too. `language` is that of the browser."""
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(url, data=body, headers={"X-Forwarded-For": SENDER, "Accept-Language": language})
    try:
        with _direct.open(request, timeout=90) as answer:
            return Answer(answer.status, answer.geturl(), answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, url, error.read().decode())


class Addresses:
    """Addresses of one site by language and kind; each is looked for once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.known: dict[tuple[str, str], str] = {}
        self.content = {article.key: article for article in load().articles}
        self.english, self.french = self.content["nordic-safe-cities-summit"], self.content["jumelages"]

    def of(self, language: str, kind: str) -> str:
        """The whole address of a page."""
        if (language, kind) not in self.known:
            found = getattr(self, f"_{kind.replace(' ', '_')}")(language)
            self.known[language, kind] = urllib.parse.urljoin(self.url, found)
        return self.known[language, kind]

    def page(self, language: str, kind: str) -> Answer:
        return fetch(self.of(language, kind), language=language)

    def _article(self, source: str, language: str) -> str:
        """The demonstration's article that was written in a language, in another one."""
        return self._version(self.english if source == "en" else self.french, language)

    def article(self, key: str, language: str) -> str:
        """The whole address of one of `IN_STATES`."""
        return urllib.parse.urljoin(self.url, self._version(self.content[key], language))

    def _version(self, article: Article, language: str) -> str:
        source, title = article.source, article.title[article.source]
        found = fetch(f"{self.url}/{source}/search/?{urllib.parse.urlencode({'q': title})}")
        written = urllib.parse.urljoin(self.url, found.href("//ol[contains(@class, 'results')]//a", title))
        if language == source:
            return written

        def look() -> str:
            found = fetch(written).tree.xpath(f"//link[@rel='alternate'][@hreflang='{language}']/@href")
            return str(found[0]) if found else ""

        return until(look, f"version of {written} in {language}")

    def _home(self, language: str) -> str:
        return f"/{language}/"

    def _news(self, language: str) -> str:
        return f"/{language}/news/"

    def _original(self, language: str) -> str:
        """An article that was written in the language; where none was, one that people have checked or nobody has."""
        return self._article(language if language in ("en", "fr") else "fr", language)

    def _translation(self, language: str) -> str:
        return self._article("fr" if language == "en" else "en", language)

    def _tags(self, language: str) -> str:
        return f"/{language}/tags/"

    def _tag(self, language: str) -> str:
        return self.page(language, "original").href("//ul[@class='tags']//a")

    def _kind(self, language: str) -> str:
        return urllib.parse.quote(f"/{language}/types/") + _last_part(self._kind_slug(language))

    def _kind_slug(self, language: str) -> str:
        options = self.page(language, "news").tree.xpath("//select[@name='type']/option/@value")
        return next(option for option in options if option)

    def _author(self, language: str) -> str:
        return self.page(language, "original").href("//p[@class='byline']/a")

    def _search(self, language: str) -> str:
        title = self.page(language, "translation").tree.xpath("string(//h1)")
        longest = max(title.split(), key=len).strip(".,:;«»“”")
        return f"/{language}/search/?q={urllib.parse.quote(longest)}"

    def _found_nothing(self, language: str) -> str:
        return f"/{language}/search/?q=qqqqq"

    def _share(self, language: str) -> str:
        return f"/{language}/share/mastodon/?url={urllib.parse.quote(self.of(language, 'original'))}"

    def _standard(self, language: str) -> str:
        """A page such as “About us”: a link of the frame to a name of its own right below the language."""
        found = self.page(language, "home").tree.xpath("//header//a/@href | //footer//a/@href")
        own = [url for url in found if url.startswith(f"/{language}/") and url.count("/") == 3]
        return next(url for url in own if url.split("/")[2] not in RESERVED)

    def _contact(self, language: str) -> str:
        """The one of the frame's pages that has addresses of its own."""
        return self._frame_page(language, "//main//address")

    def _licence(self, language: str) -> str:
        """The page about translation and licence."""
        return self._frame_page(language, "//main//div[@class='prose']//a[@rel='license']")

    def _frame_page(self, language: str, path: str) -> str:
        found = self.page(language, "home").tree.xpath("//footer//a/@href")
        own = [url for url in found if url.startswith(f"/{language}/") and url.split("/")[2] not in RESERVED]
        return next(str(url) for url in own if fetch(urllib.parse.urljoin(self.url, url)).tree.xpath(path))

    def _unknown_language(self, language: str) -> str:
        return "/xx/news/"

    def _elsewhere(self, language: str) -> str:
        """The address of an article in a language that it does not have, so that others are offered."""
        other = "fr" if language == "en" else "en"
        return self.of(other, "original").replace(f"/{other}/", f"/{language}/")

    def _withdrawn(self, language: str) -> str:
        return f"/{language}/on-purpose/withdrawn/"

    def _broken(self, language: str) -> str:
        return f"/{language}/on-purpose/broken/"

    def _down(self, language: str) -> str:
        return f"/{language}/on-purpose/down/"

    def _not_found(self, language: str) -> str:
        return f"/{language}/news/nothing-here/"

    def _republish(self, language: str) -> str:
        return f"{self.of(language, 'translation')}republish/"

    def _parallel(self, language: str) -> str:
        return f"{self.of(language, 'translation')}parallel/"

    def _how_to_report(self, language: str) -> str:
        return f"/{language}/report/"

    def _report_form(self, language: str) -> str:
        data = self._form(language)
        return f"/{language}/report/?page={data['page']}&sentence={data['sentence']}"

    def _form(self, language: str) -> dict[str, str]:
        """What the button beside the second sentence sends."""
        form = self.page(language, "parallel").tree.xpath("//li[contains(@class, 'pair')]/form")[1]
        data = {field.get("name"): field.get("value", "") for field in form.xpath(".//input")}
        button = form.xpath(".//button")[0]
        return {**data, button.get("name"): button.get("value")}

    def _thanks(self, language: str) -> str:
        filed = fetch(f"{self.url}/{language}/report/", self._form(language))
        assert filed.url.endswith("?sent"), f"{filed.status}: the report was not filed"
        assert say(language, "Thank you") in filed.text
        return filed.url

    def _status(self, language: str) -> str:
        return self.of(language, "thanks").removesuffix("?sent")


def _last_part(slug: str) -> str:
    return f"{urllib.parse.quote(slug)}/"
