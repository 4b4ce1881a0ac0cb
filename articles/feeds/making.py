"""A feed from the articles of a list: a fixed number of queries."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from articles import languages, moments
from articles.feeds.feed import ENTRIES, Category, Entry, Feed, Person, Version
from articles.feeds.texts import edition_of, texts_of_entries
from articles.models import ArticlePage
from articles.view_models.clean import absolute
from articles.view_models.labels import Label, description, in_order, label, name_of
from articles.view_models.share_picture import share_picture_path
from articles.view_models.site import SiteFacts, Words
from articles.view_models.state_words import label_html, state_line
from i18n.public import VersionInfo, alternates_of
from tags.models import ContentKind, Tag

FORMS = ("atom", "rss", "json")


@dataclass(frozen=True, slots=True)
class About:
    """What a feed is about: the site, a tag, a content type. `paths`: language → address of its page."""

    key: str
    title: Words
    subtitle: Words
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Made:
    """A feed, and what is needed to write its texts once they are asked for."""

    feed: Feed
    pages: Sequence[ArticlePage]
    alternates: Mapping[int, list[VersionInfo]] = field(repr=False)
    origin: str = ""

    def texts(self) -> dict[int, str]:
        """Page id → content of the entry, the state in words at its top."""
        editions = {entry.page_id: entry.edition for entry in self.feed.entries}
        found = texts_of_entries(self.pages, editions, self.alternates, self.feed.language)
        return {
            entry.page_id: entry.label_html + absolute(found.get(entry.page_id, ""), self.origin)
            for entry in self.feed.entries
        }


def about_site(site: SiteFacts) -> About:
    paths = {code: reverse("home", kwargs={"language": code}) for code in languages.codes()}
    return About("site", Words(site.name), site.tagline, paths)


def about_label(thing: Tag | ContentKind, view: str, language: str) -> About:
    """A tag (view `tag`) or type (view `type`)."""
    paths = {code: label(thing, view, code).url for code in languages.codes()}
    return About(f"{view}/{thing.key}", name_of(thing, language), description(thing, language), paths)


def make(articles: QuerySet[ArticlePage], about: About, site: SiteFacts, origin: str) -> Made:
    """The newest articles: 4 queries."""
    pages = list(articles.select_related("feed_text").defer("body")[:ENTRIES])
    alternates = alternates_of(pages)
    people, topics = _people(pages), _topics(pages, site.language)
    entries = [
        _entry(page, alternates.get(page.pk, []), people.get(page.pk, []), topics.get(page.pk, []), site, origin)
        for page in pages
    ]
    page = origin + iri_to_uri(about.paths[site.language])
    feed = Feed(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"{origin}/{site.language}/{about.key}").urn,
        title=about.title,
        subtitle=about.subtitle,
        language=site.language,
        site_name=site.name,
        page=page,
        urls={form: f"{page}feed.{form}" for form in FORMS},
        versions=[
            Version(code, origin + iri_to_uri(path)) for code, path in about.paths.items() if code != site.language
        ],
        licence=site.licence_url or site.licence.text,
        origin=origin,
        entries=entries,
    )
    return Made(feed, pages, alternates, origin)


def _entry(
    page: ArticlePage,
    versions: Sequence[VersionInfo],
    people: Sequence[Person],
    topics: Sequence[Category],
    site: SiteFacts,
    origin: str,
) -> Entry:
    language = site.language
    info = next((version for version in versions if version.page_id == page.pk), None)
    source = next((version for version in versions if version.is_source), None)
    names = [name_of(page.kind, language)] if page.kind else []
    categories = [Category(name, label(page.kind, "type", language).url) for name in names if page.kind]
    categories += topics
    return Entry(
        page_id=page.pk,
        id=origin + info.short_url if info else uuid.uuid5(page.translation_key, language).urn,
        url=origin + page.reader_path(),
        title=page.title,
        summary=page.summary,
        published=moments.published(page),
        updated=moments.changed(page),
        people=[Person(person.name, origin + person.url) for person in people],
        categories=[Category(each.words, origin + each.url) for each in categories],
        versions=[Version(v.locale, origin + iri_to_uri(v.url)) for v in versions if v.page_id != page.pk],
        state=info.data_state if info else "",
        label=state_line(info),
        label_html=label_html(info, source, origin),
        picture=origin + share_picture_path(page, info, site) if info else "",
        checked=info.checked if info else 0,
        total=info.total if info else 0,
        edition=edition_of(page, info),
    )


def _people(pages: Iterable[ArticlePage]) -> dict[int, list[Person]]:
    """Page id → its authors, in one query."""
    rows = ArticlePage.authors.through.objects.filter(articlepage__in=pages).select_related("author")
    found: dict[int, list[Person]] = {}
    codes = {page.pk: page.locale.language_code for page in pages}
    for row in rows.order_by("author__name", "author__pk"):
        person = Person(row.author.name, row.author.path(codes[row.articlepage_id]))
        found.setdefault(row.articlepage_id, []).append(person)
    return found


def _topics(pages: Iterable[ArticlePage], language: str) -> dict[int, list[Category]]:
    """Page id → its tags by name, in one query."""
    labels: dict[int, Label] = {}
    of_page: dict[int, list[Label]] = {}
    for row in ArticlePage.tags.through.objects.filter(articlepage__in=pages).select_related("tag"):
        if row.tag_id not in labels:
            labels[row.tag_id] = label(row.tag, "tag", language)
        of_page.setdefault(row.articlepage_id, []).append(labels[row.tag_id])
    return {
        pk: [Category(Words(tag.text, tag.language, tag.dir), tag.url) for tag in in_order(tags)]
        for pk, tags in of_page.items()
    }
