"""Uploaded pictures: read in full, cleaned and stored in sRGB before anything else sees them."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

_QUALITY = 92
# Formats that we write again. Others (animated GIF, SVG where it is allowed) keep their bytes.
_CLEANED = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif"}
# What decoders raise for files that are cut off, crafted or no pictures at all.
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, MemoryError, Image.DecompressionBombError)
_BROKEN = _("This picture cannot be read to its end. It may be damaged or cut off; please upload it again.")


class SafeImageField(WagtailImageField):
    """The file as it is stored: no position, no camera data, sRGB; a broken file is refused with a message."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
        except _FAULTS as error:  # Wagtail asks the decoder for the size and does not expect it to fail
            raise ValidationError(_BROKEN, code="broken_image") from error
        return cleaned(file) if isinstance(file, UploadedFile) else file


class SafeImageForm(BaseImageForm):
    """Base of every form that takes a picture, Wagtail's two upload routes included (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = SafeImageField(label=field.label, required=field.required, widget=field.widget)


def cleaned(file: "UploadedFile[Any]") -> "UploadedFile[Any]":
    """The same picture without metadata and in sRGB. Raises ValidationError where it cannot be read to its end."""
    try:
        file.seek(0)
        with Image.open(file) as picture:
            if picture.format not in _CLEANED or getattr(picture, "n_frames", 1) > 1:
                _read_all(picture)
                file.seek(0)
                return file
            content = _rewritten(picture)
            content_type = _CLEANED[picture.format]
    except _FAULTS as error:
        raise ValidationError(_BROKEN, code="broken_image") from error
    result = InMemoryUploadedFile(
        content, file.field_name if hasattr(file, "field_name") else None, file.name, content_type,
        content.getbuffer().nbytes, None,
    )  # fmt: skip
    result.image = file.image  # type: ignore[attr-defined]
    return result


def _rewritten(picture: Image.Image) -> BytesIO:
    original_format = picture.format
    profile = picture.info.get("icc_profile")
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    upright = _srgb(upright, profile)
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    content = BytesIO()
    options: dict[str, Any] = {"quality": _QUALITY} if original_format in ("JPEG", "WEBP", "AVIF") else {}
    if original_format == "JPEG":
        options |= {"optimize": True, "progressive": True}
    upright.save(content, format=original_format, **options)
    content.seek(0)
    return content


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB by the picture's own profile; without one, CMYK by Pillow's own conversion."""
    mode = picture.mode
    if profile and mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(
                picture, source, target, outputMode="RGBA" if mode == "RGBA" else "RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile says nothing: treat the picture as if it had none
        if converted is not None:
            return converted
    if mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("RGB")
    return picture


def _read_all(picture: Image.Image) -> None:
    """Decode the first frame: a cut file shows itself here."""
    picture.load()
