"""Pictures are made at the first request and kept; never two at a time."""

import contextlib
import logging
from io import BytesIO
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images.models import AbstractImage

from articles.share_picture.drawing import draw
from articles.view_models.share_picture import ShareFacts

logger = logging.getLogger(__name__)
_one_at_a_time = Lock()
# Larger than what is drawn from it: decoders of JPEG read at once no more than they must.
_ENOUGH = (1400, 1400)
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, MemoryError, Image.DecompressionBombError)


def picture_of(facts: ShareFacts, short_id: str, image: AbstractImage | None) -> bytes:
    """The JPEG, from the store or made now. Earlier ones of the same article and language are thrown away."""
    name = f"share/{short_id}/{facts.language}-{facts.key}.jpg"
    stored = _stored(name)
    if stored:
        return stored
    with _one_at_a_time:
        stored = _stored(name)  # somebody else made it while we waited
        if stored:
            return stored
        made = draw(facts, _photo(image), _centre(image))
        _keep(name, made)
    return made


def _stored(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
            return content
    except OSError:
        return b""


def _keep(name: str, content: bytes) -> None:
    """Where nothing can be written (a full disk), the picture is made again at each request."""
    folder, _slash, file = name.rpartition("/")
    language = f"{file.rpartition('-')[0]}-"
    with contextlib.suppress(OSError):
        for other in default_storage.listdir(folder)[1]:
            if other.startswith(language) and "-" not in other.removeprefix(language):
                default_storage.delete(f"{folder}/{other}")
    try:
        default_storage.save(name, ContentFile(content))
    except OSError as error:
        logger.warning("The picture for sharing %s could not be stored: %s", name, error)


def _photo(image: AbstractImage | None) -> Image.Image | None:
    if image is None:
        return None
    try:
        with image.open_file() as file:
            picture = Image.open(BytesIO(file.read()))
            picture.draft("RGB", _ENOUGH)
            picture.load()
            return picture
    except _FAULTS as error:
        logger.warning("Picture %s cannot be read: %s", image.pk, error)
        return None


def _centre(image: AbstractImage | None) -> tuple[float, float]:
    """Where the important part of a picture is, from 0 to 1, as its editor marked it."""
    if image is None or image.focal_point_x is None or not (image.width and image.height):
        return 0.5, 0.5
    return image.focal_point_x / image.width, (image.focal_point_y or 0) / image.height
