"""The house's own checks find what they should, and the repository passes them."""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

import check_sizes  # noqa: E402
import check_words  # noqa: E402
from house import own_files  # noqa: E402


@pytest.fixture
def room(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return Path(name)

    return write


def lines(number):
    return "".join(f"x{n} = {n}\n" for n in range(number))


@pytest.mark.parametrize(
    ("name", "limit"),
    [("articles/models/article.py", 400), ("config/settings/base.py", 250), ("tests/i18n/test_states.py", 400)],
)
def test_a_file_has_a_limit(room, tmp_path, name, limit):
    assert check_sizes.problems(tmp_path, [room(name, lines(limit))]) == []
    assert check_sizes.problems(tmp_path, [room(name, lines(limit + 1))]) == [
        f"{name}: {limit + 1} lines, at most {limit}"
    ]


def test_a_template_has_a_limit(room, tmp_path):
    assert check_sizes.problems(tmp_path, [room("templates/base.html", "<p>\n" * 80)]) == []
    assert len(check_sizes.problems(tmp_path, [room("templates/base.html", "<p>\n" * 81)])) == 1


def test_a_function_has_a_limit_inside_a_class_too(room, tmp_path):
    body = "".join(f"        x = {n}\n" for n in range(50))
    name = room("i18n/states.py", f"class State:\n    def name(self):\n{body}")
    assert check_sizes.problems(tmp_path, [name]) == ["i18n/states.py:2: name() has 51 lines, at most 50"]


def test_migrations_have_no_limit(room, tmp_path):
    assert check_sizes.problems(tmp_path, [room("tags/migrations/0001_initial.py", lines(900))]) == []


@pytest.mark.parametrize(
    "text",
    ["pip -i https://" + "py" + "pi.org/simple", "cd /wo" + "rk/main", "# TO" + "DO: later"],
)
def test_words_that_do_not_belong_are_found(room, tmp_path, text):
    assert len(check_words.problems(tmp_path, [room("docs/install.md", f"fine\n{text}\n")])) == 1


@pytest.mark.parametrize("text", ["https://example.org/how/we/work/", "a framework/library", "todos los derechos"])
def test_ordinary_words_are_left_alone(room, tmp_path, text):
    assert check_words.problems(tmp_path, [room("docs/install.md", text)]) == []


@pytest.mark.parametrize("name", ["i18n/utils.py", "articles/helpers/dates.py"])
def test_drawers_for_everything_are_found(room, tmp_path, name):
    assert len(check_words.problems(tmp_path, [room(name, "")])) == 1


def test_the_repository_holds_no_word_that_does_not_belong():
    assert check_words.problems(ROOT, own_files()) == []


def test_the_rooms_of_the_repository_are_small():
    assert check_sizes.problems(ROOT, own_files()) == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_locked_requirements_have_hashes_and_no_addresses(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|^-e |@ file:", text, re.MULTILINE)
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ \\\n\s+--hash=sha256:[0-9a-f]{64}", entry), entry


def test_what_runs_in_production_is_what_is_tested():
    def versions(name):
        return set(re.findall(r"(?m)^([\w.-]+==[\w.]+)", (ROOT / "requirements" / name).read_text()))

    assert versions("run.txt") <= versions("test.txt")


def test_each_direct_dependency_has_a_reason():
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text().lower()
    for name in ("run.in", "test.in"):
        for dependency in re.findall(r"(?m)^([A-Za-z][\w.-]*)", (ROOT / "requirements" / name).read_text()):
            assert f"| {dependency.lower()} |" in reasons, f"{dependency} has no line in dependencies.md"


def test_locked_checkers_have_hashes_and_no_addresses():
    packages = json.loads((ROOT / "requirements/checkers/package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-")
            assert "resolved" not in package


def test_everything_locked_runs_on_the_python_of_debian_12():
    text = (ROOT / "requirements" / "test.txt").read_text()
    for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", text):
        if name not in {"pip", "setuptools"}:  # whichever the environment came with
            wanted = metadata.metadata(name)["Requires-Python"]
            assert metadata.version(name) == version, f"{name} is not installed as locked: make environment-test"
            assert not wanted or "3.11.2" in SpecifierSet(wanted), f"{name} wants Python {wanted}"
