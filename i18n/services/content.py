"""Texts and structure of a page: the one walk over its translatable fields, used for reading and for writing."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from i18n.segments import FieldValue, sanitise_html, sanitise_plain

# path, kind, format, value → the value to put there
Visit = Callable[[str, str, str, str], str]


def is_translatable(page: Page | type[Page]) -> bool:
    """Whether a page (or page class) declares translatable fields."""
    return hasattr(page, "translatable_fields")


def read_fields(page: Page) -> list[FieldValue]:
    """All texts of a page in order, sanitised; empty ones too (they make no sentence)."""
    found: list[FieldValue] = []

    def collect(path: str, kind: str, form: str, value: str) -> str:
        clean = sanitise_html(value) if form == "html" else sanitise_plain(value)
        found.append(FieldValue(path, kind, form, clean))  # type: ignore[arg-type]
        return value

    for _name, _raw in _transform(page, collect):
        pass
    return found


def read_values(page: Page) -> dict[str, str]:
    """Path → text of a page."""
    return {field.path: field.value for field in read_fields(page)}


def write_values(page: Page, values: Mapping[str, str], *, structure_from: Page | None = None) -> None:
    """Put texts into a page (in memory). StreamFields take their structure, and every value that is not text, from
    `structure_from` (default: the page itself). Texts without a value stay as that page has them.
    """

    def put(path: str, _kind: str, _form: str, value: str) -> str:
        return values.get(path, value)

    for name, raw in _transform(structure_from or page, put):
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            setattr(page, name, field.stream_block.to_python(raw))
        else:
            setattr(page, name, raw)


def structure_of(page: Page) -> dict[str, Any]:
    """Everything of the StreamFields that is not text, comparable with `==`: block types, ids, order, other values.

    Empty values are left out, so that a block type that gains an optional field leaves stored pages as they are.
    """
    return {
        name: _canonical(json.loads(json.dumps(raw, default=str)))
        for name, raw in _transform(page, lambda *_args: "")
        if isinstance(page._meta.get_field(name), StreamField)
    }


def structure_hash(page: Page) -> str:
    """Short form of `structure_of`."""
    return hash_of(structure_of(page))


def hash_of(data: Any) -> str:
    """SHA-256 of plain data."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def structure_of_value(page: Page, name: str, value: Any) -> Any:
    """As `structure_of`, for one StreamField's value that is not on the page (a form's, say)."""
    block = page._meta.get_field(name).stream_block
    raw = _walk(block, block.get_prep_value(value), name, "body", lambda *_args: "")
    return _canonical(json.loads(json.dumps(raw, default=str)))


def values_of_value(page: Page, name: str, value: Any) -> dict[str, str]:
    """Path → text of one field's value that is not on the page (a form's, say)."""
    found: dict[str, str] = {}

    def collect(path: str, _kind: str, form: str, text: str) -> str:
        found[path] = sanitise_html(text) if form == "html" else sanitise_plain(text)
        return text

    _transform_field(page, name, _kind_of(page, name), collect, value=value)
    return found


def with_values(page: Page, name: str, value: Any, values: Mapping[str, str]) -> Any:
    """One field's value with texts replaced by path."""
    field = page._meta.get_field(name)
    raw = _transform_field(
        page, name, _kind_of(page, name), lambda path, _kind, _form, text: values.get(path, text), value=value
    )
    return field.stream_block.to_python(raw) if isinstance(field, StreamField) else raw


def other_content(page: Page) -> dict[str, Any]:
    """What is synchronised from the source besides texts, as plain data: part of a snapshot's hash."""
    data: dict[str, Any] = {"structure": structure_of(page)}
    for name in page.synchronised_fields:
        data[name] = _plain(page, name)
    return data


def synchronise(source: Page, target: Page, *, in_memory: bool = False) -> None:
    """Copy the synchronised fields, relations included; a relation that is equal already is left alone.

    `in_memory`: what would be written at once is left alone.
    """
    for name in source.synchronised_fields:
        field = source._meta.get_field(name)
        at_once = isinstance(field, models.ManyToManyField) and not isinstance(field, ParentalManyToManyField)
        if (at_once and in_memory) or _plain(source, name) == _plain(target, name):
            continue
        if isinstance(field, models.ManyToManyField):
            getattr(target, name).set(list(getattr(source, name).all()))
        elif field.one_to_many:
            getattr(target, name).set([_copy_of(child, field) for child in getattr(source, name).all()])
        else:
            setattr(target, name, getattr(source, name))


