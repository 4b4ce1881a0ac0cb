"""Pictures in the sizes that pages use; all renditions of a page are read in one query."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError

logger = logging.getLogger(__name__)

# Widths in pixels. The last is what a browser without WebP gets, in the picture's own format.
LEAD_WIDTHS = (480, 960, 1600)
CARD_WIDTHS = (480, 960)
FALLBACK = "width-960"


@dataclass(frozen=True, slots=True)
class Picture:
    """One `<picture>`: `webp` and `avif` are its srcsets; width and height keep the place before it has loaded."""

    src: str
    webp: str
    width: int
    height: int
    alt: str = ""
    avif: str = ""


def webp(width: int) -> str:
    return f"width-{width}|format-webp"


def avif(width: int) -> str:
    return f"width-{width}|format-avif"


def specs(widths: Iterable[int]) -> list[str]:
    """Names of the renditions that a picture of these widths needs."""
    return [*map(webp, widths), FALLBACK]


def prefetch(images: Iterable[AbstractImage | None], widths: Sequence[int]) -> None:
    """Read the renditions of all these images in one query."""
    found = [image for image in images if image is not None]
    if not found:
        return
    wanted = [*specs(widths), *map(avif, widths)]
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=wanted)
    prefetch_related_objects(found, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions"))


def picture(image: AbstractImage | None, widths: Sequence[int], alt: str = "") -> Picture | None:
    """The picture, its renditions made at first use; None where there is none or its file cannot be read.

    Those in AVIF are shown once the worker has made all of them (`articles.smaller_pictures`).
    """
    if image is None:
        return None
    try:
        made = image.get_renditions(*(Filter(spec=spec) for spec in specs(widths)))
    except (SourceImageIOError, OSError, ValueError) as error:
        logger.warning("Picture %s cannot be read: %s", image.pk, error)
        return None
    fallback = made.pop(FALLBACK)
    return Picture(fallback.url, _srcset(made.values()), fallback.width, fallback.height, alt, _avif(image, widths))


def _avif(image: AbstractImage, widths: Sequence[int]) -> str:
    known = {rendition.filter_spec: rendition for rendition in getattr(image, "prefetched_renditions", ())}
    found = [known[avif(width)] for width in widths if avif(width) in known]
    return _srcset(found) if len(found) == len(widths) else ""


def _srcset(renditions: Iterable[AbstractRendition]) -> str:
    """Each width once: a small original is not enlarged."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
