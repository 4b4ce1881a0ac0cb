"""Room for what people upload."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.translation import gettext as _

NONE_LEFT = 200 * 1024**2
LITTLE_LEFT = 2 * 1024**3


def check_files() -> list[CheckMessage]:
    """The folder of pictures and documents can be written to, and the disk has room."""
    heading = _("Files")
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return [
            Error(
                _("Pictures and documents cannot be saved in %(folder)s: %(reason)s")
                % {"folder": folder, "reason": error.strerror},
                hint=_("Give the site's account the right to write there, or set INTERURBAN_MEDIA."),
                obj=heading,
                id="articles.site.media",
            )
        ]
    free = shutil.disk_usage(folder).free
    if free >= LITTLE_LEFT:
        return []
    kind, name = (Error, "disk-full") if free < NONE_LEFT else (Warning, "disk")
    message = _("The disk with pictures and documents has %(megabytes)s MB left.") % {"megabytes": free // 1024**2}
    return [kind(message, hint=_("Make room before it is full."), obj=heading, id=f"articles.site.{name}")]
