"""Bodies with every block, and what the page editor posts for them."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.models import Document
from wagtail.test.utils.form_data import rich_text

from articles.models import ArticlePage
from tests.articles import factories as make

TABLE: dict[str, Any] = {
    "table": {
        "caption": "Where the networks meet.",
        "columns": [
            {"type": "words", "heading": "City"},
            {"type": "words", "heading": "Topic"},
            {"type": "number", "heading": "Seats"},
        ],
        "rows": [
            {"values": ["Helsinki", "Rumours and trust.", 12000]},
            {"values": ["Malmö", "Streets after dark.", "30.5"]},
        ],
    },
    "row_headings": True,
}


def document(name: str = "report.pdf", content: bytes = b"%PDF-1.4 words") -> Document:
    made = Document(title=name, file=ContentFile(content, name=name))
    made._set_document_file_metadata()
    made.save()
    return made


def item(value: Any) -> dict[str, Any]:
    return make.block("item", value)


def picture(words: str = "A quay", **more: Any) -> dict[str, Any]:
    value = {"image": make.picture().pk, "alt": f"{words} seen from the water", "decorative": False}
    return {**value, "caption": f"{words} in May.", "credit": f"{words} by Ana", **more}


def gallery(words: str = "A tram") -> dict[str, Any]:
    pictures = [item(picture(f"{words} {number}")) for number in ("one", "two")]
    return {"title": f"{words} in pictures", "pictures": pictures}


def quotation(**more: Any) -> dict[str, Any]:
    value = {"text": "We keep the harbour open.", "attribution": "The mayor", "source": "Speech at the harbour"}
    return {**value, "source_url": "https://example.org/speech", **more}


def video(**more: Any) -> dict[str, Any]:
    value = {
        "title": "A night with the team", "file": None, "link": "https://video.example.net/watch?v=1",
        "poster": make.picture().pk, "minutes": 3, "language": "ar", "caption": "One shift.", "credit": "Film by Ana",
        "transcript": "<p>They walk first. They talk later.</p><p>The last bus leaves.</p>",
    }  # fmt: skip
    return {**value, **more}


def documents(**more: Any) -> dict[str, Any]:
    listed = item({"document": document().pk, "title": "The yearly report", "language": "ar"})
    return {"title": "To download", "documents": [listed], **more}


def link_card(**more: Any) -> dict[str, Any]:
    value = {
        "url": "https://www.example.com/cities?a=1&b=2", "title": "A map of cities", "text": "Find your city here.",
        "site": "The map makers", "language": "ar", "image": make.picture().pk, "alt": "A printed map",
        "decorative": False,
    }  # fmt: skip
    return {**value, **more}


def box(*content: dict[str, Any]) -> dict[str, Any]:
    return {"title": "How to take part", "content": list(content)}


def every_block() -> list[dict[str, Any]]:
    """One of each, and in the box each that may stand there: texts are three streams and a list deep."""
    inside = box(
        make.block("text", "<p>Write to us. We answer.</p>"),
        make.block("picture", picture("A bridge")),
        make.block("gallery", gallery("A library")),
        make.block("quotation", quotation(text="Come in.")),
        make.block("table", {**TABLE, "table": {**TABLE["table"], "caption": "Where they met before."}}),
        make.block("documents", documents(title="More to download")),
        make.block("link_card", link_card(title="A second map")),
    )
    return [
        make.block(
            "text", "<p>The city opened its doors.</p><h3>What came</h3><ul><li>A tram.</li><li>A bus.</li></ul>"
        ),
        make.block("heading", "The harbour"),
        make.block("quotation", quotation()),
        make.block("picture", picture()),
        make.block("gallery", gallery()),
        make.block("video", video()),
        make.block("video", video(title="A film of ours", link="", file=document("film.mp4", b"0123456789").pk)),
        make.block("table", TABLE),
        make.block("documents", documents()),
        make.block("link_card", link_card()),
        make.block("call_out", {"title": "Come too", "text": "<p>In spring.</p>"}),
        make.block("box", inside),
        make.block("text", "<p>The last paragraph.</p>"),
    ]


def raw_body(page: ArticlePage) -> list[dict[str, Any]]:
    """The stored blocks of a page."""
    return list(page._meta.get_field("body").stream_block.get_prep_value(page.body))


def posted(block: blocks.Block, raw: Any) -> Any:
    """What the editor's form sends for a block with this stored value (nested_form_data makes names of it)."""
    if isinstance(block, blocks.StreamBlock):
        items = [
            (child["type"], child["id"], posted(block.child_blocks[child["type"]], child["value"])) for child in raw
        ]
        return _listed([{"type": kind, "id": ident, "value": value} for kind, ident, value in items])
    if isinstance(block, blocks.ListBlock):
        return _listed([{"id": child["id"], "value": posted(block.child_block, child["value"])} for child in raw])
    if isinstance(block, blocks.StructBlock):
        return {name: posted(child, (raw or {}).get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, TypedTableBlock):
        return _table(block, raw)
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(raw or "", features=block.features)
    if isinstance(block, blocks.BooleanBlock):
        return "on" if raw else ""
    return "" if raw is None else raw


def _listed(items: list[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {"count": str(len(items))}
    for number, entry in enumerate(items):
        data[str(number)] = {**entry, "order": str(number), "deleted": ""}
    return data


def _table(block: TypedTableBlock, raw: dict[str, Any]) -> dict[str, Any]:
    columns, rows = raw["columns"], raw["rows"]
    data: dict[str, Any] = {"caption": raw["caption"], "column-count": len(columns), "row-count": len(rows)}
    for number, column in enumerate(columns):
        data[f"column-{number}"] = {**column, "order": number, "deleted": ""}
    for number, row in enumerate(rows):
        data[f"row-{number}"] = {"order": number, "deleted": ""}
        for place, (column, value) in enumerate(zip(columns, row["values"], strict=True)):
            data[f"cell-{number}-{place}"] = posted(block.child_blocks[column["type"]], value)
    return data
