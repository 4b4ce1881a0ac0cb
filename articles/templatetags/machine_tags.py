"""What stands in a page's head for machines: JSON-LD, Open Graph, links to feeds."""

from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles import moments, open_graph
from articles import structured_data as data
from articles.feeds import atom, json_feed, rss
from articles.structured_data import ArticleFacts, Crumb
from articles.view_models.share_picture import SIZE, share_facts, share_picture_path

register = template.Library()
_FEEDS = (("atom", atom.TYPE, "Atom"), ("rss", rss.TYPE, "RSS"), ("json", json_feed.TYPE, "JSON Feed"))


@register.filter
def og_locale(code: str) -> str:
    return open_graph.locale_of(code)


@register.simple_tag(takes_context=True)
def home_data(context: Context) -> SafeString:
    """JSON-LD of a language's first page."""
    frame = context["frame"]
    search = reverse("search", kwargs={"language": frame.language})
    return _script(data.web_site(description=frame.tagline.text, search_path=search, site=_site(context)))


@register.simple_tag(takes_context=True)
def article_data(context: Context) -> SafeString:
    """JSON-LD of an article: itself and the way to it."""
    page, frame, reading = context["page"], context["frame"], context["reading"]
    kind = context["kind"]
    facts = ArticleFacts(
        title=context["page_title"],
        summary=context["page_description"],
        path=context["canonical"],
        language=frame.language,
        published=page.published_on,
        updated=moments.changed(page),
        people=[(author.name, author.url) for author in context["authors"]],
        section=kind.text if kind else "",
        keywords=[tag.text for tag in context["tags"]],
        minutes=page.reading_minutes,
        place=strip_tags(context["place"]),
        pictures=_pictures(context),
        licence=frame.site.licence_url,
    )
    news = reverse("news", kwargs={"language": frame.language})
    way = [_home(context), Crumb(gettext("News"), frame.origin + news), Crumb(facts.title)]
    return _script([data.news_article(facts, reading, _site(context)), data.breadcrumbs(way)])


@register.simple_tag(takes_context=True)
def standard_data(context: Context) -> SafeString:
    """JSON-LD of a standard page: the way to it."""
    return _script(data.breadcrumbs([_home(context), Crumb(context["page_title"])]))


@register.simple_tag(takes_context=True)
def collection_data(context: Context) -> SafeString:
    """JSON-LD of the page of a tag or a type: what is on it, and the way to it."""
    thing, frame = context["thing"], context["frame"]
    cards = [(card.title, card.url) for card in context["cards"]]
    page = data.collection(
        name=thing.text,
        name_language=thing.language,
        description=context["description"].text,
        path=context["canonical"],
        entries=cards,
        site=_site(context),
    )
    view, words = ("tags", gettext("All topics")) if context["is_tag"] else ("news", gettext("News"))
    above = Crumb(words, frame.origin + reverse(view, kwargs={"language": frame.language}))
    return _script([page, data.breadcrumbs([_home(context), above, Crumb(thing.text)])])


@register.simple_tag(takes_context=True)
def author_data(context: Context) -> SafeString:
    """JSON-LD of an author's page."""
    name = context["author"].name
    page = data.profile(
        name=name,
        role=context["role"].text,
        description=context["biography"].text,
        path=context["canonical"],
        site=_site(context),
    )
    return _script([page, data.breadcrumbs([_home(context), Crumb(name)])])


@register.simple_tag(takes_context=True)
def feed_links(context: Context, name: str = "", path: str = "") -> SafeString:
    """Links by which feed readers find the feeds of a page; the site's, or those of the tag or type at `path`."""
    frame = context["frame"]
    base = path or reverse("home", kwargs={"language": frame.language})
    title = f"{name} – {frame.site_name}" if name else frame.site_name
    rows = [(content_type, f"{title} ({words})", f"{base}feed.{form}") for form, content_type, words in _FEEDS]
    return format_html_join("\n  ", '<link rel="alternate" type="{}" title="{}" href="{}">', rows)


@register.simple_tag(takes_context=True)
def share_picture(context: Context) -> SafeString:
    """Open Graph of the picture that is made for an article in one language; nothing for one outside of the store."""
    address = _share_address(context)
    if not address:
        return mark_safe("")
    width, height = SIZE
    rows = [
        ("og:image", context["frame"].origin + address),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", _alt(context)),
    ]
    return format_html_join("\n  ", '<meta property="{}" content="{}">', rows)


@register.simple_tag(takes_context=True)
def article_meta(context: Context) -> SafeString:
    """Open Graph of an article: when, by whom, about what."""
    page, frame = context["page"], context["frame"]
    rows = [
        ("article:published_time", page.published_on.isoformat()),
        ("article:modified_time", moments.changed(page).isoformat(timespec="seconds")),
        *(("article:author", frame.origin + author.url) for author in context["authors"]),
    ]
    if context["kind"]:
        rows.append(("article:section", context["kind"].text))
    rows += [("article:tag", tag.text) for tag in context["tags"]]
    return format_html_join("\n  ", '<meta property="{}" content="{}">', rows)


def _share_address(context: Context) -> str:
    page, info = context.get("page"), context.get("info")
    if page is None or info is None or not hasattr(page, "lead_image_id"):
        return ""
    return share_picture_path(page, info, context["frame"].site)


def _alt(context: Context) -> str:
    """What is written on the picture, and what the photograph shows."""
    facts = share_facts(context["page"], context["info"], context["frame"].site)
    lead = context.get("lead")
    parts = [facts.title, facts.label, lead.picture.alt if lead else ""]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _pictures(context: Context) -> list[str]:
    origin = context["frame"].origin
    lead = context["lead"]
    found = [lead.picture.src] if lead else []
    return [origin + path for path in (*found, _share_address(context)) if path]


def _site(context: Context) -> data.Site:
    frame = context["frame"]
    return data.Site(
        name=frame.site_name,
        origin=frame.origin,
        language=frame.language,
        logo=frame.origin + static("img/icon-512.png"),
        profiles=[profile.url for profile in frame.site.profiles],
    )


def _home(context: Context) -> Crumb:
    frame = context["frame"]
    return Crumb(frame.site_name, frame.origin + reverse("home", kwargs={"language": frame.language}))


def _script(content: Any) -> SafeString:
    return format_html('<script type="application/ld+json">{}</script>', data.for_script(content))
