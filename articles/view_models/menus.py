"""Main navigation and footer in the words of a language: as people put them together, else the site's own choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext
from wagtail.models import Page

from articles import languages
from articles.models import Menu, MenuItem, StandardPage
from articles.models.columns import in_language
from articles.view_models.labels import Label, label
from articles.view_models.site import Words, words
from i18n.public import Nearest, nearest
from tags.columns import read

Role = StandardPage.Role
Place = Menu.Place


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link; `page_language` where it leads to a page in another language, `current` as in aria-current."""

    words: Words
    url: str
    page_language: str = ""
    page_language_name: str = ""
    page_language_dir: str = ""
    current: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the footer."""

    heading: Words
    links: list[MenuLink]


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus of a page; `pages`: the standard pages that the site itself links to, by their purpose."""

    main: list[MenuLink]
    columns: list[Column]
    pages: Mapping[str, MenuLink]


def menus(request: HttpRequest, language: str, mail: str) -> Menus:
    """Two queries, whatever the menus. `mail`: where readers write, for the site's own choice of links."""
    items = list(MenuItem.objects.select_related("menu", "page", "tag", "kind").order_by("sort_order", "pk"))
    keys = {item.page.translation_key for item in items if item.page}
    wanted = Q(translation_key__in=keys) | Q(standardpage__role__gt="")
    found = nearest(Page.objects.filter(wanted), language, note="standardpage__role")
    pages = {page.note: _page_link(page, language) for page in found.values() if page.note}
    chosen: dict[int, list[MenuLink]] = {}
    for item in items:
        link = _link(item, found, language)
        if link:
            chosen.setdefault(item.menu_id, []).append(link)
    by_id = {item.menu_id: item.menu for item in items}
    ordered = sorted((by_id[pk] for pk in chosen), key=lambda menu: (menu.order, menu.pk))
    main = [link for menu in ordered if menu.place == Place.MAIN for link in chosen[menu.pk]]
    columns = [
        Column(words(*in_language(menu, "heading", language), language), chosen[menu.pk])
        for menu in ordered
        if menu.place == Place.FOOTER
    ]
    here = iri_to_uri(request.path)
    return Menus(
        main=[_marked(link, here, language) for link in main or _default_main(language, pages)],
        columns=columns or [_default_column(language, pages, mail)],
        pages=pages,
    )


def own_menus(language: str, mail: str) -> Menus:
    """The site's own choice: no query."""
    return Menus(_default_main(language, {}), [_default_column(language, {}, mail)], {})


def _link(item: MenuItem, found: Mapping[str, Nearest], language: str) -> MenuLink | None:
    """The link of an item; nothing where there is nothing public to lead to."""
    if item.page:
        page = found.get(str(item.page.translation_key))
        link = _page_link(page, language) if page else None
    elif item.tag:
        link = _label_link(label(item.tag, "tag", language))
    elif item.kind:
        link = _label_link(label(item.kind, "type", language))
    elif item.view:
        link = _view(item.view, language)
    else:
        link = MenuLink(Words(""), item.address) if item.address else None
    return replace(link, words=_label(item, link.words, language)) if link else None


def _label_link(name: Label) -> MenuLink:
    return MenuLink(Words(name.text, name.language, name.dir), name.url)


def _label(item: MenuItem, name: Words, language: str) -> Words:
    """The label in this language, else the target's name in it, else the label in another, else the name."""
    if read(item, "label", language) or not name.text or name.language:
        own = words(*in_language(item, "label", language), language)
        return own if own.text else name
    return name


def _page_link(page: Nearest, language: str) -> MenuLink:
    name = words(page.title, page.locale, language)
    if page.locale == language:
        return MenuLink(name, page.url)
    return MenuLink(name, page.url, page.locale, languages.own_name(page.locale), languages.direction(page.locale))


def _view(name: str, language: str, text: str = "") -> MenuLink:
    return MenuLink(Words(text or str(MenuItem.View(name).label)), reverse(name, kwargs={"language": language}))


def _marked(link: MenuLink, here: str, language: str) -> MenuLink:
    """With the mark of the page that is shown, or of the list that it belongs to."""
    if link.url == here:
        return replace(link, current="page")
    inside = here.startswith(link.url) and link.url.startswith("/") and link.url != f"/{language}/"
    return replace(link, current="true") if inside else link


def _default_main(language: str, pages: Mapping[str, MenuLink]) -> list[MenuLink]:
    about = [pages[Role.ABOUT]] if Role.ABOUT in pages else []
    return [
        _view("news", language, gettext("News")),
        _view("tags", language, gettext("Topics")),
        *about,
        _view("search", language),
    ]


def _default_column(language: str, pages: Mapping[str, MenuLink], mail: str) -> Column:
    standing: Sequence[MenuLink] = [pages[role] for role in Role.values if role in pages]
    write = MenuLink(Words(gettext("Write to us about a translation")), f"mailto:{mail}")
    links = [_view("news", language), _view("tags", language), *standing, write]
    return Column(Words(gettext("About this site")), links)
