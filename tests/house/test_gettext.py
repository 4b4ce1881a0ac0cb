"""Every text of the interface reaches the catalogues."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("articles", "config", "delivery", "i18n", "tags")
NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}


def inside_f_strings(code: str) -> list[int]:
    """Lines of calls that xgettext does not see."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(code))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in NAMES
    ]


def test_no_text_is_translated_inside_an_f_string() -> None:
    """It would be in no catalogue, and stay English for everybody."""
    assert inside_f_strings("f\"{_('Seen by nobody')} {name}\"") == [1]
    assert inside_f_strings("_('Seen') + f' {name}'") == []
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    assert files
    found = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in inside_f_strings(file.read_text())]
    assert found == []
