"""The form of a translatable page in Wagtail's editor."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class TranslatablePageForm(WagtailAdminPageForm):
    """On a translation, what comes from the original is read-only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
