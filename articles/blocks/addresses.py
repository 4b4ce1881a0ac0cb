"""Addresses outside of the site, and the language of what is there."""

from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Its own code, or the form's general message takes the place of this one.
_WEB_ADDRESS = URLValidator(
    schemes=["http", "https"], message=_("Write a whole address that begins with https://."), code="web_address"
)


class OutsideAddressBlock(blocks.URLBlock):
    """A web address; no other scheme, so that no link runs a script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[*kwargs.pop("validators", ()), _WEB_ADDRESS], **kwargs)

    class Meta:
        icon = "link"


def languages() -> list[tuple[str, Any]]:
    """The site's languages. A function, so that another language needs no migration."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)
