"""What is pasted or uploaded: texts, Word files, encodings, hostile input."""

import io
import zipfile
from typing import Any

import pytest

from i18n.models import LanguageVersion, PastedTranslation
from i18n.services import pasting
from tests.i18n import factories, people
from tests.i18n.pasted import FRENCH, begun, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return factories.published(factories.note(), "fr")


class TestReading:
    def test_a_text_with_links_and_bold_words_is_put_beside_the_original(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        assert said(draft)[3:6] == [
            "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays.",
            "Ils sont restés deux jours.",
            "Un guide a montré la ⟨1⟩vieille maison⟨/1⟩ à tout le monde.",
        ]
        assert len(draft.rows) == 9
        assert draft.warnings == []

    def test_plain_text_finds_its_sentences_and_leaves_marks_to_the_person(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna, FRENCH, "plain")
        assert said(draft)[5] == "Un guide a montré la vieille maison à tout le monde."
        assert not draft.rows[5]["sure"]

    def test_the_machines_text_says_where_bold_words_belong(self, anna: Any) -> None:
        version = factories.version_of(factories.note(), "fr")
        factories.fill(
            version, say=lambda text: text.replace("<1>five</1>", "<1>cinq</1>").replace("old house", "vieille maison")
        )
        draft = begun(version, anna, FRENCH, "plain")
        assert said(draft)[3] == "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays."

    def test_lines_broken_to_fit_a_page_are_one_paragraph(self, version: Any, anna: Any) -> None:
        wrapped = (
            "La ville a ouvert ses portes. Les visiteurs venaient\nde cinq pays. Ils sont restés deux jours, puis ils\n"
            "sont repartis sans dire un mot à qui que ce soit."
        )
        draft = begun(version, anna, wrapped, "plain")
        assert "Les visiteurs venaient de cinq pays." in [
            text.replace("⟨1⟩", "").replace("⟨/1⟩", "") for text in said(draft)
        ]

    def test_markdown_keeps_links_and_headings(self, version: Any, anna: Any) -> None:
        draft = begun(
            version,
            anna,
            "# La suite\n\nUn guide a montré la [vieille maison](https://example.org/house) à tout le monde.",
            "markdown",
        )
        assert "Un guide a montré la ⟨1⟩vieille maison⟨/1⟩ à tout le monde." in said(draft)

    def test_another_language_the_original_itself_and_a_foreign_text_are_noticed(self, version: Any, anna: Any) -> None:
        spanish = (
            "Los vecinos estaban muy contentos con el plan, pero también lo discutieron. No hay más tiempo para esto. "
            * 2
        )
        draft = begun(version, anna, spanish, "plain")
        assert "language:es" in draft.warnings
        pasting.discard(draft=draft, person=anna)
        english = (
            "A day in the city\n\nThe city opened its doors. They stayed for two days.\n\nThe teams agreed on a plan."
        )
        assert "same" in begun(version, anna, english, "plain").warnings

    @pytest.mark.parametrize("text", ["", "   \n\n ", "<p> </p>", "\x00"])
    def test_nothing_is_refused_kindly(self, version: Any, anna: Any, text: str) -> None:
        with pytest.raises(pasting.PasteRefused, match="no text"):
            begun(version, anna, text)
        assert not PastedTranslation.objects.exists()

    def test_a_book_is_refused(self, version: Any, anna: Any) -> None:
        with pytest.raises(pasting.PasteRefused, match="longer"):
            begun(version, anna, "Une phrase. " * 30_000, "plain")

    def test_hostile_markup_is_no_markup(self, version: Any, anna: Any) -> None:
        draft = begun(
            version, anna, '<p onclick="x()">Bonjour<script>alert(1)</script> à vous <img src=x onerror=y>tous.</p>'
        )
        everything = draft.raw + str(draft.rows)
        assert not any(word in everything for word in ("script", "onclick", "onerror", "alert"))


class TestFiles:
    @pytest.mark.parametrize(
        ("data", "guessed"),
        [
            ("L’été à Nîmes.".encode(), False),
            ("\ufeffL’été à Nîmes.".encode(), False),
            ("L’été à Nîmes.".encode("utf-16"), False),
            ("L’été à Nîmes.".encode("cp1252"), True),
        ],
    )
    def test_encodings(self, data: bytes, guessed: bool) -> None:
        given = pasting.read_file(name="texte.txt", data=data)
        assert (given.text, given.guessed) == ("L’été à Nîmes.", guessed)

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("picture.png", b"\x89PNG"),
            ("noname", b"text"),
            ("noise.txt", bytes(range(256)) * 4 + b"\0" * 2000),
            ("broken.docx", b"PK\x03\x04 no archive"),
            ("large.txt", b"a" * (pasting.MAX_FILE + 1)),
        ],
    )
    def test_what_cannot_be_read_says_why(self, name: str, data: bytes) -> None:
        with pytest.raises(pasting.PasteRefused):
            pasting.read_file(name=name, data=data)

    def test_a_word_file_gives_paragraphs_links_and_bold_words(self, version: Any, anna: Any) -> None:
        given = pasting.read_file(name="Traduction.docx", data=word_file())
        draft = pasting.begin(version=version, person=anna, given=given)
        assert "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays." in said(draft)
        assert "Un guide a montré la ⟨1⟩vieille maison⟨/1⟩ à tout le monde." in said(draft)
        assert draft.file_name == "Traduction.docx"
        assert "supprimé" not in draft.raw

    def test_entities_and_bombs_in_a_word_file_are_refused(self) -> None:
        entity = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
        with pytest.raises(pasting.PasteRefused):
            pasting.read_file(name="x.docx", data=zipped({"word/document.xml": entity}))
        bomb = zipped({"word/document.xml": " " * (21 * 1024 * 1024)})
        assert len(bomb) < 100_000
        with pytest.raises(pasting.PasteRefused, match="unpacks"):
            pasting.read_file(name="x.docx", data=bomb)
        with pytest.raises(pasting.PasteRefused):
            pasting.read_file(name="x.docx", data=zipped({"other.xml": "<a/>"}))


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def word_file() -> bytes:
    def run(text: str, bold: bool = False) -> str:
        mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return f'<w:r>{mark}<w:t xml:space="preserve">{text}</w:t></w:r>'

    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Une journée dans la ville")}</w:p>'
        f"<w:p>{run('La ville a ouvert ses portes. Les visiteurs venaient de ')}{run('cinq', bold=True)}{run(' pays.')}"
        "<w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del></w:p>"
        f'<w:p>{run("Un guide a montré la ")}<w:hyperlink r:id="rId4">{run("vieille maison")}</w:hyperlink>'
        f"{run(' à tout le monde.')}</w:p>"
    )
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId4" '
        'Type="x" Target="https://example.org/house" TargetMode="External"/></Relationships>'
    )
    return zipped(
        {
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": links,
        }
    )
