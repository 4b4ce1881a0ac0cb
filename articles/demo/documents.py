"""The demonstration's files in Wagtail's library, by the same form as an editor's upload."""

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import AbstractDocument

from articles.demo.blocks import FILES
from articles.demo.images import BadPicture


def ensure_document(file: str, *, title: str, user: User) -> AbstractDocument:
    """The file, uploaded where the library has none of its title. Raises BadPicture where the site refuses it."""
    model = get_document_model()
    title = f"Demonstration: {title}"
    present = model.objects.filter(title=title).order_by("pk").first()
    if present is not None:
        return present
    try:
        content = (FILES / file).read_bytes()
    except OSError as error:
        raise BadPicture(f"{file}: {error.strerror}") from error
    form = get_document_form(model)(
        {"title": title, "tags": ""},
        {"file": SimpleUploadedFile(file, content)},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    if not form.is_valid():
        reasons = " ".join(str(reason) for reasons in form.errors.values() for reason in reasons)
        raise BadPicture(f"{file}: {reasons}")
    document: AbstractDocument = form.save()
    return document
