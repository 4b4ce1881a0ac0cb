"""The picture beside a shared link: shaped right, small enough, made once, and only for what is public."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image, ImageChops, features

from articles.share_picture import draw
from articles.share_picture.fonts import font_for
from articles.share_picture.lines import fit
from articles.view_models.share_picture import ShareFacts
from tests.articles import factories as make

LATIN, ARABIC = "bricolage-grotesque-bold.ttf", "noto-sans-arabic-bold.ttf"


def facts(
    title: str, language: str = "en", direction: str = "ltr", state: str = "dashed", label: str = ""
) -> ShareFacts:
    return ShareFacts(title, "Interurban", language, direction, state, label, 0, "")


def opened(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


def noise() -> Any:
    return Image.effect_noise((1600, 1200), 120).convert("RGB")


@pytest.mark.parametrize(
    ("title", "language", "direction"),
    [("A summit", "en", "ltr"), ("قمة المدن Nordic Safe Cities", "ar", "rtl"), ("word " * 300, "fr", "ltr"),
     ("x" * 600, "en", "ltr"), ("東京で会議", "ja", "ltr"), ("😀", "en", "ltr"), ("", "en", "ltr")],
)  # fmt: skip
def test_every_title_gives_a_jpeg_that_messengers_show(title: str, language: str, direction: str):
    content = draw(facts(title, language, direction, label="Machine translation · 2 of 7 sentences checked"), noise())
    assert opened(content).format == "JPEG"
    assert opened(content).size == (1200, 630)
    assert len(content) <= 300_000
    assert not opened(content).getexif()


def test_fonts_have_the_letters_and_arabic_is_joined():
    assert font_for("Łódź, “été” – 2022", "pl")[0].endswith(LATIN)
    path, face = font_for("قمة المدن Nordic 2022؟", "ar")
    assert path.endswith(ARABIC)
    assert font_for("\U0001fae0", "en") is None
    assert features.check("raqm"), "Pillow cannot join Arabic letters here"
    line = fit("بيت", (path, face), width=900, height=300, largest=60).font
    apart = sum(line.getlength(letter) for letter in "بيت")
    assert line.getlength("بيت", direction="rtl", language="ar") < apart * 0.9


def test_arabic_stands_on_the_other_side_and_the_line_tells_the_state():
    """The text column of a right-to-left picture is where the photograph of another one is."""
    photo = Image.new("RGB", (800, 800), "#2238c9")
    left, right = opened(draw(facts("A"), photo)), opened(draw(facts("أ", "ar", "rtl"), photo))
    assert left.getpixel((1100, 300))[2] > 150 > left.getpixel((1100, 300))[0]
    assert right.getpixel((100, 300))[2] > 150 > right.getpixel((100, 300))[0]
    dashed, solid = opened(draw(facts("A"), None)), opened(draw(facts("A", state="solid"), None))
    row = [sum(picture.getpixel((x, 486))) < 300 for x in range(100, 1100)] if (picture := solid) else []
    assert all(row)
    row = [sum(dashed.getpixel((x, 486))) < 500 for x in range(100, 1100)]
    assert 0.4 < sum(row) / len(row) < 0.9


def test_long_titles_become_smaller_and_then_are_cut_between_words():
    face = font_for("word", "en")
    short, long = (fit("word " * n, face, width=600, height=300, largest=66) for n in (2, 40))
    assert short.font.size == 66 > long.font.size
    cut = fit("word " * 400, face, width=600, height=300, largest=66)
    assert cut.height <= 300
    assert cut.lines[-1].endswith("word…")
    assert len(fit("東京で会議があります" * 3, face, width=300, height=300, largest=40).lines) > 1
    french = fit("phrases vérifiées\u00a0: 0 sur 25 aujourd’hui", face, width=420, height=300, largest=40)
    assert not [line for line in french.lines if line.startswith(":")]


@pytest.mark.django_db
def test_a_picture_is_made_once_and_again_when_something_on_it_changes(client: Client):
    page = make.article("A day", lead_image=make.picture(), lead_alt="Drawn")
    head = client.get(page.url).content.decode()
    address = head.split('property="og:image" content="http://testserver')[1].split('"')[0]
    assert address.startswith(f"/en/n/{page.language_version.group.short_id}/share.jpg?v=")
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert not answer.cookies
    folder = f"share/{page.language_version.group.short_id}"
    stored = default_storage.listdir(folder)[1]
    assert len(stored) == 1
    assert client.get(address, HTTP_IF_NONE_MATCH=answer.headers["ETag"]).status_code == 304
    assert client.get(address).content == answer.content
    page.title = "Another day"
    page.save_revision().publish()
    later = client.get(address)
    assert "max-age=3600" in later.headers["Cache-Control"]
    assert ImageChops.difference(opened(later.content), opened(answer.content)).getbbox()
    assert len(default_storage.listdir(folder)[1]) == 1
    assert default_storage.listdir(folder)[1] != stored
    page.unpublish()
    assert client.get(address).status_code == 404
    assert client.get("/fr" + address.removeprefix("/en")).status_code == 404
    assert client.get("/en/n/nothing/share.jpg").status_code == 404


@pytest.mark.django_db
def test_a_broken_picture_and_a_full_disk_do_not_break_it(client: Client, monkeypatch):
    image = make.picture()
    page = make.article("A day", lead_image=image, lead_alt="Drawn")
    image.file.storage.delete(image.file.name)

    def full(*_args: Any, **_kwargs: Any) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    answer = client.get(f"/en/n/{page.language_version.group.short_id}/share.jpg")
    assert answer.status_code == 200
    assert opened(answer.content).size == (1200, 630)
