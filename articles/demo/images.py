"""The demonstration's pictures in Wagtail's library, by the same form as an editor's upload."""

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.models import AbstractImage

from articles.demo.content import Picture


class BadPicture(ValueError):
    """A picture that the site does not take; the message names the file and the reason."""


def ensure_image(picture: Picture, *, language: str, user: User) -> AbstractImage:
    """The picture, uploaded where the library has none of its title. `language` is that of its description."""
    model = get_image_model()
    title = f"Demonstration: {picture.path.stem.replace('-', ' ')}"
    present = model.objects.filter(title=title).order_by("pk").first()
    if present is not None:
        return present
    try:
        content = picture.path.read_bytes()
    except OSError as error:
        raise BadPicture(f"{picture.file}: {error.strerror}") from error
    form = get_image_form(model)(
        {"title": title, "description": picture.alt[language], "tags": ""},
        {"file": SimpleUploadedFile(picture.file, content, "image/jpeg")},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    try:
        form.full_clean()
    except OSError as error:  # a file that is cut off may fail while the form measures it
        raise BadPicture(f"{picture.file}: {error}") from error
    if not form.is_valid():
        reasons = " ".join(str(reason) for reasons in form.errors.values() for reason in reasons)
        raise BadPicture(f"{picture.file}: {reasons}")
    image: AbstractImage = form.save()
    return image
