"""The form of a search: what may be chosen, what is, and its address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from articles import languages
from articles.search.asking import LONGEST
from articles.search.look_up import Limits
from articles.view_models.labels import Label, in_order, label
from tags.labels import resolve_kind, resolve_tag
from tags.models import ContentKind, Tag

# Texts of people; everything in the language; everything, in other languages too.
CHECKED, MACHINE, ALL = "checked", "machine", "all"
_LONGEST_SLUG = 255

_Thing = TypeVar("_Thing", Tag, ContentKind)


@dataclass(frozen=True, slots=True)
class Option:
    """One of a list to choose from."""

    value: str
    text: str
    language: str = ""
    dir: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A search as it was asked for. Two queries for what may be chosen; more for an old spelling of a topic."""

    page_language: str
    query: str
    language: str
    tag: str
    kind: str
    show: str
    tags: list[Tag]
    kinds: list[ContentKind]
    chosen_tag: Tag | None
    chosen_kind: ContentKind | None

    @property
    def impossible(self) -> bool:
        """A topic or type is asked for that does not exist: nothing has it."""
        return bool((self.tag and not self.chosen_tag) or (self.kind and not self.chosen_kind))

    @property
    def narrowed(self) -> bool:
        return bool(self.tag or self.kind or self.show != ALL)

    @property
    def refined(self) -> bool:
        """Whether more than words is asked for: then the form shows what."""
        return self.narrowed or self.language != self.page_language

    @property
    def limits(self) -> Limits:
        return Limits(self.chosen_tag, self.chosen_kind, self.show == CHECKED)

    @property
    def others(self) -> list[str]:
        """Languages that are looked through beside the one asked for."""
        return [code for code in languages.codes() if code != self.language] if self.show == ALL else []

    @property
    def state(self) -> dict[str, str]:
        """The parameters of its address, those that say nothing left out."""
        language = "" if self.language == self.page_language else self.language
        show = "" if self.show == ALL else self.show
        state = {"q": self.query, "in": language, "tag": self.tag, "type": self.kind, "show": show}
        return {name: value for name, value in state.items() if value}

    def address(self, **changes: str) -> str:
        """The address of this search with something changed."""
        state = replace(self, **changes).state  # type: ignore[arg-type]
        return f"{reverse('search', kwargs={'language': self.page_language})}?{urlencode(state)}"

    @property
    def without_limits(self) -> str:
        return self.address(tag="", kind="", show=ALL)

    @property
    def language_options(self) -> list[Option]:
        return [
            Option(code, languages.own_name(code), code, languages.direction(code), code == self.language)
            for code in languages.codes()
        ]

    @property
    def tag_options(self) -> list[Option]:
        labels = in_order(label(tag, "tag", self.page_language) for tag in self.tags)
        return _options(labels, self.tag)

    @property
    def kind_options(self) -> list[Option]:
        return _options((label(kind, "type", self.page_language) for kind in self.kinds), self.kind)

    @property
    def show_options(self) -> list[Option]:
        names = {
            ALL: gettext("All languages"),
            MACHINE: gettext("This language, machine translation included"),
            CHECKED: gettext("This language, checked only"),
        }
        return [Option(value, text, chosen=value == self.show) for value, text in names.items()]


def search_form(parameters: QueryDict, language: str) -> SearchForm:
    """What the address asks for; whatever it cannot mean is as if it were not there."""
    tags, kinds = list(Tag.objects.all()), list(ContentKind.objects.all())
    tag, kind = (parameters.get(name, "").strip()[:_LONGEST_SLUG] for name in ("tag", "type"))
    chosen_tag = _chosen(tags, "tag", tag, language)
    if tag and chosen_tag is None and (resolved := resolve_tag(tag, language)):
        chosen_tag = resolved.tag
    chosen_kind = _chosen(kinds, "type", kind, language)
    if kind and chosen_kind is None and (resolved_kind := resolve_kind(kind, language)):
        chosen_kind = resolved_kind.kind
    wanted, show = parameters.get("in", ""), parameters.get("show", "")
    return SearchForm(
        page_language=language,
        query=" ".join(parameters.get("q", "")[: LONGEST + 1].replace("\x00", " ").split()),
        language=wanted if wanted in languages.codes() else language,
        tag=label(chosen_tag, "tag", language).slug if chosen_tag else tag,
        kind=label(chosen_kind, "type", language).slug if chosen_kind else kind,
        show=show if show in (CHECKED, MACHINE) else ALL,
        tags=tags,
        kinds=kinds,
        chosen_tag=chosen_tag,
        chosen_kind=chosen_kind,
    )


def _chosen(things: Iterable[_Thing], view: str, slug: str, language: str) -> _Thing | None:
    return next((thing for thing in things if slug and label(thing, view, language).slug == slug), None)


def _options(labels: Iterable[Label], chosen: str) -> list[Option]:
    return [Option(item.slug, item.text, item.language, item.dir, item.slug == chosen) for item in labels]
