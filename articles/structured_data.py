"""What pages tell machines about themselves: schema.org as JSON-LD. No query: everything is on the page already."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from i18n.public import Reading, State, VersionInfo

_SCHEMA = "https://schema.org"
# So that no text can end the element that it stands in, or begin a comment in it.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes. Addresses are absolute."""

    name: str
    origin: str
    language: str
    logo: str
    profiles: Sequence[str] = ()

    @property
    def home(self) -> str:
        return f"{self.origin}/{self.language}/"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to a page; the last one needs no address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article as the page shows it. Addresses begin with a slash."""

    title: str
    summary: str
    path: str
    language: str
    published: date
    updated: datetime
    people: Sequence[tuple[str, str]]
    section: str
    keywords: Sequence[str]
    minutes: int
    place: str
    pictures: Sequence[str]
    licence: str


def for_script(data: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> SafeString:
    """JSON that may stand in a `<script>`; a list becomes one graph."""
    whole = {"@graph": list(data)} if isinstance(data, Sequence) else dict(data)
    text = json.dumps({"@context": _SCHEMA, **whole}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))


def news_article(facts: ArticleFacts, reading: Reading | None, site: Site) -> dict[str, Any]:
    """A `NewsArticle`, in one language; the versions name each other."""
    url = site.origin + facts.path
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": facts.title,
        "description": facts.summary,
        "inLanguage": facts.language,
        "datePublished": facts.published.isoformat(),
        "dateModified": facts.updated.isoformat(timespec="seconds"),
        "author": [{"@type": "Person", "name": name, "url": site.origin + path} for name, path in facts.people]
        or [organisation(site)],
        "publisher": organisation(site),
        "articleSection": facts.section,
        "keywords": list(facts.keywords),
        "timeRequired": f"PT{facts.minutes}M",
        "contentLocation": {"@type": "Place", "name": facts.place} if facts.place else None,
        "image": list(facts.pictures),
        "license": facts.licence,
        "isAccessibleForFree": True,
    }
    return _filled(made | (_translation(reading, site) if reading else {}))


def organisation(site: Site) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{site.origin}/#publisher",
            "name": site.name,
            "url": site.home,
            "logo": {"@type": "ImageObject", "url": site.logo},
            "sameAs": list(site.profiles),
        }
    )


def breadcrumbs(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    items = [
        _filled({"@type": "ListItem", "position": number, "name": crumb.name, "item": crumb.url})
        for number, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def collection(
    *, name: str, name_language: str, description: str, path: str, entries: Sequence[tuple[str, str]], site: Site
) -> dict[str, Any]:
    """The page of a tag or a type; `entries` are titles and paths of the articles on it."""
    about: Any = {"@value": name, "@language": name_language} if name_language else name
    items = [
        {"@type": "ListItem", "position": number, "name": title, "url": site.origin + entry}
        for number, (title, entry) in enumerate(entries, start=1)
    ]
    url = site.origin + path
    return _filled(
        {
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": about,
            "description": description,
            "inLanguage": site.language,
            "isPartOf": {"@id": f"{site.home}#site"},
            "publisher": {"@id": f"{site.origin}/#publisher"},
            "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
        }
    )


def profile(*, name: str, role: str, description: str, path: str, site: Site) -> dict[str, Any]:
    """The page of an author."""
    url = site.origin + path
    person = _filled({"@type": "Person", "name": name, "url": url, "jobTitle": role, "description": description})
    return {"@type": "ProfilePage", "@id": url, "url": url, "inLanguage": site.language, "mainEntity": person}


def web_site(*, description: str, search_path: str, site: Site) -> dict[str, Any]:
    """The site in one language, and how to search it."""
    template = f"{site.origin}{search_path}?q={{search_term_string}}"
    return _filled(
        {
            "@type": "WebSite",
            "@id": f"{site.home}#site",
            "url": site.home,
            "name": site.name,
            "description": description,
            "inLanguage": site.language,
            "publisher": organisation(site),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": template},
                "query-input": "required name=search_term_string",
            },
        }
    )


def source_type(reading: Reading) -> str:
    """The IPTC's word for how the text came about, as schema.org writes it; empty where there is none or we do not
    know (docs/machine-readable.md says why these).
    """
    info = reading.info
    if not info.machine_translated:
        return ""
    if reading.engine_trained:
        name = "CompositeWithTrainedAlgorithmicMedia" if info.checked else "TrainedAlgorithmicMedia"
    else:
        name = "CompositeSynthetic" if info.checked else "AlgorithmicMedia"
    return f"{_SCHEMA}/{name}DigitalSource"


def _translation(reading: Reading, site: Site) -> dict[str, Any]:
    info, source = reading.info, reading.source
    made: dict[str, Any] = {"digitalSourceType": source_type(reading), "creativeWorkStatus": _status(info)}
    if info.is_source:
        made["workTranslation"] = [_version(v, site) for v in reading.alternates if v.page_id != info.page_id]
        return made
    if source is not None:
        made["translationOfWork"] = _version(source, site)
    made["translator"] = [{"@type": "Person", "name": name} for name in reading.people]
    return made


def _status(info: VersionInfo) -> str:
    """Only where something is the matter with the text."""
    return str(info.state.label) if info.state in (State.WITHHELD, State.OUTDATED) else ""


def _version(version: VersionInfo, site: Site) -> dict[str, Any]:
    url = site.origin + version.url
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": version.locale, "headline": version.title}


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], ())}