def _copy_of(child: Any, relation: Any) -> Any:
    copied = {
        field.attname: getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if not field.primary_key and field.name != relation.field.name
    }
    return type(child)(**copied)


def _plain(page: Page, name: str) -> Any:
    field = page._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return sorted(obj.pk for obj in getattr(page, name).all())
    if field.one_to_many:
        return [
            [
                str(getattr(child, part.attname))
                for part in child._meta.concrete_fields
                if not part.primary_key and part.name != field.field.name
            ]
            for child in getattr(page, name).all()
        ]
    return str(getattr(page, field.attname))


def _kind_of(page: Page, name: str) -> str:
    return next(str(field.kind) for field in page.translatable_fields if field.name == name)


def _transform(page: Page, visit: Visit) -> Iterator[tuple[str, Any]]:
    for field in page.translatable_fields:
        yield field.name, _transform_field(page, field.name, field.kind, visit)


def _transform_field(page: Page, name: str, kind: str, visit: Visit, value: Any = None) -> Any:
    field = page._meta.get_field(name)
    value = getattr(page, name) if value is None else value
    if isinstance(field, StreamField):
        return _walk(field.stream_block, field.stream_block.get_prep_value(value), name, kind, visit)
    form = "html" if type(field).__name__ == "RichTextField" else "plain"
    return visit(name, kind, form, value or "")


def _walk(block: Any, raw: Any, path: str, kind: str, visit: Visit) -> Any:
    """A copy of a StreamField's raw data with each text replaced by what `visit` returns."""
    meta = block.meta
    if raw is None or getattr(meta, "translatable", True) is False:
        return raw
    kind = getattr(meta, "translation_kind", None) or kind
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {
                **child,
                "value": _walk(block.child_blocks[child["type"]], child["value"], f"{path}/{child['id']}", kind, visit),
            }
            for child in raw
            if child["type"] in block.child_blocks
        ]
    if isinstance(block, blocks.BaseStructBlock):
        return {
            name: _walk(child, raw.get(name), f"{path}/{name}", kind, visit)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {**child, "value": _walk(block.child_block, child["value"], f"{path}/{child['id']}", kind, visit)}
            for child in raw
        ]
    if isinstance(block, BaseTypedTableBlock):
        return _walk_table(block, raw, path, visit)
    if isinstance(block, blocks.RichTextBlock):
        return visit(path, kind, "html", raw)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return visit(path, kind, "plain", raw)
    return raw


def _walk_table(block: BaseTypedTableBlock, raw: Any, path: str, visit: Visit) -> Any:
    """Caption, headings of columns and cells; columns and rows have no ids, so their numbers name them."""
    columns = [column for column in raw["columns"] if column["type"] in block.child_blocks]
    return {
        **raw,
        "caption": visit(f"{path}/caption", "caption", "plain", raw.get("caption") or ""),
        "columns": [
            {**column, "heading": visit(f"{path}/columns/{number}", "cell", "plain", column.get("heading") or "")}
            for number, column in enumerate(columns)
        ],
        "rows": [
            {
                **row,
                "values": [
                    _walk(block.child_blocks[column["type"]], value, f"{path}/rows/{number}/{place}", "cell", visit)
                    for place, (column, value) in enumerate(zip(columns, row["values"], strict=False))
                ],
            }
            for number, row in enumerate(raw["rows"])
        ],
    }


def _canonical(data: Any) -> Any:
    """Plain data in one form: without empty texts, lists and mappings, None and False under a name; numbers as they are
    written, because a form stores 12 as "12".
    """
    if isinstance(data, list):
        return [_canonical(item) for item in data]
    if isinstance(data, dict):
        cleaned = {name: _canonical(value) for name, value in data.items()}
        return {name: value for name, value in cleaned.items() if value not in ("", None, False, [], {})}
    return str(data) if isinstance(data, int | float) and not isinstance(data, bool) else data
