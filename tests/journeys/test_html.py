"""The HTML of each kind of page, in each language, by the Nu HTML checker: no errors, no warnings."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.addresses import IN_STATES, KINDS, STATUS, fetch

CHECKER = Path(__file__).resolve().parents[2] / "var/checkers/node_modules/vnu-jar/build/dist/vnu.jar"


def test_pages_are_valid_html(addresses, tmp_path):
    if not CHECKER.exists() or shutil.which("java") is None:
        pytest.fail("The HTML checker needs Java and bin/checkers (`make test` does both).", pytrace=False)
    for language in ("en", "fr", "ar", "es"):
        for kind in KINDS:
            answer = addresses.page(language, kind)
            assert answer.status == STATUS.get(kind, 200), answer.url
            (tmp_path / f"{language}-{kind.replace(' ', '-')}.html").write_text(answer.text, encoding="utf-8")
    for _state, key, language in IN_STATES:
        (tmp_path / f"{language}-{key}.html").write_text(fetch(addresses.article(key, language)).text, encoding="utf-8")
    assert errors(sorted(tmp_path.glob("*.html"))) == []


def errors(files: list[Path]) -> list[str]:
    """What the checker calls an error: file, line, words."""
    command = ["java", "-Xss1m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(done.stderr or done.stdout)["messages"]
    return [
        f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')[:120]!r}"
        for m in found
        if m["type"] != "info" or m.get("subType") == "warning"
    ]
