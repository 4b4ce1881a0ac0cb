"""All checks together."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.quality import CHECKS, run_checks
from i18n.segments import code


def ids(source: str, target: str, language: str = "es") -> list[str]:
    return [finding.check_id for finding in run_checks(source, target, "en", language)]


def test_good_translation_has_no_findings() -> None:
    assert ids("See <1>the city</1> of 2,000 parks.", "Mira <1>la ciudad</1> de 2.000 parques.") == []


def test_errors_come_first() -> None:
    found = ids("See <1>the city</1> of 2,000 parks.", "Mira la ciudad de 3.000 parques")
    assert found == ["tags", "numbers", "ending"]


def test_empty_text_has_one_finding() -> None:
    assert ids("See <1>the city</1> of 2,000 parks.", "") == ["empty"]


def test_every_check_says_who_it_is() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.id and check.name and check.explanation.endswith(".") for check in CHECKS)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["es", "ar", "zh", "th", "xx"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged(source: str, target: str, language: str) -> None:
    assert all(finding.severity in {"error", "warning"} for finding in run_checks(source, target, "en", language))


@pytest.mark.parametrize(("language", "name"), [("es", "spa"), ("fr", "fra"), ("ar", "arb")])
def test_human_translations_are_rarely_found_fault_with(language: str, name: str) -> None:
    folder = Path(os.environ.get("INTERURBAN_DATA", Path(__file__).parents[4] / "shared" / "data")) / "ntrex"
    if not folder.exists():
        pytest.skip(f"no real news at {folder}")
    lines = [(folder / f"{file}.txt").read_text(encoding="utf-8").splitlines()[:500] for file in ("eng", name)]
    found = [run_checks(code(one), code(other), "en", language) for one, other in zip(*lines, strict=True)]
    share = sum(bool(findings) for findings in found) / len(found)
    errors = [f for findings in found for f in findings if f.severity == "error"]
    assert share < 0.15
    assert errors == []
