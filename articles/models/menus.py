"""Main navigation and footer, as people put them together."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import Orderable

from articles.models.columns import language_panels
from tags.columns import column_languages, in_order, read


def check_address(address: str) -> None:
    """Raises ValidationError for what is no link: a path of this site, or an http, https or mailto address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    own = address.startswith("/") and not address.startswith("//")
    known = (parts.scheme in ("http", "https") and bool(parts.netloc)) or (
        parts.scheme == "mailto" and bool(parts.path)
    )
    if not (own or known) or "\\" in address or not address.isprintable() or " " in address:
        raise ValidationError(
            _("Give a whole address (https://… or mailto:…) or a path of this site that begins with “/”."),
            code="address",
        )


class Menu(ClusterableModel):
    """The main navigation, or a column of the footer. `heading` has a column for each language.

    A place without a menu shows the site's own choice (articles/view_models/menus.py).
    """

    class Place(models.TextChoices):
        MAIN = "main", _("Main navigation")
        FOOTER = "footer", _("Column of the footer")

    place = models.CharField(_("place"), max_length=8, choices=Place.choices, default=Place.MAIN)
    heading = models.CharField(
        _("heading"), max_length=80, blank=True, help_text=_("Shown above a column of the footer.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Columns with lower numbers come first.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("place"),
        MultiFieldPanel(language_panels("heading"), heading=_("Heading")),
        FieldPanel("order"),
        InlinePanel("items", heading=_("Links"), label=_("Link")),
    ]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering: ClassVar[list[str]] = ["place", "order", "pk"]

    def __str__(self) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        words = next(filter(None, (read(self, "heading", code) for code in in_order(language))), "")
        place = str(self.get_place_display())
        colon = pgettext("between a name and what is said of it", ": ")
        return f"{place}{colon}{words}" if words else place

    def clean(self) -> None:
        super().clean()
        twice = Menu.objects.filter(place=self.Place.MAIN).exclude(pk=self.pk)
        if self.place == self.Place.MAIN and twice.exists():
            message = _("The site has a main navigation already: add the links there.")
            raise ValidationError({"place": message}, code="twice")


class MenuItem(Orderable):
    """A link of a menu: to exactly one thing. `label` has a column for each language.

    A page leads to its version in the reader's language, else to the original, labelled with its language.
    """

    class View(models.TextChoices):
        NEWS = "news", _("News")
        TAGS = "tags", _("Topics")
        SEARCH = "search", _("Search")
        REPORT = "report", _("Report a bad translation")

    targets: ClassVar[tuple[str, ...]] = ("page", "tag", "kind", "view", "address")

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("In any language: readers are led to the version in theirs."),
    )  # fmt: skip
    tag = models.ForeignKey(
        "tags.Tag", verbose_name=_("tag"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.ForeignKey(
        "tags.ContentKind", verbose_name=_("content type"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    view = models.CharField(_("list"), max_length=8, choices=View.choices, blank=True, default="")
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Such as https://example.org/; needs a label."),
    )
    label = models.CharField(
        _("label"),
        max_length=80,
        blank=True,
        help_text=_("Left empty, the name of what it leads to."),
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("page"),
        FieldPanel("tag"),
        FieldPanel("kind"),
        FieldPanel("view"),
        FieldPanel("address"),
        MultiFieldPanel(language_panels("label"), heading=_("Label")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return str(next((value for name in self.targets if (value := self._target(name))), ""))

    def clean(self) -> None:
        super().clean()
        chosen = [name for name in self.targets if self._target(name)]
        if len(chosen) != 1:
            message = _("Choose exactly one thing that the link leads to.")
            raise ValidationError({chosen[1] if chosen else "page": message}, code="target")
        if self.address:
            self.address = self.address.strip()
            try:
                check_address(self.address)
            except ValidationError as error:
                raise ValidationError({"address": error}) from error
            if not any(read(self, "label", code).strip() for code in column_languages()):
                message = _("Give a label in at least one language: an address has no name.")
                raise ValidationError({"address": message}, code="label")

    def _target(self, name: str) -> Any:
        return getattr(self, f"{name}_id" if name in ("page", "tag", "kind") else name)
