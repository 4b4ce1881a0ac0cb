"""What a page declares to be translated: the first of the two doors that other apps use (the second: i18n.public)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from wagtail.models import Page

from i18n.forms import TranslatablePageForm


@dataclass(frozen=True, slots=True)
class TranslatableField:
    """A field with text. `kind` (title, summary, heading, body, quotation, caption, cell, alt, credit, label) says what
    the text is; StreamFields are walked block by block: `Meta.translation_kind` and `Meta.translatable` decide there.
    """

    name: str
    kind: str = "body"


class TranslatablePage(Page):
    """A page with one version per language, each a page of its own.

    `synchronised_fields` are not text: they are copied from the source at each rebuild, relations included, and are
    read-only in the form of a translation.
    """

    # The version whose texts this page shows, on translations. It is copied with the page: so a copy of a translation
    # knows whose sentences it has (services/copies.py).
    texts_of = models.PositiveBigIntegerField(null=True, editable=False)

    translatable_fields: ClassVar[tuple[TranslatableField, ...]] = (TranslatableField("title", "title"),)
    synchronised_fields: ClassVar[tuple[str, ...]] = ()
    base_form_class = TranslatablePageForm

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saved as a page that is not live where it must not be (a withdrawn article, say), whoever publishes it."""
        from i18n.services import gate

        if self.live and gate.is_shut(self):
            self.live: bool = False
            self.live_revision, self.has_unpublished_changes = None, True
        super().save(*args, **kwargs)

    def translation_policy_key(self) -> str:
        """Name of the kind of content that a language's policy may depend on; empty for none. At most 64 characters."""
        return ""

    @classmethod
    def translation_policy_names(cls) -> Iterable[tuple[str, str]]:
        """All names that `translation_policy_key` may answer, with what people call them."""
        return ()

    def finish_translation(self, source: Page) -> None:
        """Called when the texts of a rebuilt version are in, before it is saved: compute what depends on them."""

    def permissions_for_user(self, user: Any) -> Any:
        from i18n.services.page_permissions import TranslatablePagePermissionTester

        return TranslatablePagePermissionTester(user, self)
