"""Main navigation and footer of the demonstration, where nobody has put any together yet."""

from django.db import transaction

from articles.demo.content import DemoContent, Words
from articles.demo.pages import translation_key
from articles.demo.vocabulary import Vocabulary
from articles.models import Menu, MenuItem, StandardPage
from tags.columns import column, column_languages

_TAGS = ("local-democracy", "climate", "culture", "translation")


@transaction.atomic
def ensure_menus(content: DemoContent, vocabulary: Vocabulary) -> list[Menu]:
    """The menus, made where there is none. Returns those that are new."""
    if Menu.objects.exists():
        return []
    keys = {page.key: translation_key(page) for page in content.pages}
    pages = {
        key: StandardPage.objects.filter(translation_key=value, alias_of=None).order_by("pk").first()
        for key, value in keys.items()
    }
    View = MenuItem.View
    main = [MenuItem(view=view) for view in (View.NEWS, View.TAGS)]
    main += [MenuItem(page=pages["about"]), MenuItem(view=View.SEARCH)]
    about = [MenuItem(page=page) for page in pages.values() if page]
    subjects = [MenuItem(tag=vocabulary.tags[key]) for key in _TAGS]
    subjects += [MenuItem(kind=vocabulary.kinds["interview"]), MenuItem(view=View.REPORT)]
    return [
        _menu(Menu.Place.MAIN, {}, 0, main),
        _menu(Menu.Place.FOOTER, content.site.about, 1, about),
        _menu(Menu.Place.FOOTER, content.site.subjects, 2, subjects),
    ]


def _menu(place: str, heading: Words, order: int, items: list[MenuItem]) -> Menu:
    menu = Menu(place=place, order=order)
    for code in column_languages():
        setattr(menu, column("heading", code), heading.get(code, ""))
    for number, item in enumerate(items):
        item.sort_order = number
    menu.items = items
    menu.save()
    return menu
