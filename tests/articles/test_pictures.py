"""Uploads on both routes: no 500, no position, sRGB."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from PIL import Image as Pillow
from wagtail.images.models import Image

from articles import smaller_pictures
from tests.articles import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.user("root", superuser=True))
    return client


def with_position() -> bytes:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 40.0, 34.0)
    return make.picture_file(size=(64, 32), exif=exif)


def add(editor: Client, content: bytes, name: str = "p.jpg"):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return editor.post("/admin/images/multiple/add/", {"files[]": file, "title": "p", "collection": "1"})


def choose(editor: Client, content: bytes, name: str = "p.jpg"):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    data = {
        "image-chooser-upload-title": "p",
        "image-chooser-upload-file": file,
        "image-chooser-upload-collection": "1",
    }
    return editor.post("/admin/images/chooser/create/", data)


ROUTES = pytest.mark.parametrize("upload", [add, choose])


@ROUTES
def test_positions_and_camera_data_are_gone_and_the_picture_is_upright(editor: Client, upload):
    assert upload(editor, with_position()).status_code == 200
    stored = Image.objects.get()
    with Pillow.open(stored.file) as picture:
        assert not picture.getexif()
        assert picture.size == (32, 64)
    assert (stored.width, stored.height) == (32, 64)
    with Pillow.open(stored.get_rendition("width-16").file) as rendition:
        assert not rendition.getexif()


@ROUTES
def test_print_colours_become_screen_colours(editor: Client, upload):
    content = io.BytesIO()
    Pillow.new("CMYK", (64, 48), (0, 255, 255, 0)).save(content, "JPEG")
    assert upload(editor, content.getvalue()).status_code == 200
    with Pillow.open(Image.objects.get().file) as picture:
        assert picture.mode == "RGB"
        red, green, blue = picture.getpixel((5, 5))
        assert red > 200
        assert green < 90
        assert blue < 90


@ROUTES
@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_picture_that_was_cut_off_is_refused_with_a_message(editor: Client, upload, kept: float):
    noisy = Pillow.effect_noise((400, 300), 90).convert("RGB")
    content = io.BytesIO()
    noisy.save(content, "JPEG")
    response = upload(editor, content.getvalue()[: int(len(content.getvalue()) * kept)])
    assert response.status_code in (200, 400)
    assert "cannot be read to its end" in response.content.decode()
    assert not Image.objects.exists()


BROKEN = {
    "empty": b"",
    "text": b"<?php echo 1; ?>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "header only": b"\xff\xd8\xff\xe0",
    "png with garbage": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
}


@ROUTES
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_picture_is_refused(editor: Client, upload, content: bytes):
    assert upload(editor, content).status_code in (200, 400)
    assert not Image.objects.exists()


def test_a_picture_with_another_ending_is_refused(editor: Client):
    assert add(editor, make.picture_file(), "p.php").status_code in (200, 400)
    assert not Image.objects.exists()


def test_long_and_bidi_names_are_survived(editor: Client):
    assert add(editor, make.picture_file(), "x" * 300 + ".jpg").status_code in (200, 400)
    assert add(editor, make.picture_file(), "a\u202egpj.jpg").status_code in (200, 400)


def test_transparent_and_grey_pictures_keep_what_they_are(editor: Client):
    for mode in ("RGBA", "L", "P", "LA"):
        content = io.BytesIO()
        Pillow.new(mode, (16, 16)).save(content, "PNG")
        assert add(editor, content.getvalue(), f"{mode}.png").status_code == 200
    assert Image.objects.count() == 4


def sources(client: Client, page) -> dict[str, str]:
    tree = html.document_fromstring(client.get(page.url).content)
    return {source.get("type"): source.get("srcset") for source in tree.xpath("//figure[@class='lead']//source")}


def test_the_worker_makes_smaller_pictures_of_what_readers_have_seen(client: Client, monkeypatch, settings):
    monkeypatch.setattr(smaller_pictures._Looked, "until", 0.0)
    monkeypatch.setattr(smaller_pictures._Looked, "failed", set())
    settings.INTERURBAN_AVIF = False
    assert not smaller_pictures.make_one()
    settings.INTERURBAN_AVIF = True
    assert not smaller_pictures.make_one()  # nobody has seen one
    monkeypatch.setattr(smaller_pictures._Looked, "until", 0.0)
    page = make.article(lead_image=make.picture(), lead_alt="A quay")
    assert list(sources(client, page)) == ["image/webp"]
    while smaller_pictures.make_one():
        pass
    shown = sources(client, page)
    assert list(shown) == ["image/avif", "image/webp"]
    stored = page.lead_image.renditions.filter(filter_spec__contains="avif").first()
    with Pillow.open(stored.file) as picture:
        assert picture.format == "AVIF"


def test_a_picture_that_cannot_be_made_smaller_holds_up_no_other(client: Client, monkeypatch, settings):
    settings.INTERURBAN_AVIF = True
    monkeypatch.setattr(smaller_pictures._Looked, "until", 0.0)
    monkeypatch.setattr(smaller_pictures._Looked, "failed", set())
    good, bad = make.picture("Good"), make.picture("Bad")
    for picture in (good, bad):
        sources(client, make.article(picture.title, lead_image=picture, lead_alt="x"))
    bad.file.storage.delete(bad.file.name)
    while smaller_pictures.make_one():
        pass
    assert good.renditions.filter(filter_spec__contains="avif").count() == 3
    assert bad.renditions.filter(filter_spec__contains="avif").count() == 0
