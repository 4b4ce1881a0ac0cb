"""Renditions in AVIF: a third smaller than WebP and fifteen times as long in the making, so the worker makes them.

They are made for what readers have seen (a rendition in WebP is there), one at a time when there is no other work.
"""

import logging
import time
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from articles.view_models.pictures import CARD_WIDTHS, LEAD_WIDTHS, avif, webp

logger = logging.getLogger(__name__)

_PAUSE = 30.0  # seconds between looks where nothing was missing


class _Looked:
    """What this process knows: when to look again, and which pictures cannot be made."""

    until = 0.0
    failed: set[int] = set()


def make_one() -> bool:
    """Make one rendition that is missing; whether there was one."""
    if not settings.INTERURBAN_AVIF or time.monotonic() < _Looked.until:
        return False
    renditions = get_image_model().get_rendition_model().objects
    for width in sorted({*LEAD_WIDTHS, *CARD_WIDTHS}):
        made = renditions.filter(image=OuterRef("image"), filter_spec=avif(width))
        missing = renditions.filter(~Exists(made), filter_spec=webp(width)).exclude(image__in=_Looked.failed)
        row = missing.order_by("-pk").select_related("image").first()
        if row is not None:
            _make(row.image, avif(width))
            return True
    _Looked.until = time.monotonic() + _PAUSE
    return False


def _make(image: Any, spec: str) -> None:
    try:
        image.get_rendition(spec)
    except (SourceImageIOError, OSError, ValueError, RuntimeError) as error:
        _Looked.failed.add(image.pk)
        logger.warning("Picture %s cannot be made smaller: %s", image.pk, error)
