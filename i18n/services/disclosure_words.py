"""What the disclosure record says in words: the line that stands beside the headline. No models, no queries."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_TAG = re.compile(r"<[^>]+>")


def line(label: Mapping[str, Any], language: str) -> str:
    """The notice's line in the language of the page (templates/i18n/notice.html, notice_copy.html); empty where the
    page shows none: for originals, and for checked translations, which have a byline that names people by consent.
    """
    if label.get("state") in ("original", "reviewed", "", None):
        return ""
    with translation.override(language):
        counted = ngettext(
            '%(checked)s of %(total)s <span class="roomy">sentence </span>checked',
            '%(checked)s of %(total)s <span class="roomy">sentences </span>checked',
            int(label["total"]),
        ) % {"checked": label["checked"], "total": label["total"]}
        return f"{_head(label)} · {_TAG.sub('', counted)}"


def _head(label: Mapping[str, Any]) -> str:
    if label.get("withheld") and not label.get("is_source"):
        return _("Being corrected")
    if label["state"] == "outdated" and not label.get("is_source"):
        return _("The original has changed")
    if label.get("machine"):
        return _("Machine translation")
    if label["state"] == "partly_reviewed":
        return _("Partly checked")
    return _("Translation not checked yet")
