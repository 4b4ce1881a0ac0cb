"""Light and dark differ in colours alone: what else a page is need not be looked at twice."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLOURS = {"filter", "color", "background", "background-color", "border-color", "outline-color", "color-scheme"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("static/css/*.css")), ids=lambda path: path.name)
def test_themes_differ_in_colours_alone(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    for block in re.findall(r"@media[^{]*prefers-color-scheme[^{]*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", css):
        properties = set(re.findall(r"([\w-]+)\s*:(?!\w)", block))
        assert {name for name in properties if not name.startswith("--")} <= COLOURS
    assert not re.findall(r"matchMedia\([^)]*color-scheme", "".join(f.read_text() for f in ROOT.glob("static/js/*.js")))
