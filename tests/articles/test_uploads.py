"""Documents: what may be uploaded, and how files are sent."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document

from tests.articles import bodies
from tests.articles import factories as make

TEXT = b"0123456789"


@pytest.fixture
def film() -> str:
    return f"/media/{default_storage.save('documents/film.mp4', ContentFile(TEXT))}"


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("", 200, TEXT), ("bytes=0-3", 206, b"0123"), ("bytes=4-", 206, b"456789"), ("bytes=-2", 206, b"89"),
        ("bytes=8-99", 206, b"89"), ("bytes=10-", 416, b""), ("bytes=-0", 416, b""), ("bytes=5-2", 200, TEXT),
        ("bytes=0-1,4-5", 200, TEXT), ("bytes=-", 200, TEXT), ("seconds=1-2", 200, TEXT), ("bytes=-99", 206, TEXT),
    ],
)  # fmt: skip
def test_a_video_can_be_asked_for_in_parts(client: Client, film: str, asked: str, status: int, content: bytes):
    response = client.get(film, headers={"range": asked})
    assert response.status_code == status
    assert (b"".join(response.streaming_content) if response.streaming else response.content) == content
    if status == 206:
        assert int(response["Content-Length"]) == len(content)
        assert response["Content-Range"].endswith("/10")
        assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_part_of_another_edition_is_not_sent(client: Client, film: str):
    response = client.get(film, headers={"range": "bytes=0-3", "if-range": "Mon, 01 Jan 2001 00:00:00 GMT"})
    assert response.status_code == 200


@pytest.mark.django_db
def test_a_document_is_downloaded_and_runs_nothing(client: Client):
    response = client.get(bodies.document("table.csv", b"a,b").url)
    assert response["Content-Disposition"] == 'attachment; filename="table.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.exe", "noending"])
def test_what_a_browser_would_run_is_refused_with_the_endings_that_are_allowed(client: Client, name: str):
    html = upload(client, name, b"<script>alert(1)</script>")
    assert "pdf" in html
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_with_the_limit(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 10)
    assert "10" in upload(client, "report.pdf", b"%PDF-1.4 more than ten bytes")
    assert not Document.objects.exists()


def upload(client: Client, name: str, content: bytes) -> str:
    client.force_login(make.user("root", superuser=True))
    file = SimpleUploadedFile(name, content)
    return client.post(
        "/admin/documents/multiple/add/", {"files[]": file, "title": name, "collection": "1"}
    ).content.decode()
